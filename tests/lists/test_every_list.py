"""What every list of the portal holds to."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from accounts.trail.record import record
from tests import factories
from tests.reports.factories import term_report

pytestmark = pytest.mark.django_db
LISTS = [
    ("members:list", "members:download", "bloc_office"),
    ("organizations:list", "organizations:download", "bloc_office"),
    ("inspections:list", "inspections:download", "inspector"),
    ("organizations:users", "organizations:download_users", "administrator"),
    ("accounts:audit", "accounts:download_trail", "auditor"),
    ("reports:list", "reports:download_list", "leader"),
]


@pytest.fixture
def filled(world):
    factories.CaseFactory(organization=world.own_cell)
    term_report(organization=world.bloc)
    record(by=world.users["auditor"], verb="user.sign_in", target=world.users["auditor"])
    return world


@pytest.mark.parametrize(("name", "download", "who"), LISTS)
@pytest.mark.parametrize(
    "query", ["year=20l9", "organization=999999", "since=31%2F02%2F2026", "sort=secret", "stat=open"]
)
def test_what_is_not_understood_shows_no_row_and_hands_nothing_out(client, filled, name, download, who, query):
    client.force_login(filled.users[who])
    before = AuditEvent.objects.count()

    shown = client.get(f"{reverse(name)}?{query}")
    handed = client.post(f"{reverse(download)}?{query}")

    assert shown.status_code == 200
    assert len(shown.context["page"]) == 0
    assert "Chưa hiểu bộ lọc" in shown.text
    assert handed.url == f"{reverse(name)}?{query}"
    assert AuditEvent.objects.count() == before


@pytest.mark.parametrize(("name", "download", "who"), LISTS)
def test_every_column_sorts_both_ways_on_page_and_in_the_workbook(client, filled, name, download, who):
    client.force_login(filled.users[who])
    listed = client.get(reverse(name)).context["list"]
    assert listed.count

    for column in listed.spec.columns:
        for way in (column.key, f"-{column.key}"):
            shown = client.get(reverse(name), {"sort": way, "columns": column.key})
            assert shown.context["list"].count >= listed.count
            assert 'aria-sort="' in shown.text
    assert client.post(f"{reverse(download)}?sort=-{listed.spec.columns[1].key}").status_code == 200


@pytest.mark.parametrize(("name", "download", "who"), LISTS)
def test_a_saved_view_can_open_every_list(client, filled, name, download, who):
    client.force_login(filled.users[who])
    typed = {"address": f"{reverse(name)}?size=100", "name": "Cách của tôi", "is_usual": "on", "role": ""}
    client.post(reverse("accounts:save_view"), typed)

    assert client.get(reverse(name)).url == f"{reverse(name)}?size=100"
