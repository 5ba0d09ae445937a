"""Other rules for a year in which sheets are entered: what follows for them, and when it is refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from ratings import rules
from ratings.grounds import QUARTERS
from ratings.levels import NotRatedReason
from ratings.models import MemberRating, OrganizationRating, RaisedCap, RatingYear, Sheet, SheetQuerySet
from ratings.rules import RuleSet
from ui.numbers import format_integer
from ui.refusals import Refused

NO_ROW = Q(pk__in=[])
POINTS = Q(points_common__isnull=False) | Q(points_results__isnull=False)
WITHOUT_POINTS = Q(level__isnull=False, points_common=None, points_results=None)
TASKS = Q(tasks_given__isnull=False) | Q(shortcomings_fixed__isnull=False)
CAUSES = ~Q(cause="") | ~Q(exception="")
TITLES = ~Q(title_group="")
IN_QUARTERS = ~Q(**dict.fromkeys(QUARTERS, ""))


class Unfit(NamedTuple):
    """What stands in rows of members, or in the organisations' own, and does not fit other rules."""

    words: str | Promise
    members: Q
    own: Q = NO_ROW


def refuse_where_approved(rating_year: RatingYear) -> None:
    """Asked under the lock of the year's row, which whoever approves holds too (ratings.sheets.holding)."""
    if sentence := barred(rating_year):
        raise Refused(rule_set=sentence)


def barred(rating_year: RatingYear) -> str:
    """Why the year keeps its rules; empty where it may have others."""
    approved = Sheet.objects.approved().filter(rating_year=rating_year.pk).count()
    if not approved:
        return ""
    words = ngettext(
        "%(count)s sheet is approved by %(rules)s: other rules can be chosen when it is reopened by a decision.",
        "%(count)s sheets are approved by %(rules)s: other rules can be chosen when they are reopened by a decision.",
        approved,
    )
    return words % {"count": format_integer(approved), "rules": rules.by_code(rating_year.rule_set).label}


def foreseen(rating_year: RatingYear, code: str) -> list[str]:
    """In sentences with numbers; empty where nothing is entered."""
    new, sheets = rules.by_code(code), Sheet.objects.filter(rating_year=rating_year.pk)
    counted = [_said(words, count) for words, count in _counted(new, sheets, rating_year.year) if count]
    return counted + _raised(rating_year, new)


def _counted(new: RuleSet, sheets: SheetQuerySet, year: int) -> Iterator[tuple[str | Promise, int]]:
    yield _("entered, and checked by the other rules from now on"), sheets.filter(saved_at__isnull=False).count()
    submitted = sheets.filter(state=Sheet.State.SUBMITTED)
    yield (
        _("submitted after a check by the rules of now: return them, so that they are checked anew"),
        submitted.count(),
    )
    for words, members, own in (*_unknown(new, year), *_lacking(new)):
        yield words, sheets.filter(_has(MemberRating, members) | _has(OrganizationRating, own)).count()


def _has(rows: type[MemberRating] | type[OrganizationRating], like: Q) -> Exists:
    return Exists(rows._default_manager.filter(like, sheet=OuterRef("pk")))


def _unknown(new: RuleSet, year: int) -> Iterator[Unfit]:
    """Kept, and shown again under rules that ask for it."""
    if new.points is None:
        yield Unfit(_("hold points, which the other rules do not ask for: not seen and not counted"), POINTS, POINTS)
    if not new.tasks:
        yield Unfit(_("hold numbers of tasks, which the other rules do not ask for: not seen"), TASKS, TASKS)
    if not any(trigger.cause for trigger in new.triggers):
        yield Unfit(_("hold causes of “not completed”, which the other rules do not list: not seen"), CAUSES, CAUSES)
    if not new.cap.by_title_group:
        yield Unfit(_("hold groups of titles: under the other rules all members count together"), TITLES)
    if not new.asks_for_quarters(year):
        yield Unfit(_("hold levels of quarters, which the other rules do not ask for: not seen"), IN_QUARTERS)
    if not new.legacy_levels:
        yield Unfit(_("hold a name of until 2017, which the other rules do not know"), NO_ROW, ~Q(legacy_level=""))
    unknown = Q(not_rated_reason__in=[reason for reason in NotRatedReason if reason not in new.not_rated])
    yield Unfit(_("hold a reason for no rating that the other rules do not know"), unknown, unknown)


def _lacking(new: RuleSet) -> Iterator[Unfit]:
    if new.points is not None:
        yield Unfit(_("hold levels without the points that the other rules ask for"), WITHOUT_POINTS, WITHOUT_POINTS)
    if new.legacy_levels:
        nameless = Q(level__isnull=False, legacy_level="")
        yield Unfit(_("hold a level without the name of until 2017 that the other rules ask for"), NO_ROW, nameless)


def _said(words: str | Promise, count: int) -> str:
    number = ngettext("%(count)s sheet", "%(count)s sheets", count) % {"count": format_integer(count)}
    return gettext("%(number)s: %(words)s.") % {"number": number, "words": words}


def _raised(rating_year: RatingYear, new: RuleSet) -> list[str]:
    count = RaisedCap.objects.filter(rating_year=rating_year.pk).count() if new.cap.raised_to is None else 0
    words = ngettext(
        "%(count)s decision that raises a share: without effect, the other rules know no higher share.",
        "%(count)s decisions that raise a share: without effect, the other rules know no higher share.",
        count,
    )
    return [words % {"count": format_integer(count)}] if count else []
