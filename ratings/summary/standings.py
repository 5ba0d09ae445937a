"""How a row of the summary stands, in words: what its figures and the lists behind them have in common."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext

from ratings.grounds import Cause
from ratings.levels import LegacyLevel, Level, NotRatedReason
from ratings.summary.causes import UNSTATED, cause_name

RATED, NOT_RATED, EMPTY = "rated", "not_rated", "empty"
# Not rated or not entered yet; the same without those exempt.
UNRATED, NOT_YET = "unrated", "not_yet"
LEVELS = {str(level.value): level for level in Level}
REASONS = tuple(NotRatedReason.values)
NOT_EXEMPT = tuple(reason for reason in REASONS if reason != NotRatedReason.EXEMPT)
# Until 2017 "good" had two names: form 7A counts one of them among the clean and strong.
CLEAN, LEGACY_GOOD, LEGACY_UNTOLD = "clean", "legacy_good", "legacy_untold"


def cause_word(code: str) -> str:
    return f"cause_{code or 'unstated'}"


CAUSES = {cause_word(code): (code,) for code in (*Cause.values, UNSTATED)}
# Part D of form 7B; what stands in none of its four lines is told beside them.
UNQUALIFIED: dict[str, tuple[str, ...]] = {
    "unqualified_1": (Cause.DISCIPLINED.value,),
    "unqualified_2": (Cause.FOUND_AT_REVIEW.value,),
    "unqualified_3": tuple(each.value for each in (Cause.OFFICIAL, Cause.TASKS, Cause.UNITS, Cause.POINTS)),
    "unqualified_4": (Cause.DISUNITY.value,),
}
_NAMED = {code for codes in UNQUALIFIED.values() for code in codes}
OTHERWISE = "unqualified_5"
BY_CAUSE = {**CAUSES, **UNQUALIFIED, OTHERWISE: tuple(code for code in Cause.values if code not in _NAMED)}

WITH_EMPTY = ("", UNRATED, NOT_YET)
KNOWN = (
    *(RATED, NOT_RATED, EMPTY, UNRATED, NOT_YET, CLEAN, LEGACY_GOOD, LEGACY_UNTOLD),
    *LEVELS,
    *REASONS,
    *BY_CAUSE,
)

_FILLED = Q(level__isnull=False) | ~Q(not_rated_reason="")
_REASON_GIVEN = Q(level=None) & ~Q(not_rated_reason="")
_STANDING = {
    RATED: Q(level__isnull=False),
    NOT_RATED: _REASON_GIVEN,
    UNRATED: _REASON_GIVEN,
    NOT_YET: _REASON_GIVEN & ~Q(not_rated_reason=NotRatedReason.EXEMPT),
}
_LEGACY = {
    CLEAN: Q(level=Level.EXCELLENT) | Q(level=Level.GOOD, legacy_level=LegacyLevel.CLEAN_STRONG),
    LEGACY_GOOD: Q(level=Level.GOOD, legacy_level=LegacyLevel.GOOD),
    LEGACY_UNTOLD: Q(level=Level.GOOD, legacy_level=""),
}


def standing(of: str, *, of_members: bool) -> Q:
    """Of rows that name their cause as `why`; what only organisations have is no member's."""
    if of in LEVELS:
        return Q(level=LEVELS[of])
    if of in REASONS:
        return Q(level=None, not_rated_reason=of)
    if of in BY_CAUSE:
        return Q(level=Level.NOT_COMPLETED, why__in=BY_CAUSE[of])
    if of in _LEGACY:
        return Q(pk__in=[]) if of_members else _LEGACY[of]
    return _STANDING.get(of, _FILLED)


def words(of: str, names: Mapping[Level, str | Promise]) -> str:
    if of in LEVELS:
        return str(names[LEVELS[of]])
    if of in REASONS:
        return str(NotRatedReason(of).label)
    if of in BY_CAUSE:
        causes = "; ".join(cause_name(code) for code in BY_CAUSE[of])
        return f"{names[Level.NOT_COMPLETED]}: {causes}"
    if of in _LEGACY:
        return str({CLEAN: LegacyLevel.CLEAN_STRONG, LEGACY_GOOD: LegacyLevel.GOOD}.get(of, Level.GOOD).label)
    return {
        RATED: gettext("rated"),
        NOT_RATED: gettext("not rated"),
        EMPTY: gettext("not entered yet"),
        UNRATED: gettext("not rated or not entered yet"),
        NOT_YET: gettext("not rated yet"),
    }.get(of, "")
