"""How all that belong to one line of the board stand, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext, ngettext

from ui.numbers import format_integer


class Below(NamedTuple):
    """How many there are, and how many of them are in which state; `is_open`: whether they stand below their line."""

    total: int
    states: Sequence[tuple[str, int]] = ()
    is_open: bool = False

    @property
    def words(self) -> str:
        """What a press does, and what it shows."""
        counted = ngettext("%(count)s organisation below", "%(count)s organisations below", self.total)
        below = counted % {"count": format_integer(self.total)}
        if self.is_open:
            return gettext("Fold %(below)s") % {"below": below}
        said = ", ".join(f"{format_integer(number)} {words}" for words, number in self.states if number)
        return gettext("Show %(below)s") % {"below": f"{below} ({said})" if said else below}
