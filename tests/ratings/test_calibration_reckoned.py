"""What the database groups is what one would count row by row, whoever stands where and however deep."""

from fractions import Fraction
from statistics import median

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organizations.models import Organization
from ratings.calibration.cohort import SMALLEST
from ratings.calibration.compared import calibration_of
from ratings.calibration.filters import COMPARED
from ratings.counts.cap import Counts
from ratings.counts.ceilings import ALL, TITLES, Ceilings
from ratings.counts.groups import grassroots_path
from ratings.grounds import TitleGroup
from ratings.levels import LegacyLevel, Level, NotRatedReason
from ratings.models import MemberRating, OrganizationRating, RaisedCap, Sheet
from ratings.transitions import Transition, refusal
from tests import factories

RULES = {2016: "hd27", 2024: "qd124", 2025: "qd366"}
MOST = 8
STANDINGS = st.one_of(
    st.tuples(st.sampled_from(Level), st.just("")),
    st.just((Level.EXCELLENT, "")),
    st.just((None, "")),
    st.tuples(st.none(), st.sampled_from(NotRatedReason)),
)
MEMBERS = st.lists(st.tuples(STANDINGS, st.sampled_from(("", *TitleGroup.values))), max_size=MOST)
OWN = st.one_of(
    STANDINGS.map(lambda standing: (*standing, "")),
    st.sampled_from(LegacyLevel).map(lambda name: (name.level, "", name)),
)


@pytest.fixture
def people(world):
    """As many for each cell as a sheet may have; some cells stand below a section."""
    section = factories.OrganizationFactory(kind=Organization.Kind.SECTION, parent=world.own)
    cells = [factories.cell(section), factories.cell(section), factories.grassroots_cell(world.bloc)]
    cells += [world.own_cell, world.own_second_cell, world.sibling_cell, world.lone_cell, world.foreign_cell]
    return {cell: [factories.member_of(cell) for _each in range(MOST)] for cell in cells}


@pytest.mark.parametrize("year", RULES)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_each_row_says_what_is_counted_one_by_one(world, people, year, data):
    with transaction.atomic():
        rating_year = fill(world, people, year, data)
        user = data.draw(st.sampled_from([world.users["bloc_office"], world.users["leader"]]))
        for kinds in (COMPARED, *((kind,) for kind in COMPARED)):
            found = calibration_of(rating_year, world.bloc, kinds, user)
            assert [each.organization.kind in kinds for each in found.groups] == [True] * len(found.groups)
            check(found, rating_year, user)
        transaction.set_rollback(True)


def fill(world, people, year, data):
    rating_year = factories.RatingYearFactory(year=year, rule_set=RULES[year])
    office = world.users["bloc_office"]
    for of in (rating_year, factories.RatingYearFactory(year=year - 1, rule_set=RULES[year])):
        for place in Organization.objects.exclude(kind=Organization.Kind.ROOT).order_by("pk"):
            state = data.draw(st.sampled_from([None, Sheet.State.DRAFT, Sheet.State.SUBMITTED]))
            if state is None:
                continue
            by = data.draw(st.sampled_from([office, world.users["clerk"]]))
            done = {"submitted_by": by, "submitted_at": "2025-01-05T00:00Z"} if state == Sheet.State.SUBMITTED else {}
            sheet = factories.SheetFactory(rating_year=of, organization=place, state=state, **done)
            rate(sheet, people.get(place, ()), data)
    if year == 2025:
        raised = {
            "percent": 25,
            "decision_number": "1",
            "decided_on": "2025-12-20",
            "ground": "x",
            "recorded_by": office,
        }
        RaisedCap.objects.create(rating_year=rating_year, organization=world.own, group=TitleGroup.STAFF, **raised)
    return rating_year


def rate(sheet, members, data):
    rows = zip(members, data.draw(MEMBERS) if members else (), strict=False)
    MemberRating.objects.bulk_create(
        MemberRating(sheet=sheet, member=member, level=level, not_rated_reason=reason, title_group=title)
        for member, ((level, reason), title) in rows
    )
    level, reason, legacy = data.draw(OWN)
    OrganizationRating.objects.create(sheet=sheet, level=level, not_rated_reason=reason, legacy_level=legacy)


def check(found, rating_year, user):
    rows = list(MemberRating.objects.select_related("sheet__organization", "sheet__rating_year"))
    shares = {}
    for group in found.groups:
        now, last = (below(rows, group.organization.path, year) for year in (rating_year.year, rating_year.year - 1))
        assert (group.counts, group.last) == (now, last)
        assert group.excellent == share(now)
        assert group.over == over(rows, rating_year, group.organization)
        assert group.own.words == own(rating_year.year, group.organization)
        assert group.last_own.words == own(rating_year.year - 1, group.organization)
        assert sheet_of(group) == sheet_told(rating_year, group.organization, user)
        if now.rated >= SMALLEST:
            shares.setdefault(group.organization.kind, []).append(share(now))
    assert {kind: tuple(each) for kind, each in found.medians.items()} == {
        kind: (median(each), len(each)) for kind, each in shares.items()
    }
    out = [each for each in found.groups if stands_out(each, shares.get(each.organization.kind))]
    assert [each for each in found.groups if each.stands_out] == out
    assert (found.standing_out, found.over) == (len(out), sum(each.over > 0 for each in found.groups))


def below(rows, path, year, title=ALL):
    return Counts.of(
        (row.level, row.not_rated_reason)
        for row in rows
        if row.sheet.organization.path.startswith(path)
        and row.sheet.rating_year.year == year
        and title in (ALL, row.title_group)
    )


def share(counts):
    return Fraction(100 * counts.excellent, counts.rated) if counts.rated else None


def stands_out(group, shares):
    if group.counts.rated < SMALLEST:
        return False
    middle, own = median(shares), share(group.counts)
    return own > Fraction(3, 2) * middle or own * Fraction(3, 2) < middle


def over(rows, rating_year, organization):
    ceilings, path = Ceilings.of(rating_year), grassroots_path(organization)
    titles = TITLES if ceilings.rule.by_title_group else (ALL,)
    caps = [ceilings.policy_of(path, title).apply(below(rows, path, rating_year.year, title)) for title in titles]
    return sum(cap.over for cap in caps)


def own(year, organization):
    rating = OrganizationRating.objects.filter(sheet__organization=organization, sheet__rating_year__year=year).first()
    named = rating and (rating.get_legacy_level_display() or rating.get_level_display())
    return named or (rating.get_not_rated_reason_display() if rating else "")


def sheet_of(group):
    return group.sheet and (group.sheet.pk, group.sheet.state, group.can_change)


def sheet_told(rating_year, organization, user):
    sheet = Sheet.objects.filter(rating_year=rating_year, organization=organization).first()
    return sheet and (sheet.pk, sheet.state, not refusal(sheet, Transition.APPROVE, user))
