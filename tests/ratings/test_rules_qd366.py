"""2025 on: the table of Regulation 366-QĐ/TW, Article 11, line by line; R1 to R33 are those of docs/domain.md."""

import pytest

from inspections.models import Discipline
from members.offices import Leading
from ratings.findings import Severity
from ratings.findings.entered import Grounds
from ratings.findings.facts import Disciplined, Leader, Own
from ratings.grounds import Cause, TitleGroup
from ratings.levels import NotRatedReason
from ratings.rules import rules_for
from ratings.rules.scoring import Subject
from tests.ratings.checked import C, E, G, Kind, N, children, codes, facts_of, found, row, rows

RULES = rules_for(2025)
LEADER, STAFF, OUTSIDE, HEAD = TitleGroup
REPRIMAND, WARNING = Discipline.Form.REPRIMAND, Discipline.Form.WARNING


def points(common: int, results: int, **more) -> Grounds:
    """In hundredths, as they are stored."""
    return Grounds(points_common=common, points_results=results, **more)


def tasks(given: int, done: int, late: int = 0, above: int = 0, fixed: bool | None = True, **more) -> Grounds:
    return Grounds(
        tasks_given=given, tasks_done=done, tasks_late=late, tasks_above=above, shortcomings_fixed=fixed, **more
    )


def member(level, grounds: Grounds, group: str = STAFF, **more):
    return facts_of(2025, rows=(row(level, grounds=grounds, title_group=group, **more),))


def collective(level, grounds: Grounds, **more):
    return facts_of(2025, Kind.GRASSROOTS_COMMITTEE, own=Own(level, grounds=grounds), **more)


def leader(level, grounds: Grounds):
    return member(level, grounds, LEADER)


def head(level, grounds: Grounds):
    """Judged apart from the share of the members, and by the rules of who leads in all else."""
    return member(level, grounds, HEAD)


EACH = pytest.mark.parametrize("judged", [member, leader, head, collective])


# R6: 30 + 70 points, bands at 90, 70 and 50.
@EACH
@pytest.mark.parametrize(
    ("common", "results", "band"),
    [
        (3000, 7000, E),
        (3000, 6000, E),
        (2999, 6000, G),
        (3000, 5999, G),
        (2000, 5000, G),
        (2000, 4999, C),
        (1500, 3500, C),
        (1500, 3499, N),
        (0, 0, N),
    ],
)
def test_the_band_of_points(judged, common: int, results: int, band):
    for level in (E, G, C, N):
        judgement = codes(judged(level, points(common, results, cause="")))
        assert ("above_points_band" in judgement) is (level > band), level
        assert ("below_points_band" in judgement) is (level < band), level


def test_the_band_is_named_in_words_with_its_clause():
    finding = found(member(E, points(2850, 6049)), "above_points_band")
    assert (finding.severity, finding.params["points"], finding.params["band"]) == (Severity.WARNING, "88,99", G.label)
    assert str(finding.clause).startswith("QĐ 366-QĐ/TW")


@pytest.mark.parametrize(("level", "severity"), [(G, Severity.INFO), (C, Severity.WARNING), (N, Severity.WARNING)])
def test_only_a_fifth_can_be_excellent_so_good_below_the_band_needs_no_word(level, severity):
    assert found(member(level, points(3000, 6500)), "below_points_band").severity == severity


def test_a_named_cause_explains_a_level_below_the_band():
    assert "below_points_band" not in codes(member(N, points(3000, 6500, cause=Cause.DEGENERATION)))


def test_half_of_the_points_says_nothing_about_a_level():
    half = codes(member(N, Grounds(points_common=3000, cause=Cause.POINTS)))
    assert "half_points" in half
    assert not half & {"below_points_band", "points_missing", "cause_against_numbers"}


def test_points_not_entered_are_a_note_with_their_number():
    cell = facts_of(2025, own=Own(G), rows=rows(G, G, C))
    assert found(cell, "points_missing").params == {"count": 3}
    assert found(cell, "points_missing").severity == found(cell, "own_points_missing").severity == Severity.INFO


# R7: all on time and well, 30 % above, all earlier shortcomings made good.
@EACH
@pytest.mark.parametrize(
    ("entered", "code"),
    [
        (tasks(10, 10, above=3), None),
        (tasks(10, 10, above=2), "tasks_not_above"),
        (tasks(100, 100, above=29), "tasks_not_above"),
        (tasks(100, 100, above=30), None),
        (tasks(100, 100, late=1, above=30), "tasks_late"),
        (tasks(100, 99, above=30), "tasks_not_done"),
        (tasks(10, 10, above=3, fixed=False), "shortcomings_open"),
    ],
)
def test_tasks_of_an_excellent_level(judged, entered: Grounds, code: str | None):
    assert against_level(judged(E, entered)) == ({code} if code else set())


