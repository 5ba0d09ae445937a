"""Questions about a year's work that an office asks of its organisations: its catalogue, extended without code."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from organizations.models import Kind, Organization, Sector
from organizations.roots import of_root
from stored.fields import LineField

FIRST_YEAR, LAST_YEAR = 2000, 2100
ASKED = "asked"
"""What the measures of answers begin with, so that none is taken for a built-in one."""
TWICE = _("This question stands in the catalogue already for that year. Change that one.")
OTHERS = _("Choose one of the listed values.")


class AnswerType(models.TextChoices):
    COUNT = "count", _("Whole number")
    AMOUNT = "amount", _("Amount of money")
    YES_NO = "yes_no", _("Yes or no")
    LEVEL = "level", _("Level")
    DAY = "day", _("Day")
    TOPIC = "topic", _("Short text")
    SESSIONS = "sessions", _("List of sessions, each with its day and topic")

    @property
    def is_number(self) -> bool:
        return self in (AnswerType.COUNT, AnswerType.AMOUNT)

    @property
    def is_counted(self) -> bool:
        """Whether the answers of many add up to something."""
        return self not in (AnswerType.DAY, AnswerType.TOPIC)


class YearlyQuestionQuerySet(models.QuerySet["YearlyQuestion"]):
    def editable_by(self, user: User) -> YearlyQuestionQuerySet:
        """Who keeps the rating years of a root keeps its questions; the policy of the page asks for that permission."""
        return self.filter(of_root(user))

    def of_year(self, year: int) -> YearlyQuestionQuerySet:
        return self.filter(Q(last_year=None) | Q(last_year__gte=year), first_year__lte=year)

    def within_years(self, first: int, last: int) -> YearlyQuestionQuerySet:
        return self.filter(Q(last_year=None) | Q(last_year__gte=first), first_year__lte=last)


class YearlyQuestion(models.Model):
    """One version of a question: versions of one `code` and root follow each other in years, and are counted as one.

    `part_wording` asks for a second number, a part of the first: the two are a share, and count together or not at all.
    """

    class Chapter(models.TextChoices):
        """Of the report of a term."""

        IDEOLOGY = "ideology", _("Political and ideological work")
        MEMBERS = "members", _("Organisation, cadres and Party members")
        RATINGS = "ratings", _("Review and rating")
        INSPECTION = "inspection", _("Inspection, supervision and discipline")
        INTERNAL = "internal", _("Internal affairs, corruption and waste")
        MOBILISATION = "mobilisation", _("Mass mobilisation and grassroots democracy")
        LEADERSHIP = "leadership", _("Methods of leadership")
        SECTORS = "sectors", _("Political tasks of the sectors")

    class Audience(models.TextChoices):
        GRASSROOTS = "grassroots", _("Grassroots Party organisations")
        CELLS = "cells", _("All Party cells")

    root = models.ForeignKey(Organization, models.PROTECT, related_name="yearly_questions")
    code = LineField(_("code"), max_length=20, help_text="Names its measures in the tallies for ever.")
    number = models.PositiveSmallIntegerField(_("number of the question"))
    wording = LineField(_("question"), max_length=200)
    part_wording = LineField(_("of which"), max_length=200, blank=True)
    kind = LineField(_("kind of answer"), max_length=10, choices=AnswerType.choices)
    unit = LineField(_("unit"), max_length=30, blank=True)
    chapter = LineField(_("chapter of the report"), max_length=14, choices=Chapter.choices)
    audience = LineField(_("asked of"), max_length=12, choices=Audience.choices, default=Audience.GRASSROOTS)
    sectors = models.ManyToManyField(Sector, blank=True, related_name="+", verbose_name=_("only of these sectors"))
    first_year = models.PositiveSmallIntegerField(_("from year"))
    last_year = models.PositiveSmallIntegerField(_("until year"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("place in the order"), default=0)
    added_at = models.DateTimeField(default=timezone.now)

    objects = YearlyQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "number", "first_year"]
        verbose_name = _("yearly question")
        verbose_name_plural = _("yearly questions")
        constraints = [
            models.UniqueConstraint(
                fields=["root", "code", "first_year"], name="yearly_question_once", violation_error_message=TWICE
            ),
            models.UniqueConstraint(
                fields=["root", "number", "first_year"], name="yearly_number_once", violation_error_message=TWICE
            ),
            models.UniqueConstraint(
                fields=["root", "wording", "first_year"], name="yearly_wording_once", violation_error_message=TWICE
            ),
            models.UniqueConstraint(
                fields=["root", "code"],
                condition=Q(last_year=None),
                name="yearly_one_version_goes_on",
                violation_error_message=_("One version of a question goes on. Let the older one end the year before."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=AnswerType.values), name="yearly_kind", violation_error_message=OTHERS
            ),
            models.CheckConstraint(
                condition=Q(
                    chapter__in=[
                        "ideology",
                        "members",
                        "ratings",
                        "inspection",
                        "internal",
                        "mobilisation",
                        "leadership",
                        "sectors",
                    ]
                ),
                name="yearly_chapter",
                violation_error_message=OTHERS,
            ),
            models.CheckConstraint(
                condition=Q(audience__in=["grassroots", "cells"]),
                name="yearly_audience",
                violation_error_message=OTHERS,
            ),
            models.CheckConstraint(
                condition=~Q(wording="") & ~Q(code=""),
                name="yearly_has_wording",
                violation_error_message=_("Write the question."),
            ),
            models.CheckConstraint(
                condition=Q(part_wording="") | Q(kind__in=["count", "amount"]),
                name="yearly_part_is_of_a_number",
                violation_error_message=_("Only a number has a part. Choose “Whole number”, or leave the part empty."),
            ),
            models.CheckConstraint(
                condition=Q(first_year__gte=FIRST_YEAR, first_year__lte=LAST_YEAR),
                name="yearly_first_year",
                violation_error_message=_("Write a year between 2000 and 2100."),
            ),
            models.CheckConstraint(
                condition=Q(last_year=None) | Q(last_year__gte=F("first_year")),
                name="yearly_ends_later",
                violation_error_message=_("The last year is not before the first."),
            ),
        ]

    def __str__(self) -> str:
        return self.wording

    @property
    def answer_type(self) -> AnswerType:
        return AnswerType(self.kind)

    @property
    def printed_code(self) -> str:
        """On paper and in workbooks: never given to another question of the root."""
        return f"H{self.number:02}"

    @property
    def measure(self) -> str:
        return f"{ASKED}_{self.code}"

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Of organisations that are asked: no two of them one below the other, so that nothing is summed twice."""
        return Kind.grassroots() if self.audience == self.Audience.GRASSROOTS else Kind.cells()

    def is_of_year(self, year: int) -> bool:
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)
