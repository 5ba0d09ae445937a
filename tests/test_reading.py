"""GET only reads, and nothing is taken from a page of another site."""

import re

import pytest
from django.db import connection
from django.test import Client

from accounts.roles import Role
from tests import routes

pytestmark = pytest.mark.django_db
WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE|REPLACE|TRUNCATE|MERGE)\b", re.IGNORECASE)
# The session of the asking browser is not a record of the portal.
NOT_OURS = re.compile(r"django_session")


class Wrote(AssertionError):
    pass


def _only_read(execute, sql, params, many, context):
    if WRITES.match(sql) and not NOT_OURS.search(sql):
        raise Wrote(sql)
    return execute(sql, params, many, context)


def test_the_guard_sees_a_write(django_user_model):
    with connection.execute_wrapper(_only_read), pytest.raises(Wrote):
        django_user_model.objects.create(username="an", full_name="An")


@pytest.mark.parametrize("role", Role)
def test_no_page_writes_when_it_is_read(role):
    records = routes.build()
    client = Client()
    client.force_login(records.world.users[role.value])
    with connection.execute_wrapper(_only_read):
        for route in routes.routes():
            for address in routes.addresses(route, records).values():
                if "GET" in route.policy.methods:
                    client.get(address)


@pytest.mark.parametrize("who", ["administrator", "bloc_office", "committee", "clerk", "leader", "inspector"])
def test_every_deed_asks_for_the_token_of_our_own_page(who):
    records = routes.build()
    client = Client(enforce_csrf_checks=True)
    client.force_login(records.world.users[who])
    for route in routes.routes():
        for address in routes.addresses(route, records).values():
            if "POST" in route.policy.methods:
                assert client.post(address).status_code == 403, address
