"""2025 on, Regulation 366-QĐ/TW with Guide 43-HD/BTCTW: 100 points, with conditions beside them.

The conditions on organisations below (100, 80, 50 %) and the limit in a cell were not seen in these and are not
carried over.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _

from ratings.levels import Level
from ratings.rules import checks, texts
from ratings.rules.base import CapRule, Clause, Document, RuleSet, Trigger
from ratings.rules.documents import QD24

QD366 = Document("QĐ 366-QĐ/TW", date(2025, 8, 30))
KL198 = Document("KL 198-KL/TW", date(2025, 10, 8))
HD43 = Document("HD 43-HD/BTCTW", date(2025, 10, 31))
CV10072 = Document("CV 10072-CV/BTCTW", date(2025, 11, 6))
ARTICLE_11 = _("Article 11")

RULES = RuleSet(
    code="qd366",
    documents=(QD366, KL198, HD43, CV10072),
    known_by=(QD366, HD43),
    first_year=2025,
    member_levels=texts.FOUR_LEVELS,
    organization_levels=texts.FOUR_LEVELS,
    not_rated={reason: Clause(HD43, text, assumed=True) for reason, text in texts.NOT_RATED.items()},
    cap=CapRule(
        percent=20,
        members=Clause(HD43, texts.CAP_GROUPS, assumed=True),
        organizations=Clause(HD43, texts.CAP_GROUPS, assumed=True),
    ),
    triggers=(
        Trigger("T2", Clause(HD43, texts.CIVIL_NOT_COMPLETED, assumed=True)),
        Trigger("T3", Clause(QD366, texts.ON_TIME, ARTICLE_11)),
        Trigger("T4", Clause(HD43, texts.DEGENERATION, assumed=True)),
        Trigger("T9", Clause(QD366, texts.SUBORDINATE_DISCIPLINED, ARTICLE_11), bars=(Level.EXCELLENT,)),
        Trigger("T11", Clause(HD43, texts.SELF_REVIEW, assumed=True)),
        Trigger("T12", Clause(QD24, texts.TWO_YEARS, _("item 8"), assumed=True)),
        Trigger("T13", Clause(QD366, texts.FINER_EXCEPTIONS, assumed=True)),
    ),
    civil=Clause(HD43, texts.CIVIL_AS_PARTY, assumed=True),
    head=Clause(QD366, texts.HEAD, assumed=True),
    ballot=Clause(HD43, texts.BALLOT, assumed=True),
    checks=(*checks.FOUR_LEVELS, *checks.UNDER_SIX_MONTHS, "disciplined_below"),
)
