"""What is entered later with a day in a closed year stands beside its figures, and enters them by a decision alone."""

from datetime import date

import pytest

from accounts.models import AuditEvent
from accounts.permissions import Permission
from members.models import LifeEvent, Membership
from ratings.models import RatingYear, YearEvent, YearMembership
from ratings.register.differences import differences, number_below, numbers_seen, seen
from ratings.register.reading import events
from ratings.register.tables import MEMBERSHIPS, PLACES
from ratings.years.corrections import correct_year
from tests import factories
from tests.ratings import appealed, sheets
from ui.refusals import Refused

pytestmark = pytest.mark.django_db
DECISION = {"decision_number": "77-QĐ/ĐU", "decided_on": date(2025, 4, 1), "reason": "Bổ sung quyết định kết nạp"}
SENT = {**DECISION, "decided_on": "01/04/2025"}


@pytest.fixture
def office(world):
    return world.users["bloc_office"]


@pytest.fixture
def closed(world, year, office):
    sheets.close_year(year, office)
    return year


def admit(world, name: str = "own") -> LifeEvent:
    place = world.own_cell if name == "own" else world.sibling_cell
    return LifeEvent.objects.create(
        member=world.members[name], kind="admitted", happened_on=date(2024, 5, 2), organization=place
    )


def correct(client, keys):
    """Sent to see the figures, and then from that page."""
    sent = {**SENT, "row": keys}
    foreseen = client.post("/ratings/2024/correct/", sent)
    return client.post("/ratings/2024/correct/", sent | {"seen": foreseen.context["seen"], "confirm": "1"}, follow=True)


def admitted(world) -> int:
    return sum(events().within(world.bloc).filter(kind="admitted").counted("kind").values())


def test_a_late_admission_waits_beside_the_figure_until_it_is_taken_over(world, closed, office, client):
    admit(world)
    client.force_login(office)
    for url in ("/ratings/2024/", "/ratings/2024/summary/"):
        page = client.get(url)
        assert page.context["entered_later"] == [("Biến động đảng viên", 1)]
        assert "Sổ đã thay đổi sau khi khóa năm" in page.text
    assert admitted(world) == 0
    page = client.get("/ratings/2024/correct/")
    (row,) = page.context["rows"]
    assert (row.before, row.after) == ("", "Kết nạp, 02/05/2024, Chi bộ Kế toán Bình Minh, Đảng bộ Sở Bình Minh")
    correct(client, [row.key])
    assert admitted(world) == 1
    assert (YearEvent.objects.at(1).count(), YearEvent.objects.at(2).count()) == (0, 1)
    edition = closed.editions.last()
    assert (edition.number, edition.origin, edition.reason) == (2, "correction", DECISION["reason"])
    assert AuditEvent.objects.get(verb="year.correct").data["edition"] == 2
    assert "Sổ đã thay đổi" not in client.get("/ratings/2024/").text


def test_only_what_is_ticked_is_taken_over(world, closed, office, client):
    admit(world)
    admit(world, "sibling")
    keys = [each.key for each in differences(closed)]
    client.force_login(office)
    correct(client, keys[:1])
    assert admitted(world) == 1
    assert [each.key for each in differences(closed)] == keys[1:]


def test_a_member_who_moved_is_one_difference_with_both_places(world, closed, office):
    member = world.members["own"]
    Membership.objects.filter(member=member).update(until=date(2024, 6, 1))
    factories.MembershipFactory(member=member, organization=world.sibling_cell, since=date(2024, 6, 1))
    (found,) = differences(closed)
    correct_year(rating_year=closed, keys=[found.key], by=office, **DECISION)
    kept = YearMembership.objects.filter(member=member)
    assert [kept.at(number).get().organization for number in (1, 2)] == [world.own_cell, world.sibling_cell]


def test_each_sees_the_late_entries_of_the_own_branch(world, closed):
    admit(world)
    admit(world, "sibling")
    assert len(seen(closed, world.users["committee"])) == 1
    assert len(seen(closed, world.users["bloc_office"])) == 2


