"""Settings from the environment (.env.example lists them); without any, the embedded default runs.

Embedded default: SQLite, no Redis, everything that is written goes below var/.
"""

import os
import tempfile
from contextlib import suppress
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path

import environ
from celery.schedules import crontab
from django.core.management.utils import get_random_secret_key
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

VAR_DIR = Path(env("PORTAL_VAR_DIR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = env.bool("DEBUG", default=False)


def _local_secret_key() -> str:
    """One key per machine, made on the first start, so that sessions outlive a restart.

    Written under a name of its own, which nobody else may read, and then linked: of processes that start at the same
    time one makes the key and all read that one, never half of it.
    """
    path = VAR_DIR / "secret_key"
    if not path.exists():
        handle, draft = tempfile.mkstemp(prefix="secret_key.", dir=VAR_DIR)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(get_random_secret_key())
        with suppress(FileExistsError):
            os.link(draft, path)
        os.unlink(draft)
    return path.read_text(encoding="ascii").strip()


SECRET_KEY = env("SECRET_KEY", default="") or _local_secret_key()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# The address printed in PDF links; a report must open its records from another machine too.
PORTAL_URL = env("PORTAL_URL", default="http://127.0.0.1:8000").rstrip("/")
BEHIND_TLS = env.bool("BEHIND_TLS", default=False)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "ui",
    "accounts",
    "notices",
    "exchange",
    "organizations",
    "members",
    "committees",
    "inspections",
    "ratings",
    "reports",
    "demo",
    "portal",
]

MIDDLEWARE = [
    "portal.middleware.DeadlineMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.compression.PageCompressionMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.roots.AddressOfRootMiddleware",
    "portal.middleware.ReadableRequestMiddleware",
    "portal.middleware.ProbeMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.middleware.PreferencesMiddleware",
    "portal.setup.middleware.SetUpMiddleware",
    "portal.middleware.RefusedMethodMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "portal.forms_middleware.SignInFirstMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "portal.middleware.IdleMiddleware",
    "portal.forms_middleware.OwnFormMiddleware",
    "portal.forms_middleware.SavedDraftMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "portal.middleware.NoStoreMiddleware",
    "portal.roots.RootAtHandMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "ui.templatetags.ui",
                "ui.templatetags.markup",
                "ui.templatetags.forms",
                "ui.templatetags.ways",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.navigation.site",
                "portal.navigation.person",
                "accounts.submissions.keys.of_forms",
            ],
        },
    }
]

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'portal.sqlite3'}")}
# Below gunicorn's --timeout (docs/operations.md): who waits too long gets a page that says so and holds what was typed,
# not a closed connection.
DATABASE_ANSWER_SECONDS = 5
DATABASE_STATEMENT_SECONDS = 20
DATABASE_REQUEST_SECONDS = 25
DATABASE_PROBE_SECONDS = 3
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # A deferred transaction that turns into a write is refused at once under load; an immediate one waits.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;PRAGMA journal_size_limit=27103364;"
        ),
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"]["OPTIONS"] = {
        "options": (
            f"-c lock_timeout=5s -c jit=off -c statement_timeout={DATABASE_STATEMENT_SECONDS}s "
            "-c idle_in_transaction_session_timeout=60s"
        ),
        # A network that drops everything; a request has portal.deadline besides.
        "connect_timeout": 10,
        "tcp_user_timeout": DATABASE_STATEMENT_SECONDS * 1000,
        "keepalives_idle": 30,
        "keepalives_interval": 10,
        "keepalives_count": 3,
    }

# Redis in production; files in a folder (portal.folder_queue) in the embedded default. Either may lose a message:
# the row of the job is the record, and the sweeper rings again.
REDIS_URL = env("REDIS_URL", default="")
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_TIME_LIMIT = 300
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 50
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 700_000
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 60
CELERY_WORKER_SEND_TASK_EVENTS = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_TIMEZONE = "Asia/Ho_Chi_Minh"
CELERY_BEAT_SCHEDULE = {
    "sweep-reports": {"task": "reports.jobs.tasks.sweep", "schedule": timedelta(seconds=15)},
    "sweep-imports": {"task": "exchange.tasks.sweep", "schedule": timedelta(seconds=15)},
    "sweep-old-imports": {"task": "exchange.tasks.sweep_old", "schedule": crontab(hour=3, minute=20)},
    "sweep-submissions": {"task": "accounts.submissions.tasks.sweep", "schedule": crontab(hour=3, minute=10)},
    "remind-of-due-dates": {"task": "ratings.progress.tasks.send_reminders", "schedule": crontab(hour=7, minute=0)},
    "remind-in-the-portal": {"task": "ratings.notices.tasks.remind", "schedule": crontab(hour=7, minute=0)},
    "carry-out-planned-deeds": {"task": "members.offers.tasks.carry_out", "schedule": timedelta(minutes=5)},
    "remind-of-members": {"task": "members.offers.tasks.remind", "schedule": crontab(hour=7, minute=0)},
    "remind-of-badges": {"task": "members.badges.tasks.remind", "schedule": crontab(hour=7, minute=0)},
    "remind-of-terms": {"task": "committees.due.tasks.remind", "schedule": crontab(hour=7, minute=0)},
    "sweep-notices": {"task": "notices.tasks.sweep", "schedule": crontab(hour=3, minute=30)},
}
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")
if REDIS_URL:
    CELERY_BROKER_URL = REDIS_URL
    CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = {
        "visibility_timeout": 1200,
        "unacked_restore_interval": 10,
        "unacked_restore_throttle": 1,
        "socket_timeout": 10,
        "socket_connect_timeout": 5,
        "socket_keepalive": True,
        "health_check_interval": 10,
    }
