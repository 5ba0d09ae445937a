"""What keeps a term from being entered, or from being changed."""

from __future__ import annotations

from django.utils.translation import gettext, ngettext

from reports.models import Term
from reports.terms.usual import LENGTH
from ui.days import written
from ui.refusals import Refused

MOST_YEARS = 2 * LENGTH


def refuse_wrong(term: Term) -> None:
    """As it stands by itself, then beside the others of its root, then after the term that it continues."""
    _refuse_years(term)
    _refuse_beside(term)
    _refuse_continuing(term)


def _refuse_years(term: Term) -> None:
    if term.starts_on >= term.ends_on:
        raise Refused(ends_on=gettext("The term ends before it begins. Correct one of the two days."))
    if term.first_year < term.starts_on.year:
        raise Refused(first_year=gettext("The term begins after this year. Write %(year)s or later.") % _from(term))
    if term.last_year > term.ends_on.year:
        words = gettext("The term ends before this year. Write %(year)s or earlier.")
        raise Refused(last_year=words % {"year": term.ends_on.year})
    if term.last_year < term.first_year:
        raise Refused(last_year=gettext("Write the first rating year, %(year)s, or a later one.") % _first(term))
    if len(term.years) > MOST_YEARS:
        words = gettext("A term has at most %(most)s rating years. Check the years.")
        raise Refused(last_year=words % {"most": MOST_YEARS})


def _from(term: Term) -> dict[str, int]:
    return {"year": term.starts_on.year}


def _first(term: Term) -> dict[str, int]:
    return {"year": term.first_year}


def _refuse_beside(term: Term) -> None:
    """Two terms may share the year in which one gives way to the other; days they never share."""
    for other in Term.objects.filter(root=term.root_id).exclude(pk=term.pk):
        if other.starts_on <= term.ends_on and term.starts_on <= other.ends_on:
            words = gettext("The term %(term)s has days of these: it lasts from %(start)s until %(end)s.")
            said = {"term": other, "start": written(other.starts_on), "end": written(other.ends_on)}
            raise Refused(starts_on=words % said)
        earlier, later = sorted((other, term), key=lambda each: each.starts_on)
        if earlier.last_year > later.first_year:
            words = gettext("The term %(term)s has rating years of these: from %(first)s to %(last)s.")
            said = {"term": other, "first": other.first_year, "last": other.last_year}
            raise Refused(first_year=words % said)


def _refuse_continuing(term: Term) -> None:
    before = term.continues
    if before is not None and before.ends_on >= term.starts_on:
        words = gettext("That term lasts until %(day)s. What continues it begins later; or it has to be ended first.")
        raise Refused(continues=words % {"day": written(before.ends_on)})
    after = term.continued_by.order_by("starts_on").first() if term.pk else None
    if after is not None and after.starts_on <= term.ends_on:
        words = gettext("The term is continued from %(day)s on: end it before that day.")
        raise Refused(ends_on=words % {"day": written(after.starts_on)})


def why_unchangeable(term: Term) -> str:
    """Empty where it may be changed."""
    if term.ended_early:
        return gettext("The term ended early by a decision. Take that back first, then change it.")
    if term.is_fixed:
        return gettext("A report was made after the term had ended, so its days and years stand.")
    return ""


def what_is_printed(term: Term) -> str:
    """A trial, or a report of a term under way, keeps what it was made with, whatever is changed afterwards."""
    if not (count := term.reports.printed().count()):
        return ""
    words = ngettext(
        "%(count)s report of this term is made. It keeps the days, years and figures that it was made with.",
        "%(count)s reports of this term are made. They keep the days, years and figures that they were made with.",
        count,
    )
    return words % {"count": count}
