"""portal.settings as the tests use them: engines from the environment, everything written into a scratch folder."""

import atexit
import os
import shutil
import tempfile
from urllib.parse import urlsplit

_folder = tempfile.mkdtemp(prefix="portal-tests-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)


def _redis_of_this_process(url: str) -> str:
    """Each process of a parallel run has a database of its own, so its messages need a queue of their own."""
    number = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    return urlsplit(url)._replace(path=f"/{number}").geturl() if url else ""


# What stands in the environment wins over a developer's .env, so that the file never decides what is tested.
os.environ.setdefault("DATABASE_URL", f"sqlite:///{_folder}/portal.sqlite3")
os.environ.update(
    PORTAL_VAR_DIR=_folder,
    REDIS_URL=_redis_of_this_process(os.environ.get("REDIS_URL", "")),
    SECRET_KEY="only for tests",
    DEBUG="0",
    BEHIND_TLS="0",
    ALLOWED_HOSTS="testserver,localhost,127.0.0.1",
    PORTAL_URL="http://testserver",
    EMAIL_URL="",
)

from portal.settings import *  # noqa: E402, F403
from portal.settings import DATABASES, STORAGES  # noqa: E402

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, so that a worker in another process can see it; without fsync, because nobody keeps it.
    DATABASES["default"]["TEST"] = {"NAME": f"{_folder}/test.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] = DATABASES["default"]["OPTIONS"]["init_command"].replace(
        "synchronous=FULL", "synchronous=OFF"
    )
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
