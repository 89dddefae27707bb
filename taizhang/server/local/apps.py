"""The app local."""
from importlib import import_module

from django.apps import AppConfig
from django.core.signals import request_started


class LocalConfig(AppConfig):
    """Named so that tables are called local_…."""

    name = "taizhang.server.local"
    label = "local"

    def ready(self) -> None:
        """Register policy, actions and menu entry, and say how the layer is fetched."""
        for module in ("permissions", "actions", "importing", "menu"):
            import_module(f"{self.name}.{module}")
        from taizhang.server.accounts.roles import OWN_LAYER
        from taizhang.server.local.layer import fetch

        OWN_LAYER.fetch = fetch
        request_started.connect(_look_again, dispatch_uid="local.look_again")


def _look_again(**_given: object) -> None:
    from taizhang.server.accounts.roles import OWN_LAYER

    OWN_LAYER.look_again()
