import pytest
from django.db import connection

from scripts import prepare

pytestmark = pytest.mark.django_db


@pytest.fixture
def never_released():
    """As 0001 of the reports was before it was rewritten in place: recorded as run, with another table."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE reports_report RENAME TO reports_termreport")


def test_ready_with_every_migration_and_table(client):
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {"database": "ok", "migrations_pending": 0, "tables_missing": []}


def test_a_database_that_was_never_released_is_not_ready(client, never_released):
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["tables_missing"] == ["reports_report"]


def test_an_app_without_migrations_promises_no_table(client, never_released, settings):
    settings.MIGRATION_MODULES = {"reports": None}
    assert client.get("/readyz").json()["tables_missing"] == []


def test_the_start_says_so_in_a_sentence(never_released):
    with pytest.raises(SystemExit, match="never released and lacks reports_report"):
        prepare.migrate()
