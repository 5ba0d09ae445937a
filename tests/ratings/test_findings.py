"""Each check on plain values; what differs by year is in test_rules_*."""

from datetime import date
from types import FunctionType, ModuleType

import pytest
from django.utils import translation

from inspections.models import Discipline
from members.ledger import Ledger
from members.models import LifeEvent
from members.offices import Leading
from ratings import rules
from ratings.counts.cap import CapPolicy, Counts
from ratings.findings import (
    BY_RULES,
    EVERY_YEAR,
    Severity,
    asked,
    caps,
    checks_of,
    grounds,
    judge,
    members,
    organization,
    points,
    presence,
    quarters,
    tasks,
    unchecked,
    work,
    worst,
)
from ratings.findings.facts import Disciplined, Ended, Leader, Own, under_six_months
from ratings.models import RatingYear, WorkResult
from tests.ratings.checked import C, E, G, Kind, N, children, codes, facts_of, found, row, rows

REPRIMAND = Discipline.Form.REPRIMAND
ENFORCED = CapPolicy(RatingYear.CapBase.GOOD_ONLY, enforced=True)


def test_nothing_speaks_against_a_plain_sheet():
    cell = facts_of(own=Own(G), rows=rows(G, G, C))
    assert judge(cell) == []
    assert worst(judge(cell)) is None


def test_every_rule_set_has_checks():
    named = [name for each in rules.ALL for name in each.checks]
    assert set(named) == set(BY_RULES)
    for each in rules.ALL:
        assert len(checks_of(each)) == len(set(checks_of(each))) == len(EVERY_YEAR) + len(each.checks)


def test_every_check_is_known_to_every_year_or_to_some_rules():
    for module in (asked, caps, members, organization, presence, work, points, tasks, grounds, quarters):
        written = {each for each in vars(module).values() if is_check(each, module)}
        assert written == {*getattr(module, "CHECKS", ()), *getattr(module, "BY_RULES", ())}, module.__name__
    assert {each.__module__ for each in (*EVERY_YEAR, *BY_RULES.values())} == {
        module.__name__
        for module in (asked, caps, members, organization, presence, work, points, tasks, grounds, quarters)
    }


def is_check(value: object, module: ModuleType) -> bool:
    is_own = isinstance(value, FunctionType) and value.__module__ == module.__name__
    return is_own and not value.__name__.startswith("_") and value.__annotations__.get("return") == "Findings"


@pytest.mark.parametrize(
    ("year", "codes_of_people"),
    [
        (2016, []),
        (2018, ["T3", "T4"]),
        (2020, ["T3", "T4", "T10"]),
        (2024, ["T3", "T4"]),
        (2025, ["T4", "T15", "T16", "T17", "T18", "T19", "T20"]),
    ],
)
def test_what_only_people_can_check_is_named(year: int, codes_of_people: list[str]):
    assert [trigger.code for trigger in unchecked(facts_of(year).rules)] == codes_of_people


@pytest.mark.parametrize(
    ("admitted_on", "is_new"),
    [
        (date(2020, 8, 1), True),
        (date(2020, 7, 1), True),
        (date(2020, 6, 30), False),
        (date(2020, 6, 15), False),
        (date(2020, 12, 31), True),
    ],
)
def test_admitted_less_than_six_months_before_the_end_of_the_year(admitted_on: date, is_new: bool):
    rated = facts_of(rows=(row(G, admitted_on=admitted_on, official_on=None, ballot_present=None, ballot_for=None),))
    assert ("new_member_rated" in codes(rated)) is is_new
    not_rated = facts_of(rows=(row(None, admitted_on=admitted_on, reason="new_member"),))
    assert codes(not_rated) == (set() if is_new else {"reason_against_file"})
    assert (not_rated.own_members.rated, len(not_rated.rows)) == (0, 1)


@pytest.mark.parametrize(
    ("since", "day", "under"),
    [
        (date(2020, 8, 31), date(2021, 2, 28), False),
        (date(2020, 8, 31), date(2021, 2, 27), True),
        (date(2019, 8, 29), date(2020, 2, 28), True),
        (date(2020, 6, 30), date(2020, 12, 30), False),
    ],
)
def test_six_months_end_on_the_same_day_or_the_last_of_the_month(since: date, day: date, under: bool):
    assert under_six_months(since, day) is under


