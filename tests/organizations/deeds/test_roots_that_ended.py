"""What pages offer and say at a root that was merged, and of what was begun at the one that came of it."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.roles import Role
from organizations.deeds.taking_back import dependent
from organizations.models import Organization
from ratings.models import RatingYear, Sheet
from ratings.years.actions import open_year
from tests.factories import AssignmentFactory, OrganizationFactory, RatingYearFactory
from tests.organizations.deeds.small import Small, build

pytestmark = pytest.mark.django_db


@pytest.fixture
def small() -> Small:
    return build(size=1)


@pytest.fixture
def office(client, small):
    """At each root."""
    for root in (small.two, OrganizationFactory(name="Đảng bộ Ba")):
        AssignmentFactory(user=small.office, organization=root, role=Role.OFFICE)
    client.force_login(small.office)
    return client


def planned(root: Organization) -> RatingYear:
    return RatingYearFactory(year=2024, root=root, state=RatingYear.State.PLANNED)


def test_what_was_begun_at_the_new_root_is_named_before_its_founding_is_asked_back(office, small):
    deed = small.merge_anew(small.one, small.two, name="Đảng bộ Chung")
    assert dependent(deed) == []
    planned(Organization.objects.get(name="Đảng bộ Chung"))
    page = office.get(f"/r/{small.two.pk}{deed.get_absolute_url()}").text

    assert dependent(deed) == ["Từ đó đến nay đã nhập cho Đảng bộ Chung: năm xếp loại."]
    assert "đã nhập cho Đảng bộ Chung: năm xếp loại." in page
    assert reverse("organizations:undo_reorganization", args=[deed.pk]) not in page


def test_who_was_appointed_there_by_hand_is_named_too(small):
    deed = small.merge_anew(small.one, small.two, name="Đảng bộ Chung")
    AssignmentFactory(organization=Organization.objects.get(name="Đảng bộ Chung"))
    assert dependent(deed) == ["Từ đó đến nay đã nhập cho Đảng bộ Chung: phân công."]


def test_before_a_year_is_opened_only_sheets_are_counted_that_will_be_laid(office, small):
    open_year(rating_year=planned(small.one), by=None)
    small.move(small.own, to=small.two)
    year = planned(small.two)
    context = office.get(f"/r/{small.two.pk}{reverse('ratings:open_year', args=[2024])}").context
    there = Sheet.objects.filter(rating_year__root=small.one).below(Organization.objects.get(pk=small.own.pk)).count()

    assert (context["count"], context["come_over"]) == (open_year(rating_year=year, by=None), there)
    assert there == 3


def test_an_open_year_of_a_root_that_ended_is_not_open_for_entry(office, small):
    open_year(rating_year=planned(small.one), by=None)
    address = f"/r/{small.one.pk}{reverse('ratings:year', args=[2024])}"
    assert "Đang mở nhập ·" in office.get(address).text
    planned(small.two)
    small.merge(small.one, into=small.two)
    page = office.get(address).text

    assert "Đang mở nhập ·" not in page
    assert "đã kết thúc ngày 01/07/2024: phiếu đã lập được làm tiếp ở nơi" in page


def test_an_earlier_open_year_of_a_root_that_ended_goes_on_there(small):
    year = RatingYearFactory(year=2023, root=small.one)
    small.merge(small.one, into=small.two, on=date(2024, 7, 1))
    assert not RatingYear.objects.get(pk=year.pk).root_ended


def test_nobody_is_added_where_all_has_ended(office, small):
    address = f"/r/{small.one.pk}{reverse('members:list')}"
    assert "Thêm đảng viên" in office.get(address).text
    small.merge(small.one, into=small.two)
    page = office.get(address).text

    assert "Thêm đảng viên" not in page
    assert "Nhập từ tệp" not in page
