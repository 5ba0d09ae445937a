"""A closed year in words, for every page and home where its sheets can only be read."""

from __future__ import annotations

from django.utils.translation import gettext

from ratings.models import RatingYear, Sheet
from ratings.progress.board import progress_of
from ui.moments import day


def locked_words(rating_year: RatingYear) -> str:
    """When and by which decision, as far as it is known: years that came with their data have neither."""
    said = {"year": rating_year, "at": day(rating_year.closed_at), "number": rating_year.closing_number}
    if rating_year.brought_in:
        return gettext("%(year)s was decided on paper, and brought in from a file.") % said
    if rating_year.closing_number:
        words = gettext("%(year)s was closed on %(at)s, by decision %(number)s of %(day)s.")
        return words % {**said, "day": day(rating_year.closing_decided_on)}
    if rating_year.closed_at:
        return gettext("%(year)s was closed on %(at)s.") % said
    return gettext("%(year)s is closed.") % said


def from_file_words(sheet: Sheet) -> str:
    """Who brought it in and when; its decision, as far as the file told it."""
    said = {"who": sheet.saved_by, "at": day(sheet.saved_at), "number": sheet.decision_number}
    if sheet.decision_number and sheet.decided_on:
        words = gettext("Brought in from a file by %(who)s on %(at)s; decision %(number)s of %(day)s.")
        return words % {**said, "day": day(sheet.decided_on)}
    if sheet.decision_number:
        return gettext("Brought in from a file by %(who)s on %(at)s; decision %(number)s.") % said
    return gettext("Brought in from a file by %(who)s on %(at)s.") % said


def left_words(sheet: Sheet) -> str:
    """What the close found on the sheet."""
    if sheet.is_from_file:
        return from_file_words(sheet)
    if sheet.state == Sheet.State.APPROVED:
        return gettext("This sheet is approved.")
    if sheet.state == Sheet.State.SUBMITTED:
        words = gettext("This sheet is submitted and not approved: the organisation has no decided level of %(year)s.")
        return words % {"year": sheet.rating_year}
    words = gettext("This sheet is not submitted (%(progress)s): the organisation has no level of %(year)s.")
    (progress,) = progress_of(sheet.rating_year, [sheet.organization])
    return words % {"progress": progress.progress_words, "year": sheet.rating_year}
