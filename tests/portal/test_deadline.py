"""What waits for what, each below the next: who waits too long gets a page that says so."""

import json
import re
import shlex

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test import Client
from gunicorn.config import Config

from portal import deadline
from scripts.serve import ROOT, web_command

LONGER_THAN_THAT = "SELECT pg_sleep(3)"


@pytest.fixture
def own_connection(transactional_db):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no server that could fall silent")
    deadline.keep_deadlines()
    yield connection
    connection.close()


def _web_commands() -> dict[str, list[str]]:
    dockerfile = (ROOT / "Dockerfile").read_text()
    guide = (ROOT / "docs/operations.md").read_text()
    [line] = re.findall(r"^ +\.venv/bin/(gunicorn .*)", guide, re.MULTILINE)
    return {
        "scripts/run": web_command(8000)[2:],
        "container": json.loads(re.sub(r"\\\n", "", dockerfile[dockerfile.rindex("CMD ") + 4 :])),
        "by hand": shlex.split(line),
    }


@pytest.mark.parametrize("where", _web_commands())
def test_the_database_gives_up_before_the_web_server_does(where):
    config = Config()
    given = vars(config.parser().parse_args(_web_commands()[where][1:]))
    kills_after = given["timeout"] or config.timeout
    assert given["threads"] > 1, "or connections on which nothing is asked hold up everybody"
    assert 2 * settings.DATABASE_ANSWER_SECONDS < settings.DATABASE_STATEMENT_SECONDS
    assert settings.DATABASE_STATEMENT_SECONDS < settings.DATABASE_REQUEST_SECONDS < kills_after - 3


def test_what_the_server_is_told_is_what_the_order_is_about(own_connection):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('statement_timeout'), current_setting('lock_timeout')")
        assert cursor.fetchone() == (f"{settings.DATABASE_STATEMENT_SECONDS}s", "5s")


def test_a_statement_past_the_deadline_is_an_error_and_the_next_request_has_a_new_connection(own_connection):
    with deadline.within(60), connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        before = cursor.fetchone()
    with deadline.within(1), connection.cursor() as cursor, pytest.raises(OperationalError, match="in time"):
        cursor.execute(LONGER_THAN_THAT)
    assert not connection.is_usable()
    connection.close_if_unusable_or_obsolete()
    with deadline.within(60), connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        assert cursor.fetchone() != before


def test_a_silent_server_is_given_up_sooner_than_a_statement_that_takes_long(own_connection, settings):
    with deadline.within(60), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        settings.DATABASE_ANSWER_SECONDS = 1
        cursor.execute("SELECT pg_sleep(1.1)")
    with deadline.within(60), connection.cursor() as cursor, pytest.raises(OperationalError, match="in time"):
        cursor.execute(LONGER_THAN_THAT)


def test_when_no_time_is_left_for_a_first_answer_nothing_more_is_asked(own_connection, settings):
    """So that the page that says so doesn't wait in its turn."""
    connection.ensure_connection()
    with deadline.within(60):
        settings.DATABASE_ANSWER_SECONDS = 0
        with connection.cursor() as cursor, pytest.raises(OperationalError, match="in time"):
            cursor.execute("SELECT 1")
        connection.close()
        settings.DATABASE_ANSWER_SECONDS = 60
        with pytest.raises(OperationalError, match="in time"):
            connection.ensure_connection()


def test_where_nobody_waits_there_is_no_deadline(own_connection):
    with deadline.within(0):
        pass
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(0.1)")


def test_a_request_has_a_deadline_and_the_probe_a_shorter_one(own_connection, settings):
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = "a" * 32
    assert client.get("/readyz").status_code == 200
    settings.DATABASE_PROBE_SECONDS = 0
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {"database": "no answer"})
    settings.DATABASE_REQUEST_SECONDS = 0
    assert client.get("/members/").status_code == 503
    settings.DATABASE_REQUEST_SECONDS = 25
    assert client.get("/members/").status_code == 302
