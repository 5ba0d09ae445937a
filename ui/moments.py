"""Days and moments as they are written here."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext, ngettext

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


def near(value: datetime) -> str:
    """As people say it while it is near: minutes, today, yesterday; then the day."""
    local, now = timezone.localtime(value), timezone.localtime()
    minutes = int((now - local).total_seconds() // 60)
    clock = f"{local.hour:02}:{local.minute:02}"
    if 0 <= minutes < 60:
        return ngettext("%(count)s minute ago", "%(count)s minutes ago", minutes) % {"count": max(minutes, 1)}
    if local.date() == now.date():
        return gettext("Today, %(time)s") % {"time": clock}
    if (now.date() - local.date()).days == 1:
        return gettext("Yesterday, %(time)s") % {"time": clock}
    return day(local)
