"""The page of one's own account."""
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from taizhang.server.accounts.doors import everybody


@everybody
def show(request: HttpRequest) -> HttpResponse:
    """Name, unit, roles, sessions, second factor, absences."""
    return render(request, "accounts/account.html", {})