@pytest.mark.parametrize(
    ("counted_in", "level", "flagged"),
    [(None, G, True), (None, C, True), (None, N, False), (2019, G, True), (2020, G, False), (None, None, False)],
)
def test_disciplined_on_the_last_day_but_one_of_2019(counted_in, level, flagged: bool):
    decision = Disciplined(REPRIMAND, date(2019, 12, 30), counted_in)
    cell = facts_of(2019, rows=(row(level, disciplines=(decision,)),))
    assert ("disciplined_above_not_completed" in codes(cell)) is flagged


@pytest.mark.parametrize(
    ("last_level", "level", "others", "refused"),
    [
        (N, N, (), True),
        (N, G, (), False),
        (G, N, (), False),
        (None, N, (), False),
        (N, N, (Disciplined(REPRIMAND, date(2020, 5, 5)),), False),
        (N, N, (Disciplined(REPRIMAND, date(2019, 5, 5)),), False),
    ],
)
def test_the_same_discipline_used_again_in_2020(last_level, level, others, refused: bool):
    carried = Disciplined(REPRIMAND, date(2019, 12, 30), counted_in_year=2020)
    cell = facts_of(2020, rows=(row(level, last_level=last_level, disciplines=(carried, *others)),))
    assert ("discipline_used_twice" in codes(cell)) is refused
    if refused:
        assert found(cell, "discipline_used_twice").severity == Severity.BLOCKING


def test_last_years_discipline_does_not_touch_this_year():
    cell = facts_of(2020, rows=(row(G, disciplines=(Disciplined(REPRIMAND, date(2019, 12, 30)),)),))
    assert codes(cell) == set()


def test_rated_down_for_a_discipline_that_counts_elsewhere():
    decision = Disciplined(REPRIMAND, date(2020, 12, 30), counted_in_year=2021)
    assert codes(facts_of(2020, rows=(row(N, disciplines=(decision,)),))) == {"discipline_counted_elsewhere"}


@pytest.mark.parametrize(
    ("level", "civil", "flagged"), [(E, G, True), (G, C, True), (C, N, True), (N, N, False), (G, E, False)]
)
def test_higher_as_a_member_than_as_an_official(level, civil, flagged: bool):
    assert ("above_civil_level" in codes(facts_of(rows=(row(level, civil_level=civil),)))) is flagged


def test_not_completed_as_an_official_is_trigger_t2():
    cell = facts_of(rows=(row(C, civil_level=N),))
    assert found(cell, "above_civil_level").clause == cell.rules.trigger("T2").clause


@pytest.mark.parametrize(
    ("leading", "level", "own", "flagged"),
    [
        (Leading.HEAD, E, G, True),
        (Leading.HEAD, G, G, False),
        (Leading.MEMBER, E, G, False),
        (Leading.HEAD, None, G, False),
        (Leading.HEAD, E, None, False),
    ],
)
def test_head_above_the_collective(leading, level, own, flagged: bool):
    leader = Leader(3, "Trần Văn Mẫu", leading, level)
    assert ("head_above_collective" in codes(facts_of(own=Own(own), leaders=(leader,)))) is flagged


@pytest.mark.parametrize(
    ("facts", "event"),
    [
        ({"belongs": False, "left_on": date(2020, 9, 1)}, "01/09/2020"),
        ({"belongs": False}, "does not belong"),
        ({"ended": Ended(LifeEvent.Kind.DIED, date(2020, 9, 2))}, "Died on 02/09/2020"),
        ({"belongs": False, "ended": Ended(LifeEvent.Kind.EXPELLED, date(2020, 9, 3))}, "Expelled on 03/09/2020"),
        ({"belongs": False, "ended": Ended(LifeEvent.Kind.TRANSFERRED_OUT, date(2019, 9, 3))}, "03/09/2019"),
    ],
)
def test_rated_though_gone(facts: dict, event: str):
    finding = found(facts_of(rows=(row(G, **facts),)), "rated_though_gone")
    assert finding.severity == Severity.BLOCKING
    with translation.override("en"):
        assert event in finding.sentence
    assert "rated_though_gone" not in codes(facts_of(rows=(row(None, **facts),)))


def test_rated_in_two_places():
    assert codes(facts_of(rows=(row(G, elsewhere="Chi bộ 9"),))) == {"rated_elsewhere"}


def test_rated_while_temporarily_elsewhere():
    assert codes(facts_of(rows=(row(G, away="Chi bộ Trường"),))) == {"rated_while_away"}
    assert codes(facts_of(rows=(row(None, away="Chi bộ Trường"),))) == set()


@pytest.mark.parametrize("resting", [LifeEvent.Kind.EXEMPTED, LifeEvent.Kind.SUSPENDED])
def test_exempt_or_suspended_and_rated(resting):
    assert codes(facts_of(rows=(row(G, resting=resting),))) == {"resting_rated"}


