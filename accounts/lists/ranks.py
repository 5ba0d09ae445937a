"""Fields that hold one of a few codes, in the order of their words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, Value, When

from ui.vietnamese import collation_key


def by_words(field: str, choices: Iterable[tuple[Any, Any]]) -> Case:
    """As the words are sorted in the reader's language."""
    listed = sorted(choices, key=lambda choice: collation_key(str(choice[1])))
    return Case(*(When(**{field: code}, then=Value(rank)) for rank, (code, _words) in enumerate(listed)))
