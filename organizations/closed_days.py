"""Something was entered with a day of the past: floors above say what comes of it where that year is closed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.utils.translation import gettext, ngettext

from accounts.models import User
from accounts.policy import Request
from organizations.models import Organization
from ui.numbers import format_integer


@dataclass(frozen=True)
class Entered:
    """`lasts`: it holds from the day on, as a membership does, and so for each year after."""

    organization: Organization
    on: date
    lasts: bool = False


Says = Callable[[Sequence[Entered], User], str]
_asked: list[Says] = []


def ask(say: Says) -> None:
    """Each app that has something to say names it once, when it starts. "" for nothing."""
    if say not in _asked:
        _asked.append(say)


def tell(request: Request, *entered: Entered) -> None:
    """Beside the word that it is done: nobody is kept from entering it."""
    for say in _asked:
        if words := say(entered, request.user):
            messages.warning(request, words)


@dataclass(frozen=True)
class ClosedYear:
    """`paths`: of its root and what was merged into it; `day`: on which it says who belonged where."""

    year: int
    day: date
    paths: tuple[str, ...]

    def holds(self, on: date, path: str) -> bool:
        return on.year == self.year and path.startswith(self.paths)

    def is_reached(self, since: date, path: str) -> bool:
        """By what lasts. `path`: on the day of the year."""
        return since <= self.day and path.startswith(self.paths)


Lists = Callable[[], Iterable[ClosedYear]]
_lists: list[Lists] = []
# The note of a row that is brought in.
LATE = "late"


def list_by(lists: Lists) -> None:
    """As with `ask`."""
    if lists not in _lists:
        _lists.append(lists)


def closed_years() -> list[ClosedYear]:
    return [each for lists in _lists for each in lists()]


def told_of_row(years: Iterable[int]) -> str:
    named = ", ".join(map(str, sorted(years)))
    return gettext("closed years %(years)s: beside their figures") % {"years": named}


def told_of_rows(count: int) -> str:
    sentence = ngettext(
        "%(count)s row has a day in a closed year. It does not change the figures of that year: it stands beside them "
        "as “entered after closing”.",
        "%(count)s rows have a day in a closed year. They do not change the figures of these years: they stand beside "
        "them as “entered after closing”.",
        count,
    )
    return sentence % {"count": format_integer(count)}
