"""Who was written to on which day."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class Reminder(models.Model):
    """That a person was written to on a day. The row comes before the letter: a letter may be lost, never repeated."""

    user = models.ForeignKey(User, models.PROTECT, related_name="reminders", verbose_name=_("user"))
    day = models.DateField(_("day"))
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    class Meta:
        ordering = ["-day", "pk"]
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "day"],
                name="reminder_once_a_day",
                violation_error_message=_("This person was written to today already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.day:%d/%m/%Y}"