@pytest.mark.parametrize(
    ("reason", "resting", "note", "expected"),
    [
        ("exempt", LifeEvent.Kind.EXEMPTED, "", set()),
        ("exempt", LifeEvent.Kind.SUSPENDED, "", {"reason_against_file"}),
        ("suspended", None, "", {"reason_against_file"}),
        ("new_member", None, "", {"reason_against_file"}),
        ("new_organization", None, "", {"reason_against_file"}),
        ("pending", None, "", set()),
        ("other", None, "  ", {"other_reason_without_note"}),
        ("other", None, "Đi học dài hạn ở nước ngoài", set()),
    ],
)
def test_reasons_for_not_being_rated(reason: str, resting, note: str, expected: set[str]):
    assert codes(facts_of(rows=(row(None, reason=reason, resting=resting, note=note),))) == expected


def test_rows_begun_and_left_without_a_level():
    half = [row(None, self_level=G), row(None, note="hỏi lại"), row(None, civil_level=G), row(None, self_level=None)]
    assert [codes(facts_of(rows=(each,))) for each in half] == [{"half_filled"}] * 3 + [set()]


@pytest.mark.parametrize(("votes", "present", "flagged"), [(5, 10, True), (6, 10, False), (3, 5, False), (0, 0, True)])
def test_more_than_half_of_the_votes(votes: int, present: int, flagged: bool):
    cell = facts_of(rows=(row(G, ballot_present=present, ballot_for=votes), *rows(*[None] * 10)[1:]))
    assert ("majority_missing" in codes(cell)) is flagged


def test_only_full_members_vote():
    probationary = row(None, member_id=8, official_on=None)
    cell = facts_of(rows=(row(G, ballot_present=2, ballot_for=2), probationary))
    assert found(cell, "more_voters_than_members").params["full"] == 1


def test_what_is_missing_for_many_is_said_once():
    without = [row(G, member_id=number, ballot_for=None, self_level=None) for number in range(5)]
    cell = facts_of(rows=tuple(without))
    assert found(cell, "ballot_missing").params == {"count": 5}
    assert found(cell, "self_review_missing").params == {"count": 5}
    assert found(cell, "self_review_missing").severity == Severity.INFO


@pytest.mark.parametrize(
    ("year", "severity"),
    [(2016, None), (2018, Severity.WARNING), (2021, Severity.WARNING), (2024, Severity.WARNING), (2025, Severity.INFO)],
    ids=["hd27", "hd16", "hd21", "qd124", "qd366"],
)
def test_missing_votes_need_a_reason_where_the_rules_ask_for_a_ballot(year, severity):
    without = facts_of(year, rows=(row(G, ballot_for=None),))
    missing = [finding for finding in judge(without) if finding.code == "ballot_missing"]
    assert [finding.severity for finding in missing] == ([severity] if severity else [])
    voted = facts_of(year, rows=(row(G, ballot_present=9, ballot_for=8), *rows(*[C] * 9)))
    assert "ballot_missing" not in codes(voted)
    assert "ballot_missing" not in codes(facts_of(year, rows=(row(None, reason="pending", ballot_for=None),)))


def test_two_years_not_completed_is_only_for_consideration():
    finding = found(facts_of(rows=(row(N, last_level=N),)), "two_years_not_completed")
    assert finding.severity == Severity.INFO
    assert finding.clause.document.number == "QĐ 29-QĐ/TW"


@pytest.mark.parametrize(
    ("opened_on", "flagged"), [(date(2020, 7, 1), True), (date(2020, 6, 30), False), (date(2020, 12, 1), True)]
)
def test_organization_founded_less_than_six_months_ago(opened_on: date, flagged: bool):
    assert ("new_organization_rated" in codes(facts_of(own=Own(G), opened_on=opened_on))) is flagged
    assert codes(facts_of(own=Own(None, "new_organization"), opened_on=opened_on)) == set()


def test_own_other_reason_needs_a_note():
    assert codes(facts_of(own=Own(None, "other"))) == {"own_reason_without_note"}
    assert codes(facts_of(own=Own(None, "other", "Đang giải thể"))) == set()


@pytest.mark.parametrize(
    ("ledger", "flagged"),
    [(Ledger(10, 2, 1, 11), False), (Ledger(10, 2, 1, 12), True), (Ledger(10, 0, 0, 9), True), (Ledger(), False)],
)
def test_opening_plus_joined_minus_left_is_closing(ledger: Ledger, flagged: bool):
    assert ("ledger_does_not_balance" in codes(facts_of(ledger=ledger))) is flagged


