"""The door for gunicorn and other WSGI servers."""
import os

from taizhang.server import handler

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taizhang.server.settings")
application = handler.application()
