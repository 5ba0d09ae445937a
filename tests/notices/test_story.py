"""From the deed to the page: a notice arrives at its person, is counted in the bar, waits, and leads to the record."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from inspections import actions as cases
from inspections.outcomes import Outcome
from notices.models import Notice
from organizations import actions as organizations
from ratings.approval import comments
from reports.jobs import lifecycle
from tests import factories
from tests.ratings import sheets
from tests.reports.factories import term_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(world):
    opened = sheets.open_year(world)
    Notice.objects.all().delete()
    return opened


def submission(world):
    sheet = sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    return reverse("ratings:review", args=[sheet.rating_year.year, sheet.organization_id])


def return_(world):
    return sheets.returned(
        sheets.sheet_of(world.own_cell), world.users["clerk"], world.users["committee"]
    ).get_absolute_url()


def approval_(world):
    return sheets.approved(
        sheets.sheet_of(world.own_cell), world.users["clerk"], world.users["committee"]
    ).get_absolute_url()


def comment(world):
    sheet = sheets.sheet_of(world.own_cell)
    comments.comment(sheet=sheet, text="Đề nghị bổ sung biên bản.", by=world.users["committee"])
    return sheet.get_absolute_url()


def report(world):
    asked = term_report(organization=world.bloc, requested_by=world.users["leader"])
    lifecycle.finish(lifecycle.claim(asked.pk), file_name="a", file_sha256="0" * 64, page_count=1)
    return asked.get_absolute_url()


def role(world):
    organizations.assign(
        user=world.users["clerk"],
        role=Role.COMMITTEE,
        organization=world.own,
        since=timezone.localdate(),
        until=None,
        by=world.users["administrator"],
    )
    return reverse("accounts:account")


def conclusion(world):
    case = factories.CaseFactory(organization=world.own)
    said = {"concluded_on": timezone.localdate(), "conclusion": "Không có.", "outcome": Outcome.NONE}
    cases.conclude(case=case, seen=cases.outcome_seen(case), by=world.users["inspector"], **said)
    return case.get_absolute_url()


DEEDS = [
    (submission, "sheet.submit", "committee"),
    (return_, "sheet.return", "clerk"),
    (approval_, "sheet.approve", "clerk"),
    (comment, "sheet.comment", "clerk"),
    (report, "report.ready", "leader"),
    (role, "role.given", "clerk"),
    (conclusion, "case.conclude", "leader"),
]


@pytest.mark.parametrize(("deed", "kind", "who"), DEEDS, ids=[kind for _deed, kind, _who in DEEDS])
def test_a_notice_arrives_is_counted_waits_and_opens_its_page(client, world, year, deed, kind, who):
    page = deed(world)
    told = Notice.objects.filter(kind=kind)
    assert [notice.recipient for notice in told] == [world.users[who]]

    client.force_login(world.users[who])
    assert 'nav-count">1<span' in client.get(reverse("home")).text
    listed = client.get(reverse("notices:list"), {"show": "unread"}).text
    assert told[0].title in listed
    assert 'nav-count">1<span' in client.get(reverse("home")).text, "looking at the list reads nothing"

    opened = client.post(reverse("notices:open", args=[told[0].pk]), follow=True)
    assert opened.redirect_chain == [(page, 302)]
    assert opened.status_code == 200
    assert "nav-count" not in opened.text
    assert told[0].title in client.get(reverse("notices:list")).text, "what was read stays in the list"
    assert told[0].title not in client.get(reverse("notices:list"), {"show": "unread"}).text


@pytest.mark.parametrize("stranger", ["sibling_committee", "lone_clerk", "administrator"])
def test_nobody_else_has_anything_in_the_bar(client, world, year, stranger):
    for deed in (return_, comment, report, conclusion):
        deed(world)
    client.force_login(world.users[stranger])
    assert "nav-count" not in client.get(reverse("home")).text
