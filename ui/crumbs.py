"""Where one is: the way down to a page."""

from __future__ import annotations

from typing import NamedTuple


class Crumb(NamedTuple):
    label: str
    url: str = ""


def crumbs(*way: Crumb) -> tuple[Crumb, ...]:
    """The last of the way is the page itself, so it leads nowhere."""
    *above, page = way
    return (*above, Crumb(page.label))
