"""Django's own commands for developers: ``python -m tools.manage makemigrations``. What an office needs is in ``taizhang``."""
import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run one of Django's commands, with the settings of tests unless others are named."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