def against_level(facts) -> set[str]:
    return codes(facts) & {"tasks_not_above", "tasks_late", "tasks_not_done", "shortcomings_open", "too_few_tasks"}


@pytest.mark.parametrize(
    "entered",
    [Grounds(), tasks(10, 10, above=3, fixed=None), Grounds(tasks_given=10, tasks_done=10, shortcomings_fixed=True)],
)
def test_an_excellent_level_without_its_numbers_is_a_note(entered: Grounds):
    finding = found(member(E, entered), "tasks_missing")
    assert (finding.severity, finding.params) == (Severity.INFO, {"count": 1})
    assert "tasks_missing" not in codes(member(G, entered))


@pytest.mark.parametrize(("own", "flagged"), [(E, True), (G, False), (C, False)])
def test_an_organization_below_disciplined_bars_excellent(own, flagged: bool):
    assert ("disciplined_below" in codes(collective(own, Grounds(), disciplined_below=("Chi bộ 2",)))) is flagged


# R8: all on time. R9: all done, at most a fifth late.
@EACH
@pytest.mark.parametrize(
    ("level", "entered", "code"),
    [
        (G, tasks(10, 10), None),
        (G, tasks(10, 10, fixed=False), None),
        (G, tasks(100, 100, late=1), "tasks_late"),
        (G, tasks(100, 99), "tasks_not_done"),
        (C, tasks(10, 10, late=2), None),
        (C, tasks(100, 100, late=20), None),
        (C, tasks(100, 100, late=21), "tasks_late"),
        (C, tasks(100, 99), "tasks_not_done"),
        (N, tasks(10, 10, late=10, cause=Cause.OTHER), None),
    ],
)
def test_tasks_of_the_other_levels(judged, level, entered: Grounds, code: str | None):
    assert against_level(judged(level, entered)) == ({code} if code else set())


def test_tasks_not_given_or_not_entered_judge_nothing():
    for entered in (tasks(0, 0), Grounds(tasks_given=10), Grounds()):
        assert not against_level(member(C, entered))


# R10 to R12: below what share of tasks nothing is completed.
@pytest.mark.parametrize(
    ("judged", "done", "flagged"),
    [
        (member, 50, False),
        (member, 49, True),
        (leader, 70, False),
        (leader, 69, True),
        (collective, 70, False),
        (collective, 69, True),
    ],
)
def test_too_few_tasks_for_any_level(judged, done: int, flagged: bool):
    assert ("too_few_tasks" in codes(judged(C, tasks(100, done)))) is flagged
    assert "too_few_tasks" not in codes(judged(N, tasks(100, done)))
    assert "too_few_tasks" not in codes(judged(C, tasks(100, done, exception="Bão số 3")))


@pytest.mark.parametrize("group", ["", STAFF, OUTSIDE])
def test_whoever_is_not_said_to_lead_is_judged_as_a_member(group: str):
    assert "too_few_tasks" not in codes(member(C, tasks(100, 60), group))


def test_each_has_a_list_of_causes_of_its_own():
    named = {subject: {trigger.cause for trigger in RULES.grounds(subject)} for subject in Subject}
    everywhere = {Cause.DISCIPLINED, Cause.DEGENERATION, Cause.TASKS}
    assert named[Subject.MEMBER] == everywhere | {Cause.EXEMPLARITY, Cause.OFFICIAL}
    assert named[Subject.LEADER] == everywhere | {Cause.UNITS, Cause.CONFIDENCE, Cause.CORRUPTION, Cause.OFFICIAL}
    assert named[Subject.COLLECTIVE] == everywhere | {Cause.CADRES, Cause.DISUNITY}


@pytest.mark.parametrize(
    ("judged", "cause", "flagged"),
    [
        (member, Cause.CONFIDENCE, True),
        (leader, Cause.CONFIDENCE, False),
        (collective, Cause.CONFIDENCE, True),
        (member, Cause.CADRES, True),
        (collective, Cause.CADRES, False),
        (member, Cause.EXEMPLARITY, False),
        (leader, Cause.UNITS, False),
        (collective, Cause.OFFICIAL, True),
        (member, Cause.FOUND_AT_REVIEW, False),
    ],
)
def test_a_cause_of_somebody_elses_list(judged, cause: Cause, flagged: bool):
    assert ("cause_of_others" in codes(judged(N, Grounds(cause=cause)))) is flagged


