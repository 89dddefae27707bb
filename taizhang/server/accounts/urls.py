"""Addresses of the app accounts."""
from django.urls import path

from taizhang.server.accounts.views import account, entrance, factor, grants, password, people, person

app_name = "accounts"
urlpatterns = [
    path("login/", entrance.log_in, name="login"),
    path("logout/", entrance.log_out, name="logout"),
    path("second-factor/", factor.give, name="second_factor"),
    path("second-factor/set-up/", factor.set_up, name="set_up"),
    path("second-factor/picture.svg", factor.picture, name="picture"),
    path("account/", account.show, name="account"),
    path("account/password/", password.change, name="password"),
    path("account/deputies/", account.name_deputy, name="name_deputy"),
    path("account/deputies/<uuid:key>/withdraw/", account.withdraw_deputy, name="withdraw_deputy"),
    path("account/sessions/end/", account.end_others, name="end_others"),
    path("account/sessions/<uuid:key>/end/", account.end_session, name="end_session"),
    path("account/recovery-codes/", account.renew_codes, name="renew_codes"),
    path("account/second-factor/remove/", account.remove_factor, name="remove_own_factor"),
    path("people/", people.people, name="people"),
    path("people/new/", people.new, name="new_person"),
    path("people/<int:pk>/", person.person, name="person"),
    path("people/<int:pk>/edit/", person.edit, name="edit_person"),
    path("people/<int:pk>/password/", person.reset_password, name="reset_password"),
    path("people/<int:pk>/unlock/", person.unlock, name="unlock"),
    path("people/<int:pk>/close/", person.close, name="close_person"),
    path("people/<int:pk>/reopen/", person.reopen, name="reopen_person"),
    path("people/<int:pk>/second-factor/", person.remove_factor, name="reset_factor"),
    path("people/<int:pk>/hand-over/", person.handing_over, name="hand_over"),
    path("roles/", grants.grants, name="grants"),
    path("roles/<int:pk>/", grants.grants_of, name="grants_of"),
    path("roles/<int:pk>/grant/", grants.give, name="give"),
    path("roles/<int:pk>/transfer/", grants.transfer, name="transfer"),
    path("roles/grants/<uuid:key>/withdraw/", grants.withdraw, name="withdraw"),
]
