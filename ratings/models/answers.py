"""What an organisation answers to the yearly questions of its office."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ratings.levels import Level
from ratings.models.sheets import Sheet
from ratings.models.yearly import YearlyQuestion
from stored.fields import LineField

MORE_THAN_ALL = _("The part is larger than the whole. Check both numbers.")
TOPIC_LENGTH = 300


class YearlyAnswer(models.Model):
    """The answer on one sheet; which column holds it, the kind of the question says. Nothing in any: not known yet."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="yearly_answers")
    question = models.ForeignKey(YearlyQuestion, models.PROTECT, related_name="answers")
    number = models.PositiveBigIntegerField(_("number given"), null=True, blank=True)
    part = models.PositiveBigIntegerField(_("of which"), null=True, blank=True)
    held = models.BooleanField(_("yes or no"), null=True, blank=True)
    level = models.PositiveSmallIntegerField(_("level"), choices=Level.choices, null=True, blank=True)
    day = models.DateField(_("day"), null=True, blank=True)
    text = LineField(_("text"), max_length=TOPIC_LENGTH, blank=True)

    class Meta:
        verbose_name = _("answer to a yearly question")
        verbose_name_plural = _("answers to yearly questions")
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "question"],
                name="yearlyanswer_once",
                violation_error_message=_("This question is answered on the sheet already."),
            ),
            models.CheckConstraint(
                condition=Q(part=None) | Q(number=None) | Q(part__lte=F("number")),
                name="yearlyanswer_part_within",
                violation_error_message=MORE_THAN_ALL,
            ),
            models.CheckConstraint(
                condition=Q(level=None) | Q(level__in=Level.values),
                name="yearlyanswer_level",
                violation_error_message=_("Choose one of the listed values."),
            ),
            models.CheckConstraint(
                condition=(Q(held=None, level=None, day=None, text=""))
                | (Q(number=None, part=None) & Q(level=None, day=None, text=""))
                | (Q(number=None, part=None) & Q(held=None, day=None, text=""))
                | (Q(number=None, part=None) & Q(held=None, level=None, text=""))
                | (Q(number=None, part=None) & Q(held=None, level=None, day=None)),
                name="yearlyanswer_of_one_kind",
                violation_error_message=_("An answer is of one kind. Load the page again and repeat the step."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.sheet}"


class YearlySession(models.Model):
    """One of several in a year, in the order of their days."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="yearly_sessions")
    question = models.ForeignKey(YearlyQuestion, models.PROTECT, related_name="sessions")
    position = models.PositiveSmallIntegerField()
    day = models.DateField(_("day"))
    topic = LineField(_("topic"), max_length=TOPIC_LENGTH)
    people = models.PositiveIntegerField(_("people"), null=True, blank=True)

    class Meta:
        ordering = ["sheet", "question", "position"]
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "question", "position"],
                name="yearlysession_once",
                violation_error_message=_("This session stands on the sheet already."),
            ),
            models.CheckConstraint(
                condition=~Q(topic=""),
                name="yearlysession_has_topic",
                violation_error_message=_("Write what the session was about."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.topic}"