@EACH
def test_not_completed_names_its_cause(judged):
    assert found(judged(N, Grounds()), "cause_missing").severity == Severity.WARNING
    assert "cause_missing" not in codes(judged(N, Grounds(cause=Cause.DISCIPLINED)))
    assert "cause_missing" not in codes(judged(C, Grounds()))
    assert "cause_not_told" in codes(judged(N, Grounds(cause=Cause.OTHER)))


def test_another_cause_is_told_in_the_note():
    assert "cause_not_told" not in codes(member(N, Grounds(cause=Cause.OTHER), note="Bỏ sinh hoạt đảng"))


@EACH
def test_a_cause_settles_the_level_unless_it_is_said_why_it_does_not_count(judged):
    assert "cause_against_level" in codes(judged(C, Grounds(cause=Cause.DEGENERATION)))
    excepted = judged(C, Grounds(cause=Cause.DEGENERATION, exception="Tự phát hiện, đã khắc phục"))
    assert "cause_against_level" not in codes(excepted)
    assert found(excepted, "exception_claimed").severity == Severity.INFO
    assert "exception_claimed" not in codes(judged(N, Grounds(cause=Cause.DEGENERATION, exception="Bão số 3")))


@pytest.mark.parametrize(
    ("judged", "entered", "flagged"),
    [
        (member, tasks(100, 50, cause=Cause.TASKS), True),
        (member, tasks(100, 49, cause=Cause.TASKS), False),
        (leader, tasks(100, 69, cause=Cause.TASKS), False),
        (collective, tasks(100, 70, cause=Cause.TASKS), True),
        (member, Grounds(cause=Cause.TASKS), False),
        (member, points(1500, 3500, cause=Cause.POINTS), True),
        (member, points(1500, 3499, cause=Cause.POINTS), False),
        (member, Grounds(cause=Cause.POINTS), False),
    ],
)
def test_a_cause_that_the_numbers_do_not_bear_out(judged, entered: Grounds, flagged: bool):
    assert ("cause_against_numbers" in codes(judged(N, entered))) is flagged


# R10 and R11: discipline of a member; R12: of the leadership, from reprimand on.
@pytest.mark.parametrize("group", [STAFF, LEADER, HEAD])
def test_a_disciplined_member(group: str):
    disciplined = {"disciplines": (Disciplined(REPRIMAND, facts_of(2025).day),)}
    finding = found(member(C, Grounds(), group, **disciplined), "disciplined_above_not_completed")
    assert str(finding.clause) == "QĐ 366-QĐ/TW, điểm 4 Điều 11"
    excepted = member(C, Grounds(exception="Đã tự giác báo cáo, khắc phục"), group, **disciplined)
    assert "disciplined_above_not_completed" not in codes(excepted)
    assert "disciplined_above_not_completed" not in codes(member(N, Grounds(), group, **disciplined))


@pytest.mark.parametrize("form", [REPRIMAND, WARNING])
@pytest.mark.parametrize(("own", "flagged"), [(G, True), (C, True), (N, False)])
def test_a_leader_disciplined_in_any_form(form, own, flagged: bool):
    leading = Leader(3, "Trần Văn Mẫu", Leading.MEMBER, G, (Disciplined(form, facts_of(2025).day),))
    assert ("leadership_disciplined" in codes(collective(own, Grounds(), leaders=(leading,)))) is flagged
    excepted = collective(own, Grounds(exception="Xảy ra ở đơn vị cũ"), leaders=(leading,))
    assert "leadership_disciplined" not in codes(excepted)


# R13
def test_conditions_of_earlier_years_are_not_carried_over():
    committee = facts_of(2025, Kind.GRASSROOTS_COMMITTEE, own=Own(E), children=children(*[G] * 5, *[N] * 5))
    assert "conditions_below" not in codes(committee)
    assert "too_many_members_not_completed" not in codes(facts_of(2025, own=Own(G), rows=rows(*[N] * 5, *[G] * 5)))


# R15
def test_sick_leave_bars_nothing():
    assert RULES.trigger("T10") is None
    assert any("sick" in str(note.text) or "ốm" in str(note.text) for note in RULES.notes)


