"""Days and moments as they are written here."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from ui.numbers import NO_VALUE


def day(value: date | None) -> str:
    if not value:
        return NO_VALUE
    local = timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value
    return f"{local.day:02}/{local.month:02}/{local.year:04}"


def moment(value: datetime | None) -> str:
    if not value:
        return NO_VALUE
    local = timezone.localtime(value)
    return f"{day(local)} {local.hour:02}:{local.minute:02}"
