"""portal.settings beside Django's own administration, which the product does not have, in a database of its own."""

import atexit
import os
import shutil
import tempfile

_folder = tempfile.mkdtemp(prefix="portal-benchmark-")
os.mkdir(f"{_folder}/static")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ.setdefault("DATABASE_URL", f"sqlite:///{_folder}/portal.sqlite3")
os.environ.update(
    PORTAL_VAR_DIR=_folder, SECRET_KEY="only for measuring", DEBUG="0", BEHIND_TLS="0", ALLOWED_HOSTS="testserver"
)

from portal.settings import *  # noqa: E402, F403
from portal.settings import DATABASES, INSTALLED_APPS, STORAGES  # noqa: E402

INSTALLED_APPS = [*INSTALLED_APPS, "django.contrib.admin"]
ROOT_URLCONF = "benchmarks.admin"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
# On PostgreSQL a database beside the one that the address names; on SQLite a file, with the pragmas of the portal.
DATABASES["default"]["TEST"] = (
    {"NAME": f"{_folder}/benchmark.sqlite3"} if "sqlite" in DATABASES["default"]["ENGINE"] else {}
)
