"""The board of a year as a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext

from accounts.models import User
from ratings.models import RatingYear
from ratings.progress.board import Progress
from ratings.register.stands import stand
from ui.workbooks.lists import list_workbook
from ui.workbooks.writing import Column, Value


def board_workbook(rating_year: RatingYear, listed: Sequence[Progress], chosen: Mapping[str, str], user: User) -> bytes:
    """The columns of the board and the rows that its filter shows; `chosen` is the filter in words."""
    columns = [
        Column(gettext("Code"), 12),
        Column(gettext("Party organisation"), 46),
        Column(gettext("State"), 22),
        Column(gettext("Time"), 24),
        Column(gettext("Entered"), 30),
        Column(gettext("Level"), 30),
        Column(gettext("Submitted by"), 26),
    ]
    title, fixed = gettext("Yearly rating %(year)s") % {"year": rating_year.year}, stand(rating_year)
    return list_workbook(
        name=gettext("Board"),
        title=f"{title}. {fixed.words}" if fixed else title,
        chosen=chosen,
        by=user,
        columns=columns,
        rows=[_progress_row(progress) for progress in listed],
        frozen_columns=2,
    )


def _progress_row(progress: Progress) -> list[Value]:
    return [
        progress.organization.code,
        progress.organization.name,
        progress.state_words,
        progress.time_words,
        progress.progress_words,
        str(progress.level_words),
        progress.submitted_by,
    ]
