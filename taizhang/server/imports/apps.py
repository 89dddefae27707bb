"""The app imports."""
from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """Named so that tables are called imports_…."""

    name = "taizhang.server.imports"
    label = "imports"

    def ready(self) -> None:
        """Register the policy, the kinds of jobs and the daily duty; models are there only now."""
        from taizhang.server.imports import applying, deciding, drawing, duties, menu, permissions, planning  # noqa: F401
