"""What every reader of a closed year says of it: the page of its edition, the summary, the term, the board."""

from __future__ import annotations

from collections import Counter
from datetime import date

from organizations.models import Kind, Organization
from organizations.roots import Merger, mergers
from ratings import roster
from ratings.counts.measures import rated
from ratings.models import MemberRating, RatingYear, Sheet
from ratings.progress.board import progress_of
from ratings.register import reading
from ratings.summary.earlier import counts_at
from ratings.summary.form import Summary, summary_of, with_counts
from ratings.summary.lists import ListFilter, members_not_entered
from ratings.summary.subjects import GRASSROOTS
from reports.models import Term
from reports.scorecard import load

MEASURES = ("members", "grassroots", "cells")


def editions(year: RatingYear) -> dict[int, tuple]:
    """The page of each edition."""
    summary = summary_of(year, year.root)
    numbers = year.editions.values_list("number", flat=True)
    return {number: _lines(with_counts(summary, counts_at(year, year.root, number))) for number in numbers}


def agree(year: RatingYear) -> None:
    year = RatingYear.objects.select_related("root").get(pk=year.pk)
    summary = summary_of(year, year.root)
    if year.is_closed:
        assert editions(year)[year.editions.latest("number").number] == _lines(summary)
        assert not summary.is_provisional
    _as_the_board(year, summary)
    _as_the_term(year, summary)


def _lines(summary: Summary) -> tuple:
    """Without last year, and what is there for its sake."""
    lines = (*summary.organizations, *summary.sectors, *summary.members)
    told = (line for line in lines if line.total and line.subject != GRASSROOTS)
    return tuple((line.subject, line.sector, line.counts, line.waiting) for line in told)


def _as_the_board(year: RatingYear, summary: Summary) -> None:
    """Each line of the board is an organisation of the summary, and whoever belongs to one is there or rated."""
    board = progress_of(year, list(roster.rated_organizations(year, year.root).order_by("pk")))
    assert len(board) == sum(line.total for line in summary.organizations if line.subject in Kind.values)
    belonging = sum(each.total for each in board if each.organization.is_cell)
    members = reading.memberships(year)
    assert belonging == members.count() == members.filter(path__startswith=year.root.path).count()
    there = MemberRating.objects.filter(
        sheet__rating_year=year, sheet__organization__in=[p.organization for p in board]
    )
    counted = there.exclude(level=None, not_rated_reason="")
    empty = members_not_entered(ListFilter(year, year.root, of="empty")).count()
    assert summary.members[-1].total == counted.count() + empty
    assert not {p.organization.pk for p in board} ^ set(reading.places(year).values_list("organization", flat=True))


def _as_the_term(year: RatingYear, summary: Summary) -> None:
    """Unless the term is that of several years, whose roots were merged later, or had rated the year before that."""
    if any(each.successor == year.root.path and (each.on > year.day or _rated_by(each, year)) for each in mergers()):
        return
    term = Term(root=year.root, code="2022", first_year=year.year, last_year=year.year)
    found = load.sources(term, year.root, date(2026, 12, 31)).totals.get(year.year, Counter())
    told = {
        "members": summary.members[-1].counts.rated,
        "grassroots": sum(line.counts.rated for line in summary.organizations if line.subject in Kind.grassroots()),
        "cells": sum(line.counts.rated for line in summary.organizations if line.subject == Kind.SUBORDINATE_CELL),
    }
    assert {name: sum(found[each] for each in rated(name)) for name in MEASURES} == told


def _rated_by(merger: Merger, year: RatingYear) -> bool:
    """What the root that ended had rated in its own year goes on counting beside the other's."""
    own = Sheet.objects.filter(rating_year__year=year.year, rating_year__root__path=merger.predecessor)
    return own.exclude(path="").exists()


def told(year: RatingYear) -> tuple[int, int]:
    """How many members and how many grassroots organisations the term of the root tells as rated of that year alone."""
    term = Term(root=year.root, code="2022", first_year=year.year, last_year=year.year)
    root = Organization.objects.get(pk=year.root_id)
    found = load.sources(term, root, date(2026, 12, 31)).totals.get(year.year, Counter())
    members, grassroots = (sum(found[each] for each in rated(name)) for name in ("members", "grassroots"))
    return members, grassroots
