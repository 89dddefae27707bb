"""Django's settings, all made from `configuration`."""
import os
from pathlib import Path

from taizhang.server import configuration
from taizhang.server.database import database
from taizhang.server.keys import secret

CONFIGURATION = configuration.read()
HOME = CONFIGURATION.folder("HOME")
HERE = Path(__file__).parent

SECRET_KEY = secret(HOME / "keys" / "secret.txt")
DEBUG = CONFIGURATION.truth("DEBUG")
DEMO = CONFIGURATION.truth("DEMO")
LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = LOOPBACK if DEBUG or DEMO else CONFIGURATION.names("HOSTS")
HTTPS = CONFIGURATION.truth("HTTPS")

PACK = CONFIGURATION.text("PACK")
MAP_FILE = CONFIGURATION.text("MAP_FILE")
IDLE_SECONDS = CONFIGURATION.number("IDLE_MINUTES") * 60
TWO_FACTOR_FOR_ALL = CONFIGURATION.truth("TWO_FACTOR")
UPLOAD_BYTES = CONFIGURATION.number("UPLOAD_MB") * 1_000_000
READ_SECONDS = CONFIGURATION.number("READ_SECONDS")
READ_SCAN_SECONDS = CONFIGURATION.number("READ_SCAN_SECONDS")
READ_BYTES = CONFIGURATION.number("READ_MB") * 1_000_000
AUDIT_DIGEST = CONFIGURATION.text("DIGEST")
API_RATE = CONFIGURATION.number("API_RATE")
PORTAL = CONFIGURATION.truth("PORTAL")
PORTAL_RATE = CONFIGURATION.number("PORTAL_RATE")
PORTAL_ROBOTS = CONFIGURATION.truth("PORTAL_ROBOTS")
PORTAL_LICENCE = CONFIGURATION.licence("PORTAL_LICENCE")
FILES = HOME / "files"
ANCHORS = HOME / "anchors"

APPS = (
    "audit", "look", "accounts", "oversight", "jobs", "local", "facts", "documents", "imports", "ledger",
    "search", "library", "tasks", "indicators", "portal", "rollups", "review", "accuracy", "exchange", "api", "home",
)
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    *(f"taizhang.server.{app}" for app in APPS),
]
MIDDLEWARE = [
    "taizhang.server.look.middleware.plain_text",
    "taizhang.server.api.middleware.answers",
    "taizhang.server.look.middleware.loopback_only",
    "taizhang.server.portal.middleware.doors",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "taizhang.server.look.middleware.content_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "taizhang.server.look.middleware.language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "taizhang.server.api.middleware.token",
    "taizhang.server.accounts.middleware.idle",
    "taizhang.server.accounts.middleware.gate",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "taizhang.server.look.middleware.errors",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "taizhang.server.urls"
WSGI_APPLICATION = "taizhang.server.wsgi.application"
TEMPLATES = [{
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "APP_DIRS": True,
    "OPTIONS": {
        "context_processors": [
            "django.template.context_processors.request",
            "django.contrib.auth.context_processors.auth",
            "django.contrib.messages.context_processors.messages",
            "django.template.context_processors.i18n",
            "taizhang.server.look.context.shell",
        ],
        "builtins": [
            "django.templatetags.i18n",
            "taizhang.server.look.templatetags.pieces",
            "taizhang.server.accounts.templatetags.permission",
        ],
    },
}]

DATABASES = {"default": database(CONFIGURATION.text("DATABASE"), HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_LENGTH = CONFIGURATION.number("PASSWORD_LENGTH")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ("account", "name")}},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": PASSWORD_LENGTH}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "taizhang.server.accounts.passwords.ThreeKinds"},
]
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/login/"
AXES_FAILURE_LIMIT = CONFIGURATION.number("ATTEMPTS")
AXES_COOLOFF_TIME = CONFIGURATION.number("LOCK_MINUTES") / 60
AXES_LOCKOUT_PARAMETERS = ["username"]
# A right password alone clears nothing: what is counted is cleared once the second factor, where owed, is right too.
AXES_RESET_ON_SUCCESS = False
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "taizhang.server.accounts.attempts.keep_response"
AXES_SENSITIVE_PARAMETERS = ["password", "code", "old", "new", "again"]
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True  # the trail has every log-in
AXES_ENABLE_ADMIN = False
AXES_USERNAME_FORM_FIELD = "username"
OTP_TOTP_ISSUER = "Taizhang"

SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "taizhang.server.look.views.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 500
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]

LANGUAGE_CODE = CONFIGURATION.text("LANGUAGE").replace("_", "-").lower()  # zh_Hans on the command line
LANGUAGES = [("zh-hans", "Chinese"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "language"
USE_I18N = USE_TZ = True
# Named here, our own words come before those of libraries that say the same id otherwise; of our apps the lowest first.
LOCALE_PATHS = [HERE / app / "locale" for app in APPS]
TIME_ZONE = CONFIGURATION.text("TIME_ZONE")

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
FRONT = HERE / "front" / "node_modules"
VENDORS = [(f"vendor/{name}", str(FRONT / place)) for name, place in (("htmx", "htmx.org/dist"),) if (FRONT / place).is_dir()]
# Tokens and components are those of the pages that stand alone: one folder for both.
STATICFILES_DIRS = [("look", str(HERE.parent / "publishing" / "look")), *VENDORS]
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(FILES)}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("TAIZHANG_LOG", "WARNING")},
    # Strangers name hosts that are not ours all day: the refusal is answered, a trace of each tells nobody anything.
    "loggers": {"django.security.DisallowedHost": {"level": "CRITICAL"}},
}
SILENCED_SYSTEM_CHECKS = ["axes.W006"]
TEST_RUNNER = "django.test.runner.DiscoverRunner"
