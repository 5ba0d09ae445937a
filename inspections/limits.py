"""How long a case may take, where a rule that we have read says so.

Guide 02-HD/UBKTTW of 12/9/2017 gives thematic supervision 30 working days at the province, 25 at the
level above the grassroots, 20 at a
grassroots organisation, from the day on which the subject's own report is received. The register holds no such day, so
days are counted from the decision, which comes earlier: a case past its limit here is to be looked at, not condemned.
No limit of an inspection was found.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import gettext

from inspections.models import Body, Case
from ui.working_days import working_days

OF_THE_PROVINCE, ABOVE_GRASSROOTS, OF_THE_GRASSROOTS = 30, 25, 20
_ABOVE = (Body.SUPERIOR_COMMITTEE, Body.SUPERIOR_STANDING, Body.SUPERIOR_ADVISORY, Body.SUPERIOR_COMMISSION)


@dataclass(frozen=True)
class Spent:
    """Working days since the decision. `limit`: None where none is known."""

    case: Case
    days: int
    limit: int | None

    @property
    def over(self) -> int:
        return max(0, self.days - self.limit) if self.limit else 0


def spent(case: Case, today: date) -> Spent:
    return Spent(case, working_days(case.opened_on, today), limit_of(case))


def limit_of(case: Case) -> int | None:
    if case.kind != Case.Kind.SUPERVISION:
        return None
    if case.body == Body.PROVINCIAL:
        return OF_THE_PROVINCE
    return ABOVE_GRASSROOTS if case.body in _ABOVE else OF_THE_GRASSROOTS


def past_limit(today: date) -> list[Q]:
    """For each limit the cases that are past it, so that the database finds them."""
    supervision = Q(kind=Case.Kind.SUPERVISION)
    grassroots = [body for body in Body if body not in (*_ABOVE, Body.PROVINCIAL)]
    limits = ((OF_THE_PROVINCE, [Body.PROVINCIAL]), (ABOVE_GRASSROOTS, _ABOVE), (OF_THE_GRASSROOTS, grassroots))
    return [supervision & Q(body__in=bodies, opened_on__lt=_last_in_time(limit, today)) for limit, bodies in limits]


def _last_in_time(limit: int, today: date) -> date:
    """The earliest day from which not more than `limit` working days have passed."""
    first = today - timedelta(days=limit // 5 * 7)
    while working_days(first - timedelta(days=1), today) <= limit:
        first -= timedelta(days=1)
    return first


def limit_rule() -> str:
    return gettext(
        "Supervision by a body above the grassroots: 25 working days, of a grassroots organisation: 20 (Guide "
        "02-HD/UBKTTW of 12/9/2017). Counted from the decision, because the day of the subject's report is not "
        "recorded; holidays are not taken out."
    )
