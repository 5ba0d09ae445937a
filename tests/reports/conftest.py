from collections.abc import Iterator

import pytest
from django.db import transaction

from portal.demo import load


@pytest.fixture(scope="module")
def demo_database(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The demo data, loaded once for the module and gone after it; each test is a savepoint inside."""
    with django_db_blocker.unblock(), transaction.atomic():
        load.load()
        yield
        transaction.set_rollback(True)
