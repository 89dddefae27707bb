"""Addresses of the app accounts."""
from django.urls import path

from taizhang.server.accounts.views import account, entrance, factor, password

app_name = "accounts"
urlpatterns = [
    path("login/", entrance.log_in, name="login"),
    path("logout/", entrance.log_out, name="logout"),
    path("account/password/", password.change, name="password"),
    path("account/", account.show, name="account"),
    path("second-factor/", factor.give, name="second_factor"),
    path("second-factor/set-up/", factor.set_up, name="set_up"),
    path("second-factor/picture.svg", factor.picture, name="picture"),
]
