import re
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from accounts.roles import Role
from ratings.models import Sheet
from tests import factories
from tests.organizations.deeds.small import build

pytestmark = pytest.mark.django_db


def _approved(organization, year: int, by, level: int = 3, members=(), legacy: str = "") -> Sheet:
    at = datetime(year + 1, 1, 5, tzinfo=UTC)
    sheet = factories.SheetFactory(
        rating_year=factories.RatingYearFactory(year=year),
        organization=organization,
        state="approved",
        submitted_at=at,
        submitted_by=by,
        approved_at=at,
        approved_by=by,
    )
    factories.OrganizationRatingFactory(sheet=sheet, level=level, legacy_level=legacy)
    for member, its_level in members:
        factories.MemberRatingFactory(sheet=sheet, member=member, level=its_level)
    return sheet


def test_organisation_by_year_counts_approved_members_of_all_below(client, world):
    by = world.users["committee"]
    _approved(world.own, 2023, by, 4)
    _approved(world.own_cell, 2023, by, members=[(world.members["own"], 4)])
    _approved(world.own_second_cell, 2023, by, members=[(world.members["own_second"], 3)])
    open_sheet = factories.SheetFactory(organization=world.own_cell, rating_year=factories.RatingYearFactory())
    factories.MemberRatingFactory(sheet=open_sheet, member=world.members["own"], level=1)
    client.force_login(by)
    url = reverse("ratings:organization_history", args=[world.own.pk])

    fragment = client.get(url, headers={"HX-Request": "true"})

    [rated] = fragment.context["years"]
    assert (rated.year, [count for _level, count in rated.counts]) == (2023, [1, 1, 0, 0])
    assert "Hoàn thành xuất sắc nhiệm vụ" in fragment.text
    assert fragment.text.strip() in client.get(url).text


def test_a_year_without_an_approved_sheet_counts_nobody_not_zero(client, world):
    factories.SheetFactory(organization=world.own_cell, rating_year=factories.RatingYearFactory())
    client.force_login(world.users["committee"])

    [rated] = client.get(reverse("ratings:organization_history", args=[world.own_cell.pk])).context["years"]

    assert {count for _level, count in rated.counts} == {None}


def test_year_before_2018_keeps_its_name_and_an_open_year_tells_no_level(client, world):
    by = world.users["committee"]
    _approved(world.own_cell, 2016, by, 3, legacy="clean_strong")
    draft = factories.SheetFactory(organization=world.own_cell, rating_year=factories.RatingYearFactory())
    factories.OrganizationRatingFactory(sheet=draft, level=1)
    client.force_login(by)

    text = client.get(reverse("ratings:organization_history", args=[world.own_cell.pk])).text

    assert "Trong sạch, vững mạnh" in text
    assert '<abbr class="when-narrow" title="Trong sạch, vững mạnh">TSVM</abbr>' in text
    assert "<i>Đang nhập</i>" in text
    assert not re.search(r"<td>\s*Không hoàn thành nhiệm vụ\s*</td>", text)


def test_member_by_year_shows_only_sheets_of_the_own_branch(client, world):
    by, member = world.users["committee"], world.members["own"]
    _approved(world.own_cell, 2023, by, members=[(member, 4)])
    _approved(world.sibling_cell, 2022, by, members=[(member, 1)])
    client.force_login(by)

    response = client.get(reverse("ratings:member_history", args=[member.pk]))

    assert [rating.sheet.rating_year.year for rating in response.context["ratings"]] == [2023]


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_years(client, count, django_assert_num_queries):
    cell = factories.grassroots_cell(factories.OrganizationFactory())
    user = factories.user_with(Role.CLERK, cell)
    member = factories.member_of(cell)
    for year in range(2020, 2020 + count):
        _approved(cell, year, user, members=[(member, 3)])
    client.force_login(user)
    pages = (
        (reverse("ratings:organization_history", args=[cell.pk]), 11),
        (reverse("ratings:member_history", args=[member.pk]), 8),
    )

    for url, queries in pages:
        client.get(url)
        with django_assert_num_queries(queries):
            client.get(url)


def test_the_series_is_marked_where_the_parent_changed_and_where_another_was_merged_into_it(client):
    small = build(size=1)
    for year in (2022, 2024):
        _approved(small.own, year, small.office)
    small.move(small.own, to=small.two, on=date(2023, 7, 1))
    other = factories.committee(small.two, name="Đảng bộ Phòng")
    small.merge(other, into=small.own)
    Sheet.objects.filter(rating_year__year=2024).update(parent=small.two)
    client.force_login(factories.user_with(Role.OFFICE, small.two))

    years = client.get(reverse("ratings:organization_history", args=[small.own.pk])).context["years"]

    assert [(each.year, each.marks) for each in years] == [
        (2024, ("Tiếp nhận Đảng bộ Phòng sáp nhập vào ngày 01/07/2024", "Từ năm 2024 thuộc Đảng bộ Hai.")),
        (2022, ()),
    ]


def test_a_sheet_that_nobody_approved_before_its_year_was_closed_is_not_being_entered(client, world):
    year = factories.RatingYearFactory(year=2023, state="closed")
    factories.SheetFactory(organization=world.own_cell, rating_year=year)
    client.force_login(world.users["committee"])

    text = client.get(reverse("ratings:organization_history", args=[world.own_cell.pk])).text

    assert "chưa được duyệt khi khóa" in text
    assert "Đang nhập" not in text
