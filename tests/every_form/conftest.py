from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client

from tests import routes
from tests.every_form.drawn import Drawn, forms_for

ROLES = ("administrator", "bloc_office", "committee", "clerk", "inspector", "leader", "auditor")


@pytest.fixture(scope="package")
def drawn(django_db_setup, django_db_blocker) -> Iterator[list[Drawn]]:
    """One form of each kind, for the first of the roles that meets it."""
    with django_db_blocker.unblock(), transaction.atomic():
        records, found = routes.build(), {}
        for who in ROLES:
            client = Client(raise_request_exception=False)
            client.force_login(records.world.users[who])
            for each in forms_for(client, records):
                found.setdefault(each.kind, each)
        with django_db_blocker.block():
            yield list(found.values())
        transaction.set_rollback(True)
