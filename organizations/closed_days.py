"""Something was entered with a day of the past: floors above say what comes of it where that year is closed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib import messages

from accounts.models import User
from accounts.policy import Request
from organizations.models import Organization


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
