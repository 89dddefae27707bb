"""The app jobs."""
from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Named so that tables are called jobs_…."""

    name = "taizhang.server.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Register the policy and the daily duties; models are there only now."""
        from taizhang.server.jobs import daily, menu, permissions  # noqa: F401
