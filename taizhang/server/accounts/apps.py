"""The app accounts."""
from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Named so that tables are called accounts_…."""

    name = "taizhang.server.accounts"
    label = "accounts"
