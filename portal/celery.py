"""The one Celery application. The database row of a job is the record; Celery only rings the bell."""

import os

from celery import Celery

import portal.folder_queue  # noqa: F401  (makes its scheme known)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(
    [
        "accounts.submissions",
        "exchange",
        "members.badges",
        "members.offers",
        "notices",
        "ratings.notices",
        "ratings.progress",
        "reports.jobs",
    ]
)
