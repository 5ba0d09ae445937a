"""The page of one member: the course of a life, what comes next, and no more than the person may know."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from members.models import LifeEvent, Member
from tests import factories
from tests.members.test_as_of import gone, moved
from ui.charts.timeline import Lane, Mark, Span, Timeline, timeline_layout
from ui.lists.ways import with_way_back

pytestmark = pytest.mark.django_db
Kind = LifeEvent.Kind
WHO = ["clerk", "committee", "bloc_office", "inspector", "leader"]


def entries(page) -> list[tuple[date, str]]:
    return [(entry.on, entry.words) for entry in timeline_layout(page.context["course"]).entries]


def test_places_of_one_time_stand_below_each_other_and_of_one_after_another_side_by_side():
    first, second, third = (
        Span(date(2010, 1, 1), date(2015, 1, 1), "Một"),
        Span(date(2015, 1, 1), None, "Hai"),
        Span(date(2012, 1, 1), date(2016, 1, 1), "Ba"),
    )
    laid = timeline_layout(Timeline("", (Lane("Nơi", (first, second, third)),), date(2020, 1, 1)))
    rows = {box.spoken: box.y for box in laid.lanes[0].boxes}
    assert rows["Một"] == rows["Hai"] != rows["Ba"]


def test_words_of_marks_never_run_into_each_other():
    days = [date(2010, 1, 1) + timedelta(days=40 * number) for number in range(12)]
    laid = timeline_layout(Timeline("", (Lane("", marks=tuple(Mark(each, "Kết nạp") for each in days)),), days[-1]))
    in_row: dict[int, int] = {}
    for placed in laid.lanes[0].marks:
        assert placed.x > in_row.get(placed.y, 0)
        in_row[placed.y] = placed.x + len(placed.text) * 7
    assert laid.height > max(in_row)


@pytest.mark.parametrize("who", WHO)
def test_it_tells_places_and_events_as_words(client, world, who):
    member = world.members["own"]
    moved(member, world.own_second_cell, date(2023, 1, 1))
    client.force_login(world.users[who])
    told = entries(client.get(member.get_absolute_url()))
    expected = [(date(2023, 1, 1), world.own_second_cell.name)] if who != "clerk" else []
    assert told == [
        *expected,
        (date(2010, 1, 1), world.own_cell.name),
        (date(2006, 3, 3), "Công nhận chính thức"),
        (date(2005, 3, 3), "Kết nạp"),
    ]


@pytest.mark.parametrize(
    ("who", "knows"), [("clerk", False), ("committee", False), ("bloc_office", True), ("leader", True)]
)
def test_who_was_left_sees_what_was_true_until_then_and_no_more(client, world, who, knows):
    member = world.members["own"]
    moved(member, world.sibling_cell, date(2023, 1, 1))
    LifeEvent.objects.create(
        member=member, kind=Kind.EXEMPTED, happened_on=date(2023, 6, 1), organization=world.sibling_cell
    )
    gone(member, Kind.DIED, date(2024, 5, 5))
    Member.objects.filter(pk=member.pk).update(position="Bí thư nơi mới", official_on=date(2024, 1, 1))
    client.force_login(world.users[who])
    page = client.get(member.get_absolute_url())
    later = [world.sibling_cell.name, "Bí thư nơi mới", "05/05/2024", "01/01/2024", "01/06/2023", "Từ trần"]
    assert [words in page.text for words in later] == [knows] * len(later)
    assert ("Đã chuyển đi ngày 01/01/2023" in page.text) is not knows


@pytest.mark.parametrize("name", ["members:correct", "members:end"])
def test_who_was_left_edits_nothing_even_after_the_end_elsewhere(client, world, name):
    member = world.members["own"]
    moved(member, world.sibling_cell, date(2023, 1, 1))
    gone(member, Kind.DIED, date(2024, 5, 5))
    client.force_login(world.users["committee"])
    assert client.get(reverse(name, args=[member.pk])).status_code == 404
    client.force_login(world.users["sibling_committee"])
    assert client.get(reverse(name, args=[member.pk])).status_code == 200


def test_another_day_shows_what_was_so_then(client, world):
    member = world.members["own"]
    moved(member, world.own_second_cell, date(2023, 1, 1))
    client.force_login(world.users["committee"])
    page = client.get(member.get_absolute_url(), {"on": "31/12/2022"})
    assert page.context["current"].organization == world.own_cell
    assert world.own_second_cell.name not in page.text
    assert client.get(member.get_absolute_url(), {"on": "không"}).status_code == 200


def test_the_one_before_and_the_one_after_are_those_of_the_list_as_it_was_filtered(client):
    cell = factories.grassroots_cell(factories.OrganizationFactory())
    members = [factories.member_of(cell, full_name=f"Trần Hà {number:02}") for number in range(27)]
    factories.member_of(cell, full_name="Lê Văn Khác")
    client.force_login(factories.user_with(Role.COMMITTEE, cell))
    there = f"{reverse('members:list')}?q=tr%E1%BA%A7n&size=25&sort=name"
    order = [row.pk for page in (1, 2) for row in client.get(f"{there}&page={page}").context["page"]]
    assert set(order) == {member.pk for member in members}

    first = client.get(with_way_back(reverse("members:detail", args=[order[0]]), there)).context["beside"]
    assert (first.number, first.before) == (1, "")
    last = client.get(with_way_back(reverse("members:detail", args=[order[24]]), there)).context["beside"]
    over = client.get(last.after).context
    assert (over["member"].pk, over["beside"].number) == (order[25], 26)
    assert "page=2" in over["back"].url
    assert client.get(over["beside"].before).context["member"].pk == order[24]
    assert (
        client.get(with_way_back(reverse("members:detail", args=[order[26]]), f"{there}&page=2"))
        .context["beside"]
        .after
        == ""
    )


def test_without_a_list_or_off_the_list_there_is_nobody_beside(client, world):
    member = world.members["own"]
    client.force_login(world.users["committee"])
    for back in ("", "/members/?q=khong+co", "/members/?status=king", "/cases/"):
        assert client.get(with_way_back(member.get_absolute_url(), back)).context["beside"] is None


def test_the_end_of_probation_comes_next_and_is_late_after_its_day(client, world):
    today = timezone.localdate()
    fresh = factories.member_of(world.own_cell, admitted_on=today - timedelta(days=30), official_on=None)
    late = factories.member_of(world.own_cell, admitted_on=today - timedelta(days=800), official_on=None)
    client.force_login(world.users["committee"])
    told = [
        [(each.title, each.late) for each in client.get(member.get_absolute_url()).context["milestones"]]
        for member in (fresh, late)
    ]
    assert told == [[("Hết thời hạn dự bị", False)], [("Hết thời hạn dự bị", True)]]


def test_discipline_stands_on_the_course_only_for_who_may_see_cases(client, world):
    case = factories.CaseFactory(organization=world.own_cell, member=world.members["own"])
    case.disciplines.create(
        member=world.members["own"],
        organization=world.own_cell,
        form="reprimand",
        decision_number="9-QĐ",
        decided_on=date(2021, 4, 4),
    )
    shown = {}
    for who in WHO:
        client.force_login(world.users[who])
        page = client.get(world.members["own"].get_absolute_url())
        shown[who] = (date(2021, 4, 4), "Khiển trách") in entries(page)
    assert shown == {"clerk": False, "committee": False, "bloc_office": False, "inspector": True, "leader": True}


def test_deeds_are_told_to_who_may_edit(client, world):
    member = world.members["own"]
    client.force_login(world.users["committee"])
    form = client.get(reverse("members:correct", args=[member.pk])).context["form"]
    sent = {name: bound.value() for name, bound in ((bound.name, bound) for bound in form)}
    sent |= {"position": "Bí thư", "birth_date": "17/05/1980", "admitted_on": "03/03/2005", "official_on": "03/03/2006"}
    client.post(reverse("members:correct", args=[member.pk]), {key: value for key, value in sent.items() if value})
    assert [line.who for line in client.get(member.get_absolute_url()).context["deeds"]] == [
        world.users["committee"].full_name
    ]
    client.force_login(world.users["leader"])
    assert client.get(member.get_absolute_url()).context["deeds"] == []
