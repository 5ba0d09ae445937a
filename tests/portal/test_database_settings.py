"""What two settings of the database are for: without them, an error for a person who did nothing wrong."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, close_old_connections, connection, transaction

from organizations.models import Sector

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sector(transactional_db) -> Sector:
    return Sector.objects.create(code="thu", kind=Sector.Kind.AGENCIES, name_vi="Thử", name_en="Trial", position=99)


def rename_without_waiting(name: str) -> None:
    try:
        connection.cursor().execute("PRAGMA busy_timeout = 0")
        with transaction.atomic():
            Sector.objects.filter(code="thu").update(name_vi=name)
    finally:
        connection.close()


def test_on_sqlite_who_reads_first_may_still_write_afterwards(sector):
    """transaction_mode: a deferred transaction is refused at its write, without waiting, where another was quicker."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has no such transactions")
    with ThreadPoolExecutor() as pool, transaction.atomic():
        read = Sector.objects.get(code="thu")
        with pytest.raises(OperationalError, match="locked"):
            pool.submit(rename_without_waiting, "Nhanh hơn").result()
        Sector.objects.filter(code="thu").update(name_vi=f"{read.name_vi} lại")
    sector.refresh_from_db()
    assert sector.name_vi == "Thử lại"


def backend() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


def test_on_postgresql_a_kept_connection_that_died_is_replaced_before_the_next_request(sector):
    """CONN_HEALTH_CHECKS: the server was restarted while nobody asked for anything."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no server that could be restarted")

    def between_requests(deed):
        close_old_connections()
        return deed()

    with ThreadPoolExecutor(max_workers=1) as one_worker:
        before = one_worker.submit(between_requests, backend).result()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 10000)", [before])
            assert cursor.fetchone() == (True,)
        assert one_worker.submit(between_requests, backend).result() != before
        one_worker.submit(lambda: connection.close()).result()
