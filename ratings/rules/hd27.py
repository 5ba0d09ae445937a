"""2014 to 2017, Guide 27-HD/BTCTW: organisations had other names, which are kept beside the level they map to."""

from datetime import date
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from ratings.levels import LegacyLevel, Level, NotRatedReason
from ratings.rules import texts
from ratings.rules.base import CapRule, Clause, Document, NotCompletedLimit, RatedPart, RuleSet, Trigger
from ratings.rules.documents import QD29

HD27 = Document("HD 27-HD/BTCTW", date(2014, 9, 25))
CV1825 = Document("CV 1825-CV/BTCTW", date(2016, 11, 18))

RULES = RuleSet(
    code="hd27",
    documents=(HD27, CV1825),
    known_by=(HD27,),
    first_year=2014,
    member_levels={
        Level.EXCELLENT: _("Qualified, excellent completion of tasks"),
        Level.GOOD: _("Qualified, good completion of tasks"),
        Level.COMPLETED: _("Qualified, completion of tasks"),
        Level.NOT_COMPLETED: _("Unqualified or tasks not completed"),
    },
    # Both "clean and strong" and "good completion" of those years map to good.
    organization_levels={
        Level.EXCELLENT: LegacyLevel.MODEL.label,
        Level.GOOD: LegacyLevel.CLEAN_STRONG.label,
        Level.COMPLETED: LegacyLevel.COMPLETED.label,
        Level.NOT_COMPLETED: LegacyLevel.WEAK.label,
    },
    legacy_levels=tuple(LegacyLevel),
    not_rated={
        NotRatedReason.EXEMPT: Clause(HD27, texts.NOT_RATED[NotRatedReason.EXEMPT], assumed=True),
        NotRatedReason.PENDING: Clause(HD27, texts.NOT_RATED[NotRatedReason.PENDING], assumed=True),
        NotRatedReason.OTHER: Clause(HD27, texts.NOT_RATED[NotRatedReason.OTHER], assumed=True),
    },
    cap=CapRule(
        percent=20,
        members=Clause(HD27, texts.CAP_MEMBERS, assumed=True),
        organizations=Clause(HD27, texts.CAP_ORGANIZATIONS, assumed=True),
    ),
    limits=(
        NotCompletedLimit(
            RatedPart.CHILDREN, Fraction(1, 3), cells_only=False, clause=Clause(HD27, texts.WEAK_CHILDREN)
        ),
        NotCompletedLimit(RatedPart.MEMBERS, Fraction(1, 2), cells_only=False, clause=Clause(HD27, texts.WEAK_MEMBERS)),
    ),
    triggers=(
        Trigger("T1", Clause(HD27, texts.DISCIPLINED, assumed=True)),
        Trigger("T12", Clause(QD29, texts.TWO_YEARS, _("item 8"))),
    ),
)
