"""What a person had before them when a form was opened, so that a change made meanwhile by another is noticed."""

from collections.abc import Iterable
from datetime import date
from typing import Any


def seen(record: Any, fields: Iterable[str]) -> str:
    return "|".join(str(plain(getattr(record, name))) for name in fields)


def changes(record: Any, values: dict[str, Any]) -> dict[str, list[Any]]:
    """Old and new of what differs, as plain JSON for the audit trail."""
    return {
        name: [plain(getattr(record, name)), plain(value)]
        for name, value in values.items()
        if getattr(record, name) != value
    }


def plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str | int | bool) or value is None else str(value)
