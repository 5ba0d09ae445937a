"""Who belonged on another day, where, and as what; and who left, found by the organisation that was left."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.roles import Role
from members import deeds
from members.models import LifeEvent, Membership
from tests import factories
from tests.members.test_exports import download, rows_of

pytestmark = pytest.mark.django_db
URL = "/members/"
Kind = LifeEvent.Kind


def _names(response) -> set[str]:
    assert not response.context["list"].wrong
    return {member.full_name for member in response.context["page"]}


def _cell(response, key: str) -> list[str]:
    shown = response.context["list"]
    column = next(column for column in shown.spec.columns if column.key == key)
    return [str(column.of(row)) for row in shown.page]


def moved(member, to, on: date):
    """As the deed leaves it: two memberships, and an event on either side."""
    stay = Membership.objects.get(member=member, until=None)
    Membership.objects.filter(pk=stay.pk).update(until=on)
    factories.MembershipFactory(member=member, organization=to, since=on)
    gone = LifeEvent.objects.create(
        member=member, kind=Kind.TRANSFERRED_OUT, happened_on=on, organization=stay.organization
    )
    LifeEvent.objects.create(member=member, kind=Kind.TRANSFERRED_IN, happened_on=on, organization=to, counterpart=gone)


def gone(member, kind: Kind, on: date):
    stay = Membership.objects.get(member=member, until=None)
    Membership.objects.filter(pk=stay.pk).update(until=on)
    LifeEvent.objects.create(member=member, kind=kind, happened_on=on, organization=stay.organization)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("", {"Ở lại", "Đến sau"}),
        ("31/12/2009", set()),
        ("01/01/2010", {"Ở lại", "Chuyển đi"}),
        ("30/06/2019", {"Ở lại", "Chuyển đi"}),
        ("01/07/2019", {"Ở lại"}),
        ("01/01/2024", {"Ở lại", "Đến sau"}),
    ],
)
def test_who_belonged_on_a_day_from_the_first_up_to_but_without_the_last(client, on, expected):
    bloc = factories.OrganizationFactory()
    cell, other = factories.grassroots_cell(bloc), factories.grassroots_cell(bloc)
    factories.member_of(cell, full_name="Ở lại")
    moved(factories.member_of(cell, full_name="Chuyển đi"), other, date(2019, 7, 1))
    late = factories.MemberFactory(full_name="Đến sau")
    factories.MembershipFactory(member=late, organization=cell, since=date(2024, 1, 1))
    client.force_login(factories.user_with(Role.CLERK, cell))

    assert _names(client.get(URL, {"on": on, "organization": cell.pk})) == expected


@pytest.mark.parametrize(
    ("on", "status", "expected"),
    [
        ("01/01/2012", "probationary", {"Chính thức 2013"}),
        ("01/01/2012", "official", set()),
        ("01/01/2014", "official", {"Chính thức 2013"}),
        ("01/01/2014", "exempted", set()),
        ("01/03/2015", "exempted", {"Chính thức 2013"}),
        ("01/07/2016", "exempted", set()),
        ("01/07/2016", "suspended", {"Chính thức 2013"}),
        ("01/01/2017", "suspended", set()),
    ],
)
def test_a_standing_is_that_of_the_day(client, on, status, expected):
    cell = factories.grassroots_cell(factories.OrganizationFactory())
    member = factories.member_of(cell, full_name="Chính thức 2013", official_on=date(2013, 1, 1))
    for kind, first, until in (
        (Kind.EXEMPTED, date(2015, 2, 1), None),
        (Kind.RESUMED, date(2016, 1, 1), None),
        (Kind.SUSPENDED, date(2016, 6, 1), date(2016, 12, 31)),
    ):
        LifeEvent.objects.create(member=member, kind=kind, happened_on=first, until=until, organization=cell)
    client.force_login(factories.user_with(Role.CLERK, cell))

    assert _names(client.get(URL, {"on": on, "status": status})) == expected


def test_a_guest_stands_on_the_list_of_the_host_and_is_counted_at_home(client, world):
    member = world.members["own"]
    LifeEvent.objects.create(
        member=member,
        kind=Kind.TEMPORARY,
        happened_on=date(2024, 1, 1),
        organization=world.own_cell,
        host=world.sibling_cell,
    )
    client.force_login(world.users["sibling_committee"])
    shown = client.get(URL, {"status": "guests"})
    assert (_names(shown), _cell(shown, "organization")) == ({member.full_name}, [""])
    assert member.get_absolute_url() not in shown.text
    assert member.full_name not in _names(client.get(URL))
    client.force_login(world.users["committee"])
    assert _names(client.get(URL, {"status": "away"})) == {member.full_name}
    assert f"tạm thời tại {world.sibling_cell.name}" in client.get(URL, {"status": "away"}).text


@pytest.mark.parametrize("who", ["clerk", "committee"])
def test_who_moved_is_found_by_the_organisation_that_was_left_and_nothing_of_later_is_told(client, world, who):
    member = world.members["own"]
    moved(member, world.sibling_cell, date(2023, 1, 1))
    gone(member, Kind.DIED, date(2024, 5, 5))
    member.position, member.official_on = "Bí thư nơi mới", date(2024, 1, 1)
    member.save()
    client.force_login(world.users[who])

    shown = client.get(URL, {"status": "moved", "columns": ["position", "official", "until", "left", "status"]})

    assert _names(shown) == {member.full_name}
    told = {key: _cell(shown, key) for key in ("organization", "until", "left", "position", "official", "status")}
    assert told == {
        "organization": [world.own_cell.name],
        "until": ["2023-01-01"],
        "left": ["Chuyển đi"],
        "position": [""],
        "official": ["None"],
        "status": ["đã chuyển đi"],
    }
    assert not _names(client.get(URL, {"status": "ended"}))
    assert not any(later in shown.text for later in (world.sibling_cell.name, "Bí thư nơi mới", "05/05/2024"))


def test_the_committee_of_both_sees_where_who_left_one_belongs_now(client, world):
    moved(world.members["own"], world.sibling_cell, date(2023, 1, 1))
    client.force_login(world.users["bloc_office"])
    shown = client.get(URL, {"status": "moved", "organization": world.own.pk})
    assert (_names(shown), _cell(shown, "organization")) == ({"Trần Thị Bình Minh"}, [world.sibling_cell.name])


def test_who_ended_here_is_told_as_such(client, world):
    gone(world.members["own"], Kind.RESIGNED, date(2024, 5, 5))
    client.force_login(world.users["clerk"])
    shown = client.get(URL, {"status": "ended"})
    assert _cell(shown, "left") == ["Xin ra Đảng"]
    assert _cell(shown, "status") == ["không còn trong danh sách"]
    assert not _names(client.get(URL, {"status": "moved"}))


def test_the_workbook_of_a_day_says_which_and_that_it_does_not_come_back(client, world):
    client.force_login(world.users["clerk"])
    rows = rows_of(download(client, "?on=2020-01-01"))
    assert "01/01/2020" in rows[0][0]
    assert "chỉ danh sách hôm nay" in rows[0][0]
    assert "Tại ngày: 01/01/2020" in rows[1][0]
    assert "Tổ chức đảng tại ngày đó" in rows[4]


def test_an_organisation_is_counted_as_of_a_day(client, world):
    moved(world.members["own"], world.sibling_cell, date(2023, 1, 1))
    client.force_login(world.users["committee"])
    address = reverse("members:of_organization", args=[world.own.pk])
    then, now = (client.get(address, asked).context["summary"].members for asked in ({"on": "01/01/2022"}, {}))
    assert (then, now) == (2, 1)
    assert f"organization={world.own.pk}&amp;on=2022-01-01" in client.get(address, {"on": "01/01/2022"}).text


@pytest.mark.parametrize(
    "asked", [{"on": "1/1/2020"}, {"status": "moved"}, {"status": "guests"}, {"status": "exempted"}]
)
def test_queries_of_another_day_or_standing_do_not_grow_with_rows(client, django_assert_num_queries, asked):
    cell, other = (factories.grassroots_cell(factories.first_root()) for _ in range(2))
    client.force_login(factories.user_with(Role.COMMITTEE, cell))
    counted = []
    for more in (1, 2):
        for _ in range(more):
            member = factories.member_of(cell)
            LifeEvent.objects.create(member=member, kind=Kind.EXEMPTED, happened_on=date(2019, 1, 1), organization=cell)
            guest = factories.member_of(other)
            LifeEvent.objects.create(
                member=guest, kind=Kind.TEMPORARY, happened_on=date(2019, 1, 1), organization=other, host=cell
            )
            moved(factories.member_of(cell), other, date(2021, 1, 1))
        client.get(URL, asked)
        with django_assert_num_queries(13):
            counted.append(len(_names(client.get(URL, asked))))
    assert 0 < counted[0] < counted[1]


def test_who_moves_takes_an_exemption_along_on_the_list_and_for_the_next_deed(client, world):
    member, by = world.members["own"], world.users["committee"]
    client.force_login(by)
    deeds.rest(member=member, kind=Kind.EXEMPTED, on=date(2024, 1, 5), note="Tuổi cao", by=by)
    deeds.transfer(member=member, organization=world.own_second_cell, on=date(2024, 3, 1), by=by)
    assert _names(client.get(URL, {"status": "exempted"})) == {member.full_name}
    deeds.resume(member=member, on=date(2024, 4, 1), by=by)
    assert _names(client.get(URL, {"status": "exempted"})) == set()
