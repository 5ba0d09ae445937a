"""2018, Guide 16-HD/BTCTW under Regulation 132-QĐ/TW: the first year of the four levels."""

from datetime import date
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from ratings.levels import Level, NotRatedReason
from ratings.rules import checks, texts
from ratings.rules.base import CapRule, Clause, Condition, Document, NotCompletedLimit, RatedPart, RuleSet, Trigger
from ratings.rules.documents import QD29, QD132

HD16 = Document("HD 16-HD/BTCTW", date(2018, 9, 24))

RULES = RuleSet(
    code="hd16",
    documents=(QD132, HD16),
    known_by=(HD16,),
    first_year=2018,
    member_levels=texts.FOUR_LEVELS,
    organization_levels=texts.FOUR_LEVELS,
    # It lists only the exempt; the suspended were added by HD 21.
    not_rated={
        NotRatedReason.EXEMPT: Clause(HD16, texts.NOT_RATED[NotRatedReason.EXEMPT]),
        NotRatedReason.PENDING: Clause(HD16, texts.NOT_RATED[NotRatedReason.PENDING], assumed=True),
        NotRatedReason.OTHER: Clause(HD16, texts.NOT_RATED[NotRatedReason.OTHER], assumed=True),
    },
    cap=CapRule(
        percent=20,
        members=Clause(HD16, texts.CAP_MEMBERS, assumed=True),
        organizations=Clause(HD16, texts.CAP_ORGANIZATIONS, assumed=True),
    ),
    conditions=(
        Condition(Level.EXCELLENT, 100, 80, Clause(HD16, texts.CONDITION_EXCELLENT, assumed=True)),
        Condition(Level.GOOD, 100, 50, Clause(HD16, texts.CONDITION_GOOD, assumed=True)),
    ),
    limits=(
        NotCompletedLimit(
            RatedPart.MEMBERS, Fraction(20, 100), cells_only=True, clause=Clause(HD16, texts.CELL_LIMIT, assumed=True)
        ),
    ),
    triggers=(
        Trigger("T1", Clause(HD16, texts.DISCIPLINED)),
        Trigger("T2", Clause(HD16, texts.CIVIL_NOT_COMPLETED, assumed=True)),
        Trigger("T3", Clause(HD16, texts.HALF_OF_TASKS, assumed=True)),
        Trigger("T4", Clause(HD16, texts.DEGENERATION, assumed=True)),
        Trigger("T5", Clause(HD16, texts.COLLECTIVE_DISCIPLINED, assumed=True)),
        Trigger("T6", Clause(HD16, texts.CELL_LIMIT, assumed=True)),
        Trigger("T7", Clause(HD16, texts.CONDITION_EXCELLENT, assumed=True), bars=(Level.EXCELLENT,)),
        Trigger("T8", Clause(HD16, texts.CONDITION_GOOD, assumed=True), bars=(Level.GOOD,)),
        Trigger("T11", Clause(HD16, texts.SELF_REVIEW, assumed=True)),
        Trigger("T12", Clause(QD29, texts.TWO_YEARS, _("item 8"))),
    ),
    civil=Clause(HD16, texts.CIVIL_AS_PARTY, assumed=True),
    head=Clause(QD132, texts.HEAD, assumed=True),
    task=Clause(HD16, texts.TASK, assumed=True),
    ballot=Clause(HD16, texts.BALLOT, assumed=True),
    checks=(*checks.FOUR_LEVELS, *checks.CONDITIONS, "above_political_task"),
)