# R22
@pytest.mark.parametrize(
    ("own", "head", "leading", "flagged"),
    [
        (Own(), G, Leading.HEAD, True),
        (Own(G), G, Leading.HEAD, False),
        (Own(reason=NotRatedReason.NEW_ORGANIZATION), G, Leading.HEAD, False),
        (Own(), None, Leading.HEAD, False),
        (Own(), G, Leading.MEMBER, False),
    ],
)
def test_the_collective_is_rated_before_its_head(own, head, leading, flagged: bool):
    facts = facts_of(2025, own=own, leaders=(Leader(3, "Trần Văn Mẫu", leading, head),))
    assert ("head_before_collective" in codes(facts)) is flagged
    assert "head_before_collective" not in codes(facts_of(2024, own=own, leaders=facts.leaders))


# R23
def test_the_ballot_is_a_mere_note():
    lost = {"ballot_present": 10, "ballot_for": 5}
    assert found(member(G, Grounds(), **lost), "majority_missing").severity == Severity.INFO
    assert found(facts_of(2024, rows=(row(G, **lost),)), "majority_missing").severity == Severity.WARNING


def test_earlier_years_ask_for_no_points_tasks_or_causes():
    for year in (2016, 2018, 2020, 2024):
        asked = facts_of(year, own=Own(N), rows=(row(N, grounds=points(3000, 7000)), row(E)))
        assert not codes(asked) & {"above_points_band", "below_points_band", "points_missing", "cause_missing"}
        assert not codes(asked) & {"tasks_missing", "own_points_missing", "cause_against_level"}


# 1.2: what is settled, and what is still open.
def test_what_is_to_be_confirmed():
    assert {reason for reason, clause in RULES.not_rated.items() if clause.assumed} == {
        NotRatedReason.NEW_ORGANIZATION,
        NotRatedReason.PENDING,
        NotRatedReason.OTHER,
    }
    assert [trigger.code for trigger in RULES.triggers if trigger.clause.assumed] == ["T2", "T11", "T12"]
    assert RULES.civil.assumed
    assert RULES.head.assumed
    assert RULES.ballot.assumed
    assert not RULES.cap.members.assumed
    assert not RULES.cap.organizations.assumed


def test_triggers():
    assert [trigger.code for trigger in RULES.triggers] == [
        "T2", "T3", "T4", "T5", "T9", "T11", "T12", "T13", "T14", "T15", "T16", "T17", "T18", "T19", "T20",
    ]  # fmt: skip


# R29: quarters of who leads or manages, from 2026 on.
FAILED, WELL, STUDIED, NO_RESULT = "failed", "good", "study", ""


@pytest.mark.parametrize(
    ("quarters", "level", "barred", "in_a_row"),
    [
        ((WELL, WELL, WELL, WELL), E, False, False),
        ((NO_RESULT,) * 4, E, False, False),
        ((STUDIED, WELL, NO_RESULT, NO_RESULT), E, False, False),
        ((FAILED, WELL, WELL, WELL), E, True, False),
        ((WELL, WELL, WELL, FAILED), E, True, False),
        ((FAILED, WELL, WELL, WELL), G, False, False),
        ((FAILED, WELL, FAILED, WELL), G, False, False),
        ((FAILED, STUDIED, FAILED, WELL), G, False, False),
        ((WELL, FAILED, FAILED, WELL), C, False, True),
        ((WELL, WELL, FAILED, FAILED), E, True, True),
        ((FAILED, FAILED, NO_RESULT, NO_RESULT), None, False, True),
    ],
)
@pytest.mark.parametrize("group", [LEADER, HEAD])
def test_quarters_of_one_who_leads(quarters, level, barred, in_a_row, group):
    facts = {"rows": (row(level, title_group=group, quarters=quarters),)}
    judgement = codes(facts_of(2026, **facts))
    assert ("quarter_bars_excellent" in judgement, "quarters_in_a_row" in judgement) == (barred, in_a_row)
    assert not {"quarter_bars_excellent", "quarters_in_a_row"} & codes(facts_of(2025, **facts))


@pytest.mark.parametrize("group", [STAFF, OUTSIDE, ""])
def test_quarters_say_nothing_of_members_without_an_office(group):
    judged = facts_of(2026, rows=(row(E, title_group=group, quarters=(FAILED,) * 4),))
    assert not {"quarter_bars_excellent", "quarters_in_a_row"} & codes(judged)


def test_what_quarters_say_is_no_wall_and_waits_to_be_confirmed():
    judged = facts_of(2026, rows=(row(E, title_group=LEADER, quarters=(FAILED, FAILED, "", "")),))
    one, two = found(judged, "quarter_bars_excellent"), found(judged, "quarters_in_a_row")
    assert (one.severity, two.severity) == (Severity.WARNING, Severity.INFO)
    assert one.clause.assumed
    assert two.clause.assumed
    assert str(one.clause).startswith("HD 02-HD/BTCTW")
