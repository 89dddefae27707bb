"""Tags of the pages of tasks."""
