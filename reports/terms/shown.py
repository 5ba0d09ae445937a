"""A term as its own page shows it."""

from __future__ import annotations

from django.utils.translation import gettext

from reports.indicators.catalogue import BY_CODE
from reports.indicators.definitions import Indicator
from reports.indicators.verdicts import bound_of
from reports.models import Target, Term
from reports.scorecard.wording import bound_words
from ui.components import Fact
from ui.moments import day


def facts(term: Term) -> list[Fact]:
    years = {"first": term.first_year, "last": term.last_year}
    found = [
        Fact(gettext("From"), day(term.starts_on)),
        Fact(gettext("Until"), day(term.ends_on)),
        Fact(gettext("Rating years"), gettext("%(first)s to %(last)s") % years),
    ]
    if ended := ending(term):
        found.append(Fact(gettext("Ended early"), ended))
    if continued := continuing(term):
        found.append(Fact(gettext("Continues"), continued))
    return found


def ending(term: Term) -> str:
    if not term.ended_early:
        return ""
    words = gettext("by decision %(number)s; it was to last until %(day)s")
    return words % {"number": term.ended_by, "day": day(term.meant_until)}


def continuing(term: Term) -> str:
    if (before := term.continues) is None:
        return ""
    return gettext("term %(term)s of %(organization)s") % {"term": before, "organization": before.root}


def name_of(target: Target) -> str:
    return measure_name(BY_CODE[target.indicator], target.part)


def measure_name(indicator: Indicator, part_code: str) -> str:
    part = next((each for each in indicator.parts if each.code == part_code), None)
    if part is None:
        return str(indicator.name)
    return gettext("%(indicator)s: %(part)s") % {"indicator": indicator.name, "part": part.name}


def bound_in_words(target: Target) -> str:
    words = bound_words(bound_of(target), BY_CODE[target.indicator].unit, Target.Period(target.period))
    return words or gettext("no bound, only reported")


def targets(term: Term) -> list[tuple[Target, str, str]]:
    return [(each, name_of(each), bound_in_words(each)) for each in term.targets.order_by("position", "pk")]
