"""Who decides on whom: the committee directly above, past a section, and nobody higher in its place."""

import pytest

from accounts.permissions import Permission
from accounts.roles import Role
from organizations.models import Organization
from ratings.models import Sheet
from ratings.transitions import reaches
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree() -> dict[str, Organization]:
    bloc = factories.OrganizationFactory()
    committee = factories.committee(bloc)
    section = factories.OrganizationFactory(kind=Organization.Kind.SECTION, parent=committee)
    return {
        "bloc": bloc,
        "committee": committee,
        "section": section,
        "cell": factories.cell(committee),
        "cell of the section": factories.cell(section),
        "lone cell": factories.grassroots_cell(bloc),
    }


@pytest.mark.parametrize(
    ("place", "role", "decided"),
    [
        ("bloc", Role.OFFICE, {"committee", "lone cell"}),
        ("committee", Role.COMMITTEE, {"section", "cell", "cell of the section"}),
        ("section", Role.COMMITTEE, set()),
        ("cell", Role.COMMITTEE, set()),
        ("committee", Role.CLERK, set()),
    ],
)
def test_the_committee_above_decides(tree, place, role, decided):
    user = factories.user_with(role, tree[place])
    year = factories.RatingYearFactory()
    for name in tree.keys() - {"bloc"}:
        factories.SheetFactory(organization=tree[name], rating_year=year)

    found = {sheet.organization for sheet in Sheet.objects.visible_to(user, Permission.DECIDE_SHEETS)}

    assert found == {tree[name] for name in decided}
    assert {
        sheet.organization for sheet in Sheet.objects.all() if reaches(user, Permission.DECIDE_SHEETS, sheet)
    } == found


def test_the_subtree_is_reached_by_everything_else(tree):
    user = factories.user_with(Role.COMMITTEE, tree["committee"])

    found = set(Organization.objects.visible_to(user, Permission.VIEW_ORGANIZATIONS))

    assert found == {tree[name] for name in ("committee", "section", "cell", "cell of the section")}
