"""The app jobs."""
from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Named so that tables are called jobs_…."""

    name = "taizhang.server.jobs"
    label = "jobs"
