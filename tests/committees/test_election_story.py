"""An election, entered on its page, changes what is found about a sheet and who counts as a committee member."""

from datetime import date

import pytest
from django.urls import reverse

from committees.models import Committee
from inspections.models import Case
from members.models import Member
from ratings.findings import check
from ratings.levels import Level
from ratings.models import Sheet
from tests import factories
from tests.committees.formed import formed

pytestmark = pytest.mark.django_db
YEAR = 2024


@pytest.fixture
def other(world) -> Member:
    return factories.member_of(world.own_cell)


@pytest.fixture
def sheet(world, other) -> Sheet:
    """The head is rated higher than the cell; the other member of it is not."""
    own = world.members["own"]
    formed(world.own_cell, ("secretary", own), by=world.users["committee"])
    sheet, _new = Sheet.objects.get_or_create(
        rating_year=factories.RatingYearFactory(year=YEAR), organization=world.own_cell
    )
    factories.OrganizationRatingFactory(sheet=sheet, level=Level.GOOD)
    for member, level in ((own, Level.EXCELLENT), (other, Level.GOOD)):
        factories.MemberRatingFactory(sheet=sheet, member=member, level=level)
    factories.CaseFactory(organization=world.own_cell, member=other, opened_on=date(YEAR, 6, 1))
    return sheet


def heads_above(sheet: Sheet) -> list[int | None]:
    found = check(Sheet.objects.get(pk=sheet.pk))
    return [each.member_id for each in found if each.code == "head_above_collective"]


def test_an_election_moves_the_finding_and_the_number_and_taking_it_back_moves_them_back(client, world, sheet, other):
    own = world.members["own"]
    assert heads_above(sheet) == [own.pk]
    assert Case.objects.of_committee_members().count() == 0
    client.force_login(world.users["committee"])

    elected = {"kind_1": "secretary", "member_1": other.code, "kind_2": "deputy", "member_2": own.code}
    address = reverse("committees:form", args=[world.own_cell.pk])
    answer = client.post(address, {"since": f"01/05/{YEAR}", "formed": "elected", **elected})

    assert answer.status_code == 302, answer.context["form"].errors
    assert heads_above(sheet) == []
    assert [case.member for case in Case.objects.of_committee_members()] == [other]

    new = Committee.objects.standing().get()
    client.post(reverse("committees:revoke", args=[new.pk]), {"reason": "Ghi nhầm chi bộ"})

    assert heads_above(sheet) == [own.pk]
    assert Case.objects.of_committee_members().count() == 0
