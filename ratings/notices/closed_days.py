"""What is entered with a day in a closed year: where it is shown, and how it enters the figures."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import Permission
from organizations.closed_days import ClosedYear, Entered
from organizations.models import Place
from organizations.roots import may_at, successor_of
from organizations.tree import STEP
from ratings.models import Edition, RatingYear
from ratings.register.reading import fixed_years
from ui.days import written
from ui.root_addresses import address_of
from ui.words import named


def said(entered: Sequence[Entered], by: User) -> str | SafeString:
    """Empty where no year that it touches is closed."""
    years = _closed(entered)
    if not years:
        return ""
    sentence = gettext(
        "Closed: %(years)s. What you entered stands beside the figures as “entered after closing”; only a correction "
        "brings it into them."
    ) % {"years": ", ".join(map(_since, years))}
    mine = [each for each in years if may_at(by, each.root, Permission.CORRECT_YEARS)]
    return format_html("{} {} {}", sentence, _ways(mine), _others(years, mine))


def listed() -> list[ClosedYear]:
    return [ClosedYear(each.year, each.day, tuple(each.paths)) for each in fixed_years()]


def _since(year: RatingYear) -> str:
    if year.closed_at is None:
        return str(year.year)
    day = written(timezone.localdate(year.closed_at))
    return gettext("%(year)s (since %(day)s)") % {"year": year.year, "day": day}


def _ways(years: Sequence[RatingYear]) -> SafeString:
    ways = ((_address(each), gettext("Correct %(year)s") % {"year": each.year}) for each in years)
    return format_html_join(", ", '<a href="{}">{}</a>', ways)


def _others(years: Sequence[RatingYear], mine: Sequence[RatingYear]) -> str:
    """Who corrects what this person cannot."""
    roots = dict.fromkeys(str(successor_of(each.root)) for each in years if each not in mine)
    return gettext("Corrected by the organisation board of %(roots)s.") % {"roots": named(list(roots))} if roots else ""


def _address(year: RatingYear) -> str:
    return address_of(year.root_id, reverse("ratings:correct_year", args=[year.year]))


def _closed(entered: Sequence[Entered]) -> list[RatingYear]:
    touched = Q(pk__in=[])
    for each in entered:
        of_root = Q(root__path=_path(each)[:STEP])
        touched |= of_root & (Q(year__gte=each.on.year) if each.lasts else Q(year=each.on.year))
    fixed = RatingYear.objects.select_related("root").filter(
        state=RatingYear.State.CLOSED, pk__in=Edition.objects.values("rating_year")
    )
    return [year for year in fixed.filter(touched).order_by("year") if _reached(year, entered)]


def _reached(year: RatingYear, entered: Sequence[Entered]) -> bool:
    """What begins after the day of the year holds from the next one on."""
    return any(each.on.year == year.year or (each.lasts and each.on <= year.day) for each in entered)


def _path(entered: Entered) -> str:
    """Where the organisation stood on the day, or else stands."""
    there = Place.objects.on(entered.on).filter(organization=entered.organization).values_list("path", flat=True)
    return there.first() or entered.organization.path
