"""Lists in words."""

from __future__ import annotations

from django.utils.translation import ngettext

SHOWN = 10


def named(names: list[str]) -> str:
    """A list that a person can read: the first ten, then how many more."""
    rest = len(names) - SHOWN
    more = ngettext("and %(count)s more", "and %(count)s more", rest) % {"count": rest} if rest > 0 else ""
    return ", ".join([*names[:SHOWN], *([more] if more else [])])
