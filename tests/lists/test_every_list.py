"""What every list of the portal holds to."""

from datetime import date
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from accounts.models import AuditEvent, SavedView
from accounts.roles import Role
from accounts.trail.record import record
from members import deeds
from members.models import Likeness
from tests import factories
from tests.committees.formed import formed
from tests.members.offers.deeds import offered
from tests.ratings import sheets
from tests.reports.factories import term_report

pytestmark = pytest.mark.django_db
LISTS = [
    ("members:list", "members:download", "bloc_office"),
    ("members:deeds", "members:download_deeds", "bloc_office"),
    ("members:events", "members:download_events", "committee"),
    ("members:likenesses", "members:likenesses_download", "committee"),
    ("organizations:list", "organizations:download", "bloc_office"),
    ("inspections:list", "inspections:download", "inspector"),
    ("committees:list", "committees:download", "bloc_office"),
    ("organizations:users", "organizations:download_users", "administrator"),
    ("accounts:audit", "accounts:download_trail", "auditor"),
    ("reports:list", "reports:download_list", "leader"),
]


@pytest.fixture
def filled(world):
    factories.CaseFactory(organization=world.own_cell)
    one, other = (factories.member_of(world.own_cell, full_name="Trần Thị Hợp") for _each in range(2))
    Likeness.objects.create(one=one, other=other)
    deeds.transfer(member=one, organization=world.own_second_cell, on=date(2024, 5, 1), by=world.users["committee"])
    offered(world)
    formed(world.own_cell, ("secretary", world.members["own"]), by=world.users["committee"])
    term_report(organization=world.bloc)
    record(by=world.users["auditor"], verb="user.sign_in", target=world.users["auditor"])
    return world


@pytest.mark.parametrize(("name", "download", "who"), LISTS)
@pytest.mark.parametrize("length", [1000, 3000])
def test_a_filter_too_long_for_an_address_leads_back_to_the_list_with_a_sentence(
    client, filled, name, download, who, length
):
    client.force_login(filled.users[who])
    before = AuditEvent.objects.count()

    answer = client.post(f"{reverse(download)}?{urlencode({'q': 'ế' * length})}", follow=True)

    assert answer.redirect_chain == [(reverse(name), 302)]
    assert "quá dài" in answer.text
    assert AuditEvent.objects.count() == before


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


def test_a_view_of_records_behind_a_number_holds_for_every_number_and_can_be_left(client, world):
    sheets.open_year(world)
    client.force_login(world.users["leader"])
    path = reverse("ratings:summary_members", args=[2024])
    empty, all_rows = f"{path}?organization={world.bloc.pk}&of=empty", f"{path}?organization={world.bloc.pk}"
    typed = {"address": f"{empty}&sort=-name&size=25", "name": "Theo tên", "is_usual": "on", "role": "leader"}
    client.post(reverse("accounts:save_view"), typed)

    assert SavedView.objects.get().query == "sort=-name&size=25"
    opened = client.get(all_rows)
    assert opened.url == f"{all_rows}&sort=-name&size=25"
    listed = client.get(opened.url).context["list"]
    assert [(tab.name, tab.is_current) for tab in listed.views] == [("Theo tên", True)]
    assert client.get(listed.url(sort="", size="")).status_code == 200
    client.force_login(factories.user_with(Role.LEADER, world.bloc))
    shared = client.get(empty).context["list"].views
    assert [tab.url for tab in shared] == [f"{empty}&sort=-name&size=25"]


def test_views_of_records_behind_figures_are_kept_for_each_figure(client, world):
    client.force_login(world.users["leader"])
    figure = reverse("reports:figure", args=["2020-2025", "admissions", "2020"])
    for address, saved in ((f"{figure}?sort=-name", 1), ("/terms/2020-2025/" + "x" * 60 + "/2020/?sort=-name", 1)):
        client.post(reverse("accounts:save_view"), {"address": address, "name": "Theo tên", "role": ""})
        assert SavedView.objects.count() == saved

    assert SavedView.objects.get().place == "figure_admissions"