@pytest.mark.parametrize(
    ("kind", "policy", "code", "severity"),
    [
        (Kind.GRASSROOTS_CELL, CapPolicy(RatingYear.CapBase.GOOD_ONLY), "members_over_cap", Severity.WARNING),
        (Kind.GRASSROOTS_CELL, ENFORCED, "members_over_cap", Severity.BLOCKING),
        (Kind.SUBORDINATE_CELL, ENFORCED, "cell_over_cap", Severity.INFO),
    ],
)
def test_more_excellent_members_than_the_cap(kind, policy, code: str, severity: Severity):
    over, within = rows(*[E] * 2, *[G] * 9), rows(*[E] * 2, *[G] * 10)
    finding = found(facts_of(kind=kind, policy=policy, rows=over), code)
    assert (finding.severity, finding.member_id) == (severity, None)
    assert (finding.params["most"], finding.params["over"]) == (1, 1)
    assert code not in codes(facts_of(kind=kind, policy=policy, rows=within))


def test_a_committee_is_held_to_the_cap_of_all_its_members_and_of_each_kind_below():
    cells, sections = children(E, *[G] * 5), children(E, *[G] * 4, kind=Kind.SECTION)
    members = Counts(excellent=3, good=14)
    committee = facts_of(kind=Kind.GRASSROOTS_COMMITTEE, members=members, children=cells + sections)
    caps = {"members_over_cap", "children_over_cap_section", "children_over_cap_subordinate_cell"}
    assert codes(committee) & caps == {"members_over_cap", "children_over_cap_section"}


def test_among_its_like_an_organization_is_warned_but_never_stopped():
    siblings = Counts(excellent=14, good=67)
    finding = found(facts_of(own=Own(E), policy=ENFORCED, siblings=siblings), "siblings_over_cap")
    assert finding.severity == Severity.WARNING
    assert "siblings_over_cap" not in codes(facts_of(own=Own(G), siblings=siblings))
    assert "siblings_over_cap" not in codes(facts_of(own=Own(E), siblings=Counts(excellent=13, good=68)))


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ({"officials_summoned": 40, "officials_attended": 39}, set()),
        ({"officials_attended": 39}, {"half_a_pair_officials_attended"}),
        ({"revenue": 100, "revenue_previous": 95}, set()),
        ({"revenue": 200, "revenue_previous": 100}, set()),
        ({"revenue": 201, "revenue_previous": 100}, {"unlikely_growth"}),
        ({"revenue": 49, "revenue_previous": 100}, {"unlikely_growth"}),
        ({"revenue": 5, "revenue_previous": 0}, set()),
        ({"revenue": 100}, {"half_a_pair_revenue"}),
        ({"officials_summoned": 19, "officials_attended": 19}, {"fewer_summoned_than_members"}),
        ({"political_task_level": 2}, {"above_political_task"}),
        ({"political_task_level": 3}, set()),
    ],
)
def test_work_results(numbers: dict, expected: set[str]):
    work = WorkResult(**numbers)
    committee = facts_of(kind=Kind.GRASSROOTS_COMMITTEE, own=Own(G), members=Counts(good=20), work=work)
    assert codes(committee) == expected


def test_work_results_not_entered_or_against_last_years():
    assert codes(facts_of(kind=Kind.GRASSROOTS_COMMITTEE)) == {"work_missing"}
    work = WorkResult(revenue=100, revenue_previous=90)
    committee = facts_of(kind=Kind.GRASSROOTS_COMMITTEE, work=work, last_revenue=91)
    assert codes(committee) == {"revenue_differs_from_last_year"}


def test_gravest_first_and_keyed_by_row():
    cell = facts_of(rows=(row(N, last_level=N), row(G, member_id=8, belongs=False), row(E, member_id=9, civil_level=G)))
    findings = judge(cell)
    assert [finding.severity for finding in findings[:2]] == [Severity.BLOCKING, Severity.WARNING]
    assert findings[0].key == "rated_though_gone:8"
    assert worst(findings) == Severity.BLOCKING


def test_a_finding_is_worded_in_the_readers_language():
    finding = found(facts_of(rows=(row(E, civil_level=G),)), "above_civil_level")
    with translation.override("en"):
        assert "only “Good completion of tasks” as an official" in finding.sentence
        english = finding.advice
    with translation.override("vi"):
        assert finding.advice != english