else:
    broker_dir = VAR_DIR / "broker"
    (broker_dir / "queue").mkdir(parents=True, exist_ok=True)
    (broker_dir / "control").mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_URL = "folder://"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(broker_dir / "queue"),
        "data_folder_out": str(broker_dir / "queue"),
        "control_folder": str(broker_dir / "control"),
        "polling_interval": 0.05,
    }

# Reminders are sent where a mail server is named; without one there is no e-mail at all.
EMAIL_URL = env("EMAIL_URL", default="")
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
if EMAIL_URL:
    vars().update(env.email_url("EMAIL_URL"))
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="no-reply@localhost")

# Seconds after which a job whose worker fell silent may be taken over by another.
REPORT_LEASE_SECONDS = env.int("REPORT_LEASE_SECONDS", default=60)
IMPORT_LEASE_SECONDS = env.int("IMPORT_LEASE_SECONDS", default=60)

# Days after which a notice that was read is taken away.
NOTICES_KEPT_DAYS = env.int("NOTICES_KEPT_DAYS", default=90)

# A transfer between grassroots organisations, from its decision: days until the letter is presented, working days until
# all is done (Regulation 24-QĐ/TW of 2021, item 6).
TRANSFER_PRESENTED_WITHIN_DAYS = env.int("TRANSFER_PRESENTED_WITHIN_DAYS", default=30)
TRANSFER_DONE_WITHIN_WORKING_DAYS = env.int("TRANSFER_DONE_WITHIN_WORKING_DAYS", default=60)

# Whom people ask: name, telephone, e-mail. Shown in the help, at sign-in and where something went wrong.
HELP_CONTACT = env("HELP_CONTACT", default="").strip()

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "accounts:sign_in"
CSRF_FAILURE_VIEW = "accounts.sign_in.again.refuse_token"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "accounts:sign_in"
PASSWORD_HASHERS = [
    "accounts.hashers.SmallServerArgon2",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
SESSION_ENGINE = "accounts.sign_in.store"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_IDLE_SECONDS = 30 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
if BEHIND_TLS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
    # Subdomains and the preload list are for the owner of the whole domain to decide, who is not us.
    SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        # Bootstrap's stylesheet carries its small marks as data: images.
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
# A sheet has nine fields a member, all of them sent in one save: room for a cell of 2,500.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 25_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
LOCALE_PATHS = [
    BASE_DIR / "locale" / app
    for app in (
        "ui",
        "accounts",
        "notices",
        "exchange",
        "organizations",
        "members",
        "committees",
        "inspections",
        "ratings",
        "reports",
        "demo",
        "portal",
    )
]
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
# Thousand separators are written by ui.numbers only: this switch would write "1.234" into ids and form values.
USE_THOUSAND_SEPARATOR = False

# Absolute: under an address of another root, too (portal.roots).
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "ui.staticfiles.PackageFilesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "ui.whole_styles.WholeStylesStorage"
    },
}
MEDIA_ROOT = VAR_DIR / "files"

DEBUG_TOOLBAR = DEBUG and find_spec("debug_toolbar") is not None
if DEBUG_TOOLBAR:
    INSTALLED_APPS.append("debug_toolbar")
    # Behind the one that serves static files, which need no toolbar.
    MIDDLEWARE.insert(
        MIDDLEWARE.index("csp.middleware.CSPMiddleware") + 1, "debug_toolbar.middleware.DebugToolbarMiddleware"
    )
    STATICFILES_FINDERS.append("django.contrib.staticfiles.finders.AppDirectoriesFinder")
    INTERNAL_IPS = ["127.0.0.1", "::1"]

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
    "loggers": {"fontTools": {"level": "WARNING"}, "weasyprint": {"level": "ERROR"}},
}
