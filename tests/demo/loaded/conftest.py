"""The demo data, for tests that ask about the whole."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from demo import load


@pytest.fixture(scope="package")
def demo_database(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Loaded once for this folder (some ten seconds) and taken back at its end; its tests may change what they like.

    Not for tests with transaction=True or with a server: those see nothing of a transaction that is still open.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        load.load()
        with django_db_blocker.block():
            yield
        transaction.set_rollback(True)
