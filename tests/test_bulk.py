"""Rows in bulk hold what was handed over, by COPY, by a statement for many, and by a prepared one."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from psycopg2.extensions import set_wait_callback
from psycopg2.extras import wait_select

from accounts.models import AuditEvent
from organizations.models import Sector
from stored import bulk
from stored.bulk import insert
from tests import factories

pytestmark = pytest.mark.django_db
TEXTS = ["Đảng bộ", "", r"\N", "\\", "\\t", "a\tb", "a\nb", "a\r\nb", "'\"", "%s", "{}", "\\.", "x'); DROP TABLE x"]
NAMES = ("at", "actor", "verb", "target_type", "target_id", "target_label", "reason", "data")


@pytest.fixture(params=[None, wait_select], ids=["alone", "waiting ourselves"])
def _waiting(request):
    """A request waits for PostgreSQL by a callback, with which there is no COPY."""
    set_wait_callback(request.param)
    yield
    set_wait_callback(None)


@pytest.mark.usefixtures("_waiting")
def test_what_is_inserted_in_bulk_is_what_was_handed_over(monkeypatch):
    monkeypatch.setattr(bulk, "COPIED_AT_ONCE", 3)
    at, by = timezone.now(), factories.UserFactory()
    rows = [(at, who, "x", "x", str(n), text, text, "{}") for n, text in enumerate(TEXTS) for who in (None, by.pk)]
    insert(AuditEvent, NAMES, iter(rows))
    kept = AuditEvent.objects.order_by("pk").values_list("at", "actor_id", "target_id", "target_label", "reason")
    assert list(kept) == [(at, who, number, text, text) for _at, who, _verb, _type, number, text, _text, _data in rows]


@pytest.mark.usefixtures("_waiting")
def test_a_constraint_that_breaks_in_bulk_is_an_error_of_django():
    names = ("code", "name_vi", "name_en", "kind", "position")
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(Sector, names, [("one", "Một", "One", "agencies", 99), ("one", "Hai", "Two", "agencies", 98)])


def test_who_does_not_wait_for_the_server_copies(monkeypatch):
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL has COPY")
    monkeypatch.setattr(bulk, "execute_values", None)
    insert(Sector, ("code", "name_vi", "name_en", "kind", "position"), [("one", "Một", "One", "agencies", 99)])
    assert Sector.objects.get(code="one").name_vi == "Một"


def test_the_planner_knows_of_rows_that_came_in_the_same_transaction():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite plans without counting")
    rows = [(f"s{n}", "Ngành", "Sector", "agencies", 100 + n) for n in range(50)]
    insert(Sector, ("code", "name_vi", "name_en", "kind", "position"), rows)
    bulk.analyze(Sector)
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = %s", [Sector._meta.db_table])
        assert cursor.fetchone() == (Sector.objects.count(),)
