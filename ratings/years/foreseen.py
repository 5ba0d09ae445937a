"""What a correction will make of the figures of the year: done, looked at and rolled back."""

from __future__ import annotations

from collections.abc import Collection
from hashlib import blake2s
from typing import Any

from django.db import transaction

from ratings.models import RatingYear
from ratings.summary.earlier import Changed, changes, tables_at
from ratings.summary.form import summary_of
from ratings.years.corrections import correct_year


def foresee(*, rating_year: RatingYear, keys: Collection[str], **decision: Any) -> list[Changed]:
    """Raises what the correction raises."""
    root = rating_year.root
    with transaction.atomic():
        number = correct_year(rating_year=rating_year, keys=keys, **decision).number
        summary = summary_of(rating_year, root)
        before, after = (tables_at(summary, rating_year, root, each) for each in (number - 1, number))
        transaction.set_rollback(True)
    return changes(before, after)


def seal(rating_year: RatingYear, keys: Collection[str]) -> str:
    """Of what the figures were foreseen: these rows, on the newest edition."""
    newest = rating_year.editions.order_by("number").values_list("number", flat=True).last()
    return blake2s(repr((newest, sorted(keys))).encode(), digest_size=8).hexdigest()
