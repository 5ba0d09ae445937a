"""The debug toolbar: there while one works on a page, never where the portal serves users."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Asked of the site as these settings make it. No migrations: the page of a refused method reads nothing.
ASK = """
import django, json
django.setup()
from django.core.management import call_command
from django.test import Client
from portal.setup import emptiness
emptiness._is_set_up = True
call_command("collectstatic", interactive=False, verbosity=0)
page = Client().put("/account/preferences/")
print(json.dumps({
    "page": page.status_code,
    "toolbar": "djDebug" in page.content.decode(),
    "csp": sorted(page["Content-Security-Policy"].split("; ")),
    "panel": Client().get("/__debug__/render_panel/?request_id=1&panel_id=SQLPanel").status_code,
    "style": Client().get("/static/debug_toolbar/css/toolbar.css").status_code,
}))
"""


def site(folder: Path, debug: str) -> dict[str, object]:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "DEBUG": debug,
        "PORTAL_VAR_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder}/site.sqlite3",
        "REDIS_URL": "",
        "BEHIND_TLS": "0",
        "ALLOWED_HOSTS": "testserver",
    }
    done = subprocess.run(
        [sys.executable, "-c", ASK], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    return site(tmp_path_factory.mktemp("published"), "0")


def test_it_is_off_where_users_are_served(published):
    assert (published["page"], published["toolbar"]) == (405, False)
    assert (published["panel"], published["style"]) == (404, 404)


def test_it_works_under_the_same_content_security_policy(published, tmp_path):
    worked_on = site(tmp_path, "1")
    assert (worked_on["page"], worked_on["toolbar"]) == (405, True)
    assert (worked_on["panel"], worked_on["style"]) == (200, 200)
    assert worked_on["csp"] == published["csp"]
