"""From 2025 on members count under the cap by group of titles, and a decision may raise the share of one group."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizations.models import Organization
from ratings.counts.cap import CapPolicy, Counts
from ratings.findings import Severity, judge
from ratings.findings.facts import Own
from ratings.grounds import TitleGroup
from ratings.models import RatingYear
from tests.ratings.checked import C, E, G, Kind, codes, facts_of, found, row

Base, Rounding = RatingYear.CapBase, RatingYear.Rounding
LEADER, STAFF, OUTSIDE, HEAD = TitleGroup
# Nam Định 2020: 159 rated, 152 of them good or better, 31 of these excellent.
NAM_DINH = Counts(excellent=31, good=121, completed=7)


def committee(base: Base, *, rounding: Rounding = Rounding.FLOOR, raised: dict[str, int] | None = None, **more):
    policy = CapPolicy(base, rounding)
    policies = {
        group: CapPolicy(base, rounding, percent=percent, decision="12-QĐ/TU")
        for group, percent in (raised or {}).items()
    }
    groups = more.pop("member_groups", {LEADER: NAM_DINH})
    kind = more.pop("kind", Kind.GRASSROOTS_COMMITTEE)
    return facts_of(2025, kind, policy=policy, policies=policies, member_groups=groups, **more)


@pytest.mark.parametrize(
    ("base", "percent", "allowed", "over"),
    [
        (Base.GOOD_ONLY, 20, 24, 6),
        (Base.GOOD_OR_BETTER, 20, 30, 1),
        # 20 % of 159 is 31.8: this reading alone is kept, by nobody to spare.
        (Base.ALL_RATED, 20, 31, 0),
        # 25 % of 121 is 30.25: by the letter even the raised share is one too few.
        (Base.GOOD_ONLY, 25, 30, 1),
        (Base.GOOD_OR_BETTER, 25, 38, 0),
        (Base.ALL_RATED, 25, 39, 0),
    ],
)
def test_a_real_committee_in_each_reading(base: Base, percent: int, allowed: int, over: int):
    cap = CapPolicy(base, percent=percent).apply(NAM_DINH)
    assert (cap.allowed, cap.over) == (allowed, over)
    assert ("members_over_cap_leader" in codes(committee(base, raised={LEADER: percent}))) is (over > 0)


def test_the_letter_holds_with_the_raised_share_where_the_year_rounds_up():
    raised = committee(Base.GOOD_ONLY, rounding=Rounding.CEILING, raised={LEADER: 25})
    assert "members_over_cap_leader" not in codes(raised)


@pytest.mark.parametrize("base", [Base.GOOD_ONLY, Base.GOOD_OR_BETTER])
def test_a_decision_for_another_group_raises_nothing(base: Base):
    other = committee(base, raised={STAFF: 25, Kind.SUBORDINATE_CELL: 25})
    assert "members_over_cap_leader" in codes(other)


def test_each_group_is_held_against_its_own_percentage_and_named():
    groups = {LEADER: Counts(excellent=3, good=10), STAFF: Counts(excellent=3, good=20), "": Counts(excellent=1)}
    facts = committee(Base.GOOD_ONLY, member_groups=groups)
    assert {code for code in codes(facts) if "over_cap" in code} == {
        "members_over_cap_leader",
        "members_over_cap_unsaid",
    }
    finding = found(facts, "members_over_cap_leader")
    assert finding.params["group"] == TitleGroup.LEADER.label
    assert (finding.params["used"], finding.params["most"], finding.severity) == (3, 2, Severity.WARNING)
    assert found(facts, "title_group_missing").params == {"count": 1}


@pytest.mark.parametrize(
    ("levels_of_heads", "is_over"),
    [((), True), ((E,), False), ((G,), True), ((E, G), True)],
)
def test_a_head_judged_apart_is_in_no_share_and_no_base(levels_of_heads, is_over: bool):
    """Of ten good leaders two may be excellent, of nine one; three are."""
    levels = Counter([E] * 3 + [G] * 10) - Counter(levels_of_heads)
    members = enumerate(levels.elements(), start=1)
    rows = [row(level, member_id=number, title_group=LEADER) for number, level in members]
    rows += [row(level, member_id=100 + level, title_group=HEAD) for level in levels_of_heads]
    facts = committee(Base.GOOD_ONLY, kind=Kind.GRASSROOTS_CELL, rows=tuple(rows))
    assert ("members_over_cap_leader" in codes(facts)) is is_over
    assert not {code for code in codes(facts) if code.endswith(("_head", "_unsaid", "group_missing"))}
    told = [finding.params["count"] for finding in judge(facts) if finding.code == "heads_apart"]
    assert told == ([len(levels_of_heads)] if levels_of_heads else [])


def test_the_decision_is_named_where_even_the_raised_share_is_passed():
    finding = found(committee(Base.GOOD_ONLY, raised={LEADER: 25}), "members_over_cap_leader")
    assert "12-QĐ/TU" in finding.advice
    assert "25" in finding.advice


def test_a_grassroots_cell_counts_its_own_rows_by_title():
    rows = tuple(row(E, member_id=number, title_group=LEADER) for number in range(1, 3))
    rows += tuple(row(G, member_id=number, title_group=STAFF) for number in range(3, 13))
    cell = committee(Base.GOOD_ONLY, kind=Kind.GRASSROOTS_CELL, rows=rows)
    assert "members_over_cap_leader" in codes(cell)
    assert "title_group_missing" not in codes(cell)
    assert "title_group_missing" in codes(committee(Base.GOOD_ONLY, kind=Kind.GRASSROOTS_CELL, rows=(row(C),)))


def test_no_share_is_passed_down_to_a_subordinate_cell():
    rows = tuple(row(E, member_id=number, title_group=LEADER) for number in range(1, 5))
    cell = committee(Base.GOOD_ONLY, kind=Kind.SUBORDINATE_CELL, rows=rows)
    assert not {code for code in codes(cell) if "over_cap" in code}


def test_members_of_earlier_years_count_together():
    groups = {LEADER: Counts(excellent=4, good=8), STAFF: Counts(good=12)}
    whole = Counts.together(groups.values())
    before = facts_of(2024, Kind.GRASSROOTS_COMMITTEE, member_groups=groups, members=whole)
    assert not {"members_over_cap", "members_over_cap_leader", "title_group_missing"} & codes(before)
    assert whole == Counts(excellent=4, good=20)


def test_organizations_are_held_against_their_raised_share():
    below = Counts(excellent=1, good=4)
    assert below.rated == 5
    policy = {"own": Own(E), "siblings": below}
    assert "siblings_over_cap" in codes(committee(Base.GOOD_ONLY, **policy))
    raised = CapPolicy(Base.GOOD_ONLY, percent=25, decision="12-QĐ/TU")
    assert "siblings_over_cap" not in codes(committee(Base.GOOD_ONLY, siblings_policy=raised, **policy))


counts = st.builds(
    Counts,
    excellent=st.integers(0, 60),
    good=st.integers(0, 200),
    completed=st.integers(0, 40),
    not_completed=st.integers(0, 20),
    empty=st.integers(0, 10),
    not_rated=st.dictionaries(st.sampled_from(["exempt", "other"]), st.integers(1, 5)),
)


@given(st.sampled_from(Base), st.sampled_from(Rounding), counts, st.integers(20, 24))
def test_a_higher_share_never_allows_fewer(base: Base, rounding: Rounding, group: Counts, percent: int):
    lower, higher = (CapPolicy(base, rounding, percent=each).apply(group) for each in (percent, percent + 1))
    assert lower.allowed <= higher.allowed
    assert lower.most <= higher.most
    assert lower.over >= higher.over


@given(st.sampled_from(Base), st.lists(counts, min_size=1, max_size=4), st.integers(20, 25))
def test_groups_rounded_down_allow_together_no_more_than_the_whole(base: Base, groups: list[Counts], percent: int):
    policy = CapPolicy(base, percent=percent)
    whole = Counts.together(groups)
    assert sum(policy.apply(group).allowed for group in groups) <= policy.apply(whole).allowed
    assert whole.rated == sum(group.rated for group in groups)
    assert sum(whole.not_rated.values()) == sum(sum(group.not_rated.values()) for group in groups)


def test_a_group_of_titles_and_a_kind_of_organization_are_never_taken_for_each_other():
    assert not set(TitleGroup.values) & set(Organization.Kind.values)
