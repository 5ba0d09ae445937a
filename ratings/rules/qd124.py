"""2023 and 2024, Regulation 124-QĐ/TW with Guide 25-HD/BTCTW: what was not seen there stands as in HD 21."""

from datetime import date
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from ratings.levels import Level, NotRatedReason
from ratings.rules import checks, forms, texts
from ratings.rules.base import CapRule, Clause, Condition, Document, NotCompletedLimit, RatedPart, RuleSet, Trigger
from ratings.rules.documents import QD24

QD124 = Document("QĐ 124-QĐ/TW", date(2023, 10, 4))
HD25 = Document("HD 25-HD/BTCTW", date(2023, 11, 10))
ARTICLE_5 = _("Article 5(2)")
ARTICLE_12 = _("Article 12")

RULES = RuleSet(
    code="qd124",
    documents=(QD124, HD25),
    known_by=(QD124, HD25),
    first_year=2023,
    member_levels=texts.FOUR_LEVELS,
    organization_levels=texts.FOUR_LEVELS,
    not_rated={
        NotRatedReason.EXEMPT: Clause(QD124, texts.NO_REVIEW[NotRatedReason.EXEMPT], ARTICLE_5),
        NotRatedReason.SUSPENDED: Clause(QD124, texts.NO_REVIEW[NotRatedReason.SUSPENDED], ARTICLE_5),
        NotRatedReason.NEW_MEMBER: Clause(QD124, texts.NO_REVIEW[NotRatedReason.NEW_MEMBER], ARTICLE_5),
        NotRatedReason.NEW_ORGANIZATION: Clause(HD25, texts.NOT_RATED[NotRatedReason.NEW_ORGANIZATION], assumed=True),
        NotRatedReason.PENDING: Clause(HD25, texts.NOT_RATED[NotRatedReason.PENDING], assumed=True),
        NotRatedReason.OTHER: Clause(HD25, texts.NOT_RATED[NotRatedReason.OTHER], assumed=True),
    },
    cap=CapRule(
        percent=20,
        members=Clause(QD124, texts.CAP_GROUPS, ARTICLE_12),
        organizations=Clause(QD124, texts.CAP_GROUPS, ARTICLE_12),
    ),
    conditions=(
        Condition(Level.EXCELLENT, 100, 80, Clause(HD25, texts.CONDITION_EXCELLENT, assumed=True)),
        Condition(Level.GOOD, 100, 50, Clause(HD25, texts.CONDITION_GOOD, assumed=True)),
    ),
    limits=(
        NotCompletedLimit(
            RatedPart.MEMBERS, Fraction(20, 100), cells_only=True, clause=Clause(HD25, texts.CELL_LIMIT, assumed=True)
        ),
    ),
    triggers=(
        Trigger("T2", Clause(HD25, texts.CIVIL_NOT_COMPLETED, assumed=True)),
        Trigger("T3", Clause(HD25, texts.HALF_OF_TASKS, assumed=True)),
        Trigger("T4", Clause(HD25, texts.DEGENERATION, assumed=True)),
        Trigger("T5", Clause(HD25, texts.COLLECTIVE_DISCIPLINED, assumed=True)),
        Trigger("T6", Clause(HD25, texts.CELL_LIMIT, assumed=True)),
        Trigger("T7", Clause(HD25, texts.CONDITION_EXCELLENT, assumed=True), bars=(Level.EXCELLENT,)),
        Trigger("T8", Clause(HD25, texts.CONDITION_GOOD, assumed=True), bars=(Level.GOOD,)),
        Trigger("T9", Clause(QD124, texts.SUBORDINATE_REMEDIED, ARTICLE_12), bars=Level.good_or_better()),
        Trigger("T11", Clause(HD25, texts.SELF_REVIEW, assumed=True)),
        Trigger("T12", Clause(QD24, texts.TWO_YEARS, _("item 8"))),
        Trigger("T13", Clause(QD124, texts.FINER_EXCEPTIONS, assumed=True)),
    ),
    civil=Clause(HD25, texts.CIVIL_AS_PARTY, assumed=True),
    head=Clause(QD124, texts.HEAD, assumed=True),
    task=Clause(QD124, texts.TASK, ARTICLE_12),
    ballot=Clause(HD25, texts.BALLOT, assumed=True),
    forms=forms.HD25,
    checks=(
        *checks.FOUR_LEVELS,
        *checks.UNDER_SIX_MONTHS,
        *checks.CONDITIONS,
        "disciplined_below",
        "above_political_task",
    ),
)
