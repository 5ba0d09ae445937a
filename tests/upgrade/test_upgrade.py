"""A database of every release comes to today's schema with all its rows and figures, on the engine of this run."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers import manage, scratch_database
from tests.upgrade import databases, dump
from tests.upgrade.databases import Rows

# Of Django, and not used by the portal.
ALWAYS_EMPTY = {
    *("auth_group", "auth_group_permissions"),
    *("accounts_user_groups", "accounts_user_user_permissions"),
}
# After each migrate, what the code knows and the database lacks is added.
MAY_GROW = {
    *("django_migrations", "django_content_type", "auth_permission"),
    "organizations_sector",
}


@pytest.fixture
def url(tmp_path) -> Iterator[str]:
    with scratch_database() as postgresql:
        yield postgresql or f"sqlite:///{tmp_path}/old.sqlite3"


@pytest.fixture(params=sorted(path.name for path in dump.DUMPS.iterdir()))
def release(request, url) -> Path:
    """Its dump is in the database."""
    folder = dump.DUMPS / request.param
    databases.load(url, folder / f"{databases.engine_of(url)}.sql")
    return folder


def figures(said: dict) -> dict[str, dict]:
    """Those of each indicator by term and code; its name is no figure."""
    return {
        f"{term} {indicator['code']}": indicator | {"name": ""}
        for term, card in said["figures"].items()
        for indicator in card["indicators"]
    }


def test_a_database_of_that_release_comes_here_with_every_row_and_figure(release, url, tmp_path):
    before = Rows(url)
    assert before.empty == ALWAYS_EMPTY

    env = dump.environment(url, tmp_path)
    manage(env, "migrate", "--verbosity", "0")
    after = Rows(url, like=before)
    assert before.without(after) == {}
    assert after.without(before).keys() <= MAY_GROW

    then, now = json.loads((release / "told.json").read_text(encoding="utf-8")), json.loads(dump.told(env))
    assert figures(then).items() <= figures(now).items()
    assert now["reports"] == then["reports"]


def test_the_reports_of_that_release_have_the_code_they_were_given(release, url):
    given = {code for [code] in databases.query(url, "SELECT snapshot_sha256 FROM reports_report")}
    told = json.loads((release / "told.json").read_text(encoding="utf-8"))["reports"]
    assert set(told.values()) == given


@pytest.mark.parametrize(
    "loss",
    [
        "DELETE FROM ratings_tally WHERE id = (SELECT min(id) FROM ratings_tally)",
        "UPDATE ratings_tally SET value = value + 1 WHERE id = (SELECT min(id) FROM ratings_tally)",
    ],
)
def test_one_row_lost_or_changed_is_found(release, url, loss):
    before = Rows(url)
    databases.execute(url, loss)
    lost = before.without(Rows(url, like=before))
    assert [(table, len(rows)) for table, rows in lost.items()] == [("ratings_tally", 1)]
