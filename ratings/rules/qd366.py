"""2025 on, Regulation 366-QĐ/TW with Guide 43-HD/BTCTW: 100 points, with conditions beside them.

Article 11 has no conditions on the levels of those below (100, 80, 50 %) and no limit in a cell: results below are
among the points. Its point 11.4 lists what is not completed for collectives, leaders and members apart.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _

from ratings.grounds import Cause
from ratings.levels import Level, NotRatedReason
from ratings.rules import checks, forms, texts, texts366
from ratings.rules.base import CapRule, Clause, Document, RuleSet, Trigger
from ratings.rules.documents import QD24
from ratings.rules.scoring import PointsRule, QuarterRule, Subject, TaskRule

QD366 = Document("QĐ 366-QĐ/TW", date(2025, 8, 30))
KL198 = Document("KL 198-KL/TW", date(2025, 10, 8))
HD43 = Document("HD 43-HD/BTCTW", date(2025, 10, 31))
CV10072 = Document("CV 10072-CV/BTCTW", date(2025, 11, 6))
# Of a guide of one Party committee, not of the centre.
HD03_VATM = Document("HD 03-HD/TVĐU", date(2026, 9, 10))
HD02 = Document("HD 02-HD/BTCTW", date(2026, 5, 22))
HD06 = Document("HD 06-HD/TW", date(2025, 6, 9))
ARTICLE_11 = _("Article 11")
EXCELLENT = _("Article 11(1)")
GOOD = _("Article 11(2)")
COMPLETED = _("Article 11(3)")
NOT_COMPLETED = _("Article 11(4)")
CAP = _("Article 11(1.5)")
NO_REVIEW = _("Article 5(2.1)")

COLLECTIVE, LEADER, MEMBER = Subject
PEOPLE = (LEADER, MEMBER)
LEADING = (LEADER, COLLECTIVE)

TRIGGERS = (
    Trigger("T2", Clause(HD43, texts.CIVIL_NOT_COMPLETED, assumed=True), cause=Cause.OFFICIAL, subjects=PEOPLE),
    Trigger(
        "T3",
        Clause(QD366, texts366.HALF_OF_TASKS, _("Article 11(4.2)")),
        cause=Cause.TASKS,
        subjects=(MEMBER,),
        least_done=50,
    ),
    Trigger(
        "T4",
        Clause(QD366, texts366.DEGENERATION, NOT_COMPLETED),
        cause=Cause.DEGENERATION,
        subjects=(*LEADING, MEMBER),
    ),
    Trigger(
        "T5",
        Clause(QD366, texts366.LEADERSHIP, NOT_COMPLETED),
        cause=Cause.DISCIPLINED,
        subjects=(COLLECTIVE,),
        from_reprimand=True,
    ),
    Trigger("T9", Clause(QD366, texts366.SUBORDINATE, EXCELLENT), bars=(Level.EXCELLENT,)),
    Trigger("T11", Clause(HD43, texts.SELF_REVIEW, assumed=True)),
    Trigger("T12", Clause(QD24, texts.TWO_YEARS, _("item 8"), assumed=True)),
    Trigger("T13", Clause(QD366, texts366.DUTY, NOT_COMPLETED), cause=Cause.DISCIPLINED, subjects=PEOPLE),
    Trigger(
        "T14",
        Clause(QD366, texts366.SEVENTY_OF_TASKS, NOT_COMPLETED),
        cause=Cause.TASKS,
        subjects=LEADING,
        least_done=70,
    ),
    Trigger("T15", Clause(QD366, texts366.UNITS, _("Article 11(4.1)")), cause=Cause.UNITS, subjects=(LEADER,)),
    Trigger(
        "T16", Clause(QD366, texts366.CONFIDENCE, _("Article 11(4.1)")), cause=Cause.CONFIDENCE, subjects=(LEADER,)
    ),
    Trigger(
        "T17", Clause(QD366, texts366.CORRUPTION, _("Article 11(4.1)")), cause=Cause.CORRUPTION, subjects=(LEADER,)
    ),
    Trigger("T18", Clause(QD366, texts366.CADRES, NOT_COMPLETED), cause=Cause.CADRES, subjects=(COLLECTIVE,)),
    Trigger("T19", Clause(QD366, texts366.DISUNITY, NOT_COMPLETED), cause=Cause.DISUNITY, subjects=(COLLECTIVE,)),
    Trigger(
        "T20", Clause(QD366, texts366.EXEMPLARITY, _("Article 11(4.2)")), cause=Cause.EXEMPLARITY, subjects=(MEMBER,)
    ),
)

STILL_RATED = (
    Clause(HD43, texts366.SICK_LEAVE, _("point 7.5")),
    Clause(HD43, texts366.TEMPORARY, _("point 7.6")),
    Clause(HD43, texts366.SUSPENDED_FROM_OFFICE, _("point 7.7")),
)

RULES = RuleSet(
    code="qd366",
    documents=(QD366, KL198, HD43, CV10072, HD06),
    known_by=(QD366, HD43),
    first_year=2025,
    member_levels=texts.FOUR_LEVELS,
    organization_levels=texts.FOUR_LEVELS,
    not_rated={
        NotRatedReason.EXEMPT: Clause(QD366, texts.NO_REVIEW[NotRatedReason.EXEMPT], NO_REVIEW),
        NotRatedReason.SUSPENDED: Clause(QD366, texts.NO_REVIEW[NotRatedReason.SUSPENDED], NO_REVIEW),
        NotRatedReason.NEW_MEMBER: Clause(QD366, texts.NO_REVIEW[NotRatedReason.NEW_MEMBER], NO_REVIEW),
        NotRatedReason.NEW_ORGANIZATION: Clause(HD43, texts.NOT_RATED[NotRatedReason.NEW_ORGANIZATION], assumed=True),
        NotRatedReason.PENDING: Clause(HD43, texts.NOT_RATED[NotRatedReason.PENDING], assumed=True),
        NotRatedReason.OTHER: Clause(HD43, texts.NOT_RATED[NotRatedReason.OTHER], assumed=True),
    },
    cap=CapRule(
        percent=20,
        members=Clause(QD366, texts366.CAP, CAP),
        organizations=Clause(QD366, texts366.CAP, CAP),
        by_title_group=True,
        raised_to=25,
        rounding=Clause(HD03_VATM, texts366.ROUNDING, _("part III.6"), assumed=True),
        heads=Clause(HD03_VATM, texts366.HEADS, _("part III.6"), assumed=True),
    ),
    triggers=TRIGGERS,
    civil=Clause(HD43, texts.CIVIL_AS_PARTY, assumed=True),
    head=Clause(QD366, texts.HEAD, assumed=True),
    # Article 12 has neither ballot nor threshold.
    ballot=Clause(HD43, texts.BALLOT, assumed=True),
    ballot_binds=False,
    order=Clause(QD366, texts366.ORDER, _("Articles 7(3) and 12(2)")),
    violation=Clause(QD366, texts366.VIOLATION, _("Article 11(4.3)")),
    points=PointsRule(
        {Level.EXCELLENT: 90, Level.GOOD: 70, Level.COMPLETED: 50, Level.NOT_COMPLETED: 0},
        Clause(QD366, texts366.POINTS, ARTICLE_11),
    ),
    tasks=(
        TaskRule(
            Level.EXCELLENT, Clause(QD366, texts366.EXCELLENT_TASKS, EXCELLENT), above=30, shortcomings_fixed=True
        ),
        TaskRule(Level.GOOD, Clause(QD366, texts366.GOOD_TASKS, GOOD)),
        TaskRule(Level.COMPLETED, Clause(QD366, texts366.COMPLETED_TASKS, COMPLETED), late=20),
    ),
    quarters=QuarterRule(
        2026,
        Clause(HD02, texts366.ONE_QUARTER, assumed=True),
        Clause(HD02, texts366.TWO_QUARTERS, assumed=True),
    ),
    still_rated=STILL_RATED,
    notes=(
        *STILL_RATED,
        Clause(HD43, texts366.DECIDES, _("part 3")),
        Clause(HD06, texts366.COMMENDATION, _("part 19")),
    ),
    forms=forms.HD43,
    checks=(
        *checks.FOUR_LEVELS,
        *checks.UNDER_SIX_MONTHS,
        *checks.POINTS_AND_TASKS,
        *checks.GROUNDS,
        *checks.QUARTERS,
        "leadership_disciplined",
        "disciplined_below",
        "head_before_collective",
    ),
)
