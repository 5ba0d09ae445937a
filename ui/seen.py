"""What a person had before them when a form was opened, so that a change made meanwhile by another is noticed."""

import json
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from typing import Any


def seen(record: Any, fields: Iterable[str]) -> str:
    """A digest: a browser sends back each line end of a hidden text as CR LF, which would read as a change."""
    values = [plain(getattr(record, name)) for name in fields]
    return sha256(json.dumps(values).encode()).hexdigest()


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
