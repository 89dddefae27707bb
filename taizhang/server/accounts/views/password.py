"""The page on which people change their password; who was given a first one comes here before anything else."""
from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from taizhang.server.accounts import attempts, sessions
from taizhang.server.accounts.actions.passwords import change_password
from taizhang.server.accounts.doors import step
from taizhang.server.accounts.forms import PasswordForm
from taizhang.server.accounts.models import User
from taizhang.server.accounts.views.entrance import failed_again, locked_out
from taizhang.server.look.notices import tell


@step("accounts:password")
@never_cache
@sensitive_post_parameters("old", "new", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest) -> HttpResponse:
    """Old password, new password; all other sessions end."""
    user = request.user
    assert isinstance(user, User)
    if request.method == "POST" and (until := attempts.locked_until(user.account)):
        return locked_out(request, user, until)
    form = PasswordForm(request.POST if request.method == "POST" else None, user=user)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            old = request.session.session_key
            change_password(user, user, form.cleaned_data["new"], keep=old or "")
            update_session_auth_hash(request, user)
            sessions.moved(request, old)
        tell(request, _("Your password is changed; your other sessions have ended."))
        return redirect("accounts:account")
    if request.POST.get("old") and form.errors.get("old") and (until := failed_again(request, user, sessions.FAILED)):
        return locked_out(request, user, until)
    return render(request, "accounts/password.html", {"form": form, "first": user.must_change}, status=422 if form.errors else 200)
