"""The story of two roots with the same year open side by side: nothing of one is in the other's round."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from notices.models import Notice
from organizations.models import Organization
from organizations.sectors import ensure_sectors
from ratings import roster
from ratings.models import RatingYear, Sheet
from ratings.notices import reminders as in_the_portal
from ratings.progress import reminders
from ratings.progress.overview import overview
from ratings.progress.waiting import sheets_waiting
from ratings.summary.form import summary_of
from ratings.years import actions
from ratings.years.reminding import to_remind
from reports.jobs import actions as report_actions
from reports.jobs import tasks
from tests import factories
from tests.at_once import at_once
from tests.ratings import sheets

DUE = date(2024, 12, 20)
OF_YEAR = (
    *("year", "settings", "year_rules", "open_year", "close_year", "summary", "summary_official", "summary_members"),
    *("summary_organizations", "running_members", "running_organizations", "calibration", "appeals", "raised_caps"),
    "reopening_requests",
)
ELSEWHERE = ("home", "members:list", "organizations:list", "inspections:list", "reports:list", "notices:list")


@dataclass
class Side:
    """A root with two committees, each with a cell; `words` are on no page of the other."""

    root: Organization
    committees: list[Organization]
    cells: list[Organization]
    people: dict[str, User]
    year: RatingYear

    @property
    def words(self) -> list[str]:
        places = [each.name for each in (*self.committees, *self.cells)]
        return [*places, *(user.full_name for user in self.people.values())]


def side(word: str, **settings: Any) -> Side:
    root = factories.OrganizationFactory(name=f"Đảng bộ Khối {word}")
    factories.terms(root)
    committees = [factories.committee(root, name=f"Đảng bộ Sở {word} {n}") for n in "AB"]
    cells = [factories.cell(each, name=f"Chi bộ Phòng {each.name[-1]} {word}") for each in committees]
    for cell in cells:
        factories.member_of(cell, full_name=f"Đảng Viên {word} {cell.name}")
    people = {
        "office": factories.user_with(Role.OFFICE, root),
        "leader": factories.user_with(Role.LEADER, root),
        "committee": factories.user_with(Role.COMMITTEE, committees[0]),
        "clerk": factories.user_with(Role.CLERK, cells[0]),
    }
    for name, user in people.items():
        user.full_name = f"Người {word} {name}"
        user.email = f"{name}.{root.pk}@example.org"
        user.save()
    year = factories.RatingYearFactory(root=root, state=RatingYear.State.PLANNED, cells_due_on=DUE, **settings)
    actions.open_year(rating_year=year, by=people["office"])
    return Side(root, committees, cells, people, year)


@pytest.fixture
def ours(db) -> Side:
    return side("Hoa Ban")


@pytest.fixture
def theirs(db, ours) -> Side:
    return side("Sen Trắng", cap_enforced=True, cap_base="all_rated", grassroots_due_on=date(2025, 2, 3))


def decide(of: Side) -> Sheet:
    return sheets.approved(sheets.sheet_of(of.cells[0]), of.people["clerk"], of.people["committee"])


def addresses(of: Side) -> list[str]:
    named = [reverse(f"ratings:{name}", args=[2024]) for name in OF_YEAR]
    terms = [reverse("reports:dashboard", args=["2020-2025"]), reverse("reports:levels", args=["2020-2025"])]
    searched = f"{reverse('search')}?q=chi+bo+phong"
    own = [
        reverse("ratings:sheet", args=[2024, of.cells[0].pk]),
        reverse("ratings:review", args=[2024, of.cells[0].pk]),
    ]
    return [*named, *map(reverse, ELSEWHERE), *terms, searched, *own]


@pytest.mark.parametrize("who", ["office", "leader", "committee", "clerk"])
def test_no_page_of_one_says_anything_of_the_other(client, ours, theirs, who):
    for each in (ours, theirs):
        decide(each)
    for one, other in ((ours, theirs), (theirs, ours)):
        client.force_login(one.people[who])
        answers = {address: client.get(address, follow=True) for address in addresses(one)}
        assert sum(answer.status_code == 200 for answer in answers.values()) > 8
        for address, answer in answers.items():
            said = answer.content.decode(errors="replace")
            assert [word for word in other.words if word in said] == [], address


def test_each_has_settings_caps_and_days_of_its_own(client, ours, theirs):
    for one in (ours, theirs):
        client.force_login(one.people["office"])
        page = client.get("/ratings/2024/settings/")
        assert page.context["rating_year"] == one.year
        assert client.get("/ratings/2024/").context["rating_year"] == one.year
    assert (ours.year.cap_enforced, theirs.year.cap_enforced) == (False, True)
    assert len(theirs.year.sheets.all()) == len(ours.year.sheets.all()) == 4


def test_counts_are_of_one_root(client, ours, theirs):
    decide(theirs)
    assert roster.undecided(ours.year).count() == 4
    assert roster.undecided(theirs.year).count() == 3
    assert roster.without_sheet(ours.year).count() == 0
    assert overview(ours.people["leader"]).total == 2
    assert summary_of(ours.year, ours.root).year == 2024
    client.force_login(ours.people["office"])
    assert client.get("/ratings/2024/close/").context["missing"].total == 4
    assert client.get("/ratings/2024/close/").context["told"] == 2


def test_closing_one_leaves_the_other_open(ours, theirs):
    assert sheets.close_year(ours.year, ours.people["office"]) == 4
    assert RatingYear.objects.get(pk=theirs.year.pk).is_open
    told = Notice.objects.filter(kind__startswith="year.clos").values_list("recipient__full_name", flat=True)
    assert all("Hoa Ban" in name for name in told)
    assert sheets.sheet_of(theirs.cells[0]).is_editable
    [waiting] = sheets_waiting(theirs.people["clerk"])
    assert "2024" in waiting.title


def test_the_next_year_is_planned_for_one(client, ours, theirs):
    client.force_login(theirs.people["office"])
    planned = client.get("/ratings/2025/settings/").context["form"].instance
    assert planned.root == theirs.root
    factories.RatingYearFactory(root=ours.root, year=2025, state=RatingYear.State.PLANNED)
    assert client.get("/ratings/2024/settings/").context["next_year"] == 2025


def test_reminders_are_of_each_ones_own_days(ours, theirs, settings):
    settings.EMAIL_URL = "memory://"
    actions.close_year(rating_year=theirs.year, by=theirs.people["office"], reason="Xong", **sheets.DECISION)
    day = DUE - timedelta(days=1)
    assert set(reminders.people(day)) == {ours.people["clerk"].pk}
    in_the_portal.remind(day)
    recipients = Notice.objects.filter(kind="sheet.due").values_list("recipient__full_name", flat=True)
    assert set(recipients) == {ours.people["clerk"].full_name}


def test_who_reminds_reminds_their_own(client, ours, theirs):
    assert to_remind(ours.year) == 2
    client.force_login(ours.people["office"])
    client.post("/ratings/2024/remind/")
    told = Notice.objects.filter(kind="sheet.due").values_list("recipient__full_name", flat=True)
    assert told
    assert all("Hoa Ban" in name for name in told)


def test_letters_lead_to_the_root_that_they_are_of(ours, theirs, settings):
    settings.EMAIL_URL = "memory://"
    for each in (ours, theirs):
        reminders.remind(each.people["clerk"].pk, DUE - timedelta(days=1))
    one, other = (letter.body for letter in mail.outbox)
    assert "http://testserver/ratings/2024/" in one
    assert f"http://testserver/r/{theirs.root.pk}/ratings/2024/" in other


def test_notices_lead_to_their_root_for_who_acts_below_both(client, ours, theirs):
    both = ours.people["leader"]
    for role, root in ((Role.COMMITTEE, ours.committees[1]), (Role.COMMITTEE, theirs.committees[1])):
        factories.AssignmentFactory(user=both, role=role, organization=root)
    for each in (ours, theirs):
        actions.close_year(rating_year=each.year, by=each.people["office"], reason="Xong", **sheets.DECISION)
    client.force_login(both)
    found = {notice.leads_to for notice in Notice.objects.filter(recipient=both, kind__startswith="year.clos")}
    assert found == {"/ratings/2024/", f"/r/{theirs.root.pk}/ratings/2024/"}


@pytest.mark.parametrize("address", ["/ratings/2024/close/", "/ratings/2024/open/", "/ratings/2024/calibration/"])
def test_an_address_of_the_other_does_not_exist(client, ours, theirs, address):
    client.force_login(ours.people["office"])
    assert client.get(f"/r/{theirs.root.pk}{address}").status_code == 404
    assert client.post(f"/r/{theirs.root.pk}{address}").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_both_are_closed_at_once_each_by_its_own_decision(transactional_db):
    ensure_sectors()
    both = side("Hoa Ban"), side("Sen Trắng")
    at_once(*((lambda one=one: sheets.close_year(one.year, one.people["office"])) for one in both), refused_by=())
    closed = RatingYear.objects.order_by("root__path")
    assert [each.state for each in closed] == ["closed", "closed"]
    assert [each.closed_by for each in closed] == [one.people["office"] for one in both]


def test_a_report_of_either_is_made_for_who_acts_below_both(ours, theirs):
    both = ours.people["leader"]
    factories.AssignmentFactory(user=both, role=Role.LEADER, organization=theirs.root)
    term = factories.term("2020-2025", theirs.root)
    report = report_actions.request_report(term=term, organization=theirs.root, by=both)
    tasks.build(str(report.pk))
    report.refresh_from_db()
    assert report.state == "done", report.error
