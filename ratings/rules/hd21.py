"""2019 to 2022, Guide 21-HD/BTCTW under Regulation 132-QĐ/TW."""

from datetime import date
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from ratings.levels import Level
from ratings.rules import checks, forms, texts
from ratings.rules.base import CapRule, Clause, Condition, Document, NotCompletedLimit, RatedPart, RuleSet, Trigger
from ratings.rules.documents import QD29, QD132

HD21 = Document("HD 21-HD/BTCTW", date(2019, 10, 18))

RULES = RuleSet(
    code="hd21",
    documents=(QD132, HD21),
    known_by=(HD21,),
    first_year=2019,
    member_levels=texts.FOUR_LEVELS,
    organization_levels=texts.FOUR_LEVELS,
    not_rated={reason: Clause(HD21, text, _("part II.6")) for reason, text in texts.NOT_RATED.items()},
    cap=CapRule(
        percent=20,
        members=Clause(HD21, texts.CAP_MEMBERS),
        organizations=Clause(HD21, texts.CAP_ORGANIZATIONS),
    ),
    conditions=(
        Condition(Level.EXCELLENT, 100, 80, Clause(HD21, texts.CONDITION_EXCELLENT)),
        Condition(Level.GOOD, 100, 50, Clause(HD21, texts.CONDITION_GOOD)),
    ),
    limits=(
        NotCompletedLimit(RatedPart.MEMBERS, Fraction(20, 100), cells_only=True, clause=Clause(HD21, texts.CELL_LIMIT)),
    ),
    triggers=(
        Trigger("T1", Clause(HD21, texts.DISCIPLINED)),
        Trigger("T2", Clause(HD21, texts.CIVIL_NOT_COMPLETED)),
        Trigger("T3", Clause(HD21, texts.HALF_OF_TASKS)),
        Trigger("T4", Clause(HD21, texts.DEGENERATION)),
        Trigger("T5", Clause(HD21, texts.COLLECTIVE_DISCIPLINED)),
        Trigger("T6", Clause(HD21, texts.CELL_LIMIT)),
        Trigger("T7", Clause(HD21, texts.CONDITION_EXCELLENT), bars=(Level.EXCELLENT,)),
        Trigger("T8", Clause(HD21, texts.CONDITION_GOOD), bars=(Level.GOOD,)),
        Trigger("T10", Clause(HD21, texts.SICK_LEAVE), bars=Level.good_or_better()),
        Trigger("T11", Clause(HD21, texts.SELF_REVIEW)),
        Trigger("T12", Clause(QD29, texts.TWO_YEARS, _("item 8; from 30/7/2021 QĐ 24-QĐ/TW, item 8"))),
    ),
    civil=Clause(HD21, texts.CIVIL_AS_PARTY),
    head=Clause(QD132, texts.HEAD, assumed=True),
    task=Clause(HD21, texts.TASK),
    ballot=Clause(HD21, texts.BALLOT, assumed=True),
    forms=forms.HD21,
    checks=(*checks.FOUR_LEVELS, *checks.UNDER_SIX_MONTHS, *checks.CONDITIONS, "above_political_task"),
)