@pytest.mark.parametrize("name", ["own", "own_cell", "sibling", "bloc"])
def test_how_many_differ_is_counted_as_they_are_listed(world, closed, name):
    scope = getattr(world, name)
    assert number_below(closed, scope) == 0
    admit(world, "sibling")
    member = world.members["own"]
    Membership.objects.filter(member=member).update(until=date(2024, 6, 1))
    factories.MembershipFactory(member=member, organization=world.sibling_cell, since=date(2024, 6, 1))
    user = world.users["committee"]
    rows = [(row, each.table) for each in differences(closed) for row in (*each.before, *each.after)]
    found = {(table.model, row[0]) for row, table in rows if row[table.columns.index("path")].startswith(scope.path)}
    assert number_below(closed, scope) == len(found) > 0
    assert sum(number for _name, number in numbers_seen(closed, user)) == len(seen(closed, user)) > 0


@pytest.mark.parametrize("lack", ["decision_number", "decided_on", "reason", "row"])
def test_a_correction_without_its_decision_or_without_a_tick_makes_no_edition(world, closed, office, client, lack):
    admit(world)
    sent = {**SENT, "row": differences(closed)[0].key}
    del sent[lack]
    client.force_login(office)
    assert client.post("/ratings/2024/correct/", sent).status_code == 422
    assert closed.editions.count() == 1


def test_what_changed_meanwhile_is_asked_about_again(world, closed, office):
    event = admit(world)
    key = differences(closed)[0].key
    LifeEvent.objects.filter(pk=event.pk).update(happened_on=date(2024, 5, 3))
    with pytest.raises(Refused, match="đã thay đổi"):
        correct_year(rating_year=closed, keys=[key], by=office, **DECISION)


def test_a_year_that_is_open_takes_no_correction(world, year, office):
    with pytest.raises(Refused, match="chưa khóa"):
        correct_year(rating_year=year, keys=["0"], by=office, **DECISION)


def test_the_page_of_editions_shows_each_with_its_figures(world, closed, office, client):
    admit(world)
    correct_year(rating_year=closed, keys=[differences(closed)[0].key], by=office, **DECISION)
    client.force_login(world.users["committee"])
    newest, first = client.get("/ratings/2024/editions/").context["editions"]
    assert (newest.counts, first.counts) == (True, False)
    assert [(each.total, each.added) for each in newest.figures] == [(3, 0), (2, 0), (1, 1), (0, 0), (3, 0)]
    assert [each.total for each in first.figures] == [3, 2, 0, 0, 3]
    assert not client.get("/ratings/2024/editions/").context["may_correct"]
    assert not world.users["committee"].holds(Permission.MANAGE_RATING_YEARS)


def of_editions(client) -> dict[int, list[tuple[int, ...]]]:
    """{edition: of each table, how many it holds, and against the one before, who came, is gone, is otherwise}."""
    shown = client.get("/ratings/2024/editions/").context["editions"]
    return {
        each.edition.number: [(one.total, one.added, one.gone, one.changed) for one in each.figures] for each in shown
    }


def test_an_edition_tells_of_whom_it_says_something_else(world, year, office, client):
    """A sheet rated anew makes a new row of the same place: no organisation came, and none is gone."""
    approved = appealed.approved(world)
    sheets.close_year(year, office)
    appealed.rerated(world, approved)
    client.force_login(office)
    places, members = (table.model.objects.at(1).count() for table in (PLACES, MEMBERSHIPS))
    same, none = [(places, 0, 0, 0), (members, 0, 0, 0)], (0, 0, 0, 0)
    assert of_editions(client)[2] == [*same, none, none, (places, 0, 0, 1)]
    assert [PLACES.model.objects.filter(**{side: 2}).count() for side in ("since", "until")] == [1, 1]
    admit(world)
    Membership.objects.filter(member=world.members["own"]).update(organization=world.own_second_cell)
    Membership.objects.filter(member=world.members["sibling"]).delete()
    closed = RatingYear.objects.get(pk=year.pk)
    correct_year(rating_year=closed, keys=[each.key for each in differences(closed)], by=office, **DECISION)
    assert of_editions(client)[3] == [same[0], (members - 1, 0, 1, 1), (1, 1, 0, 0), none, (places, 0, 0, 0)]
    assert of_editions(client)[1] == [*same, none, none, (places, 0, 0, 0)]
