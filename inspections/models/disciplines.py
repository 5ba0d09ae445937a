"""Decided forms of discipline."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from inspections.models.cases import Case
from members.models import Member
from organizations.models import Organization, moved_on, reach_of
from stored.fields import LineField
from ui.moments import day


def year_counted(decided_on: date, counted_in_year: int | None) -> int:
    """One violation counts in one year: in that of the decision unless another has been set (Guide 21-HD/BTCTW)."""
    return counted_in_year or decided_on.year


def counted_in(year: int) -> Q:
    """`year_counted`, of rows."""
    return Q(counted_in_year=year) | Q(counted_in_year=None, decided_on__year=year)


class DisciplineQuerySet(models.QuerySet["Discipline"]):
    def visible_to(self, user: User, permission: Permission = Permission.VIEW_CASES) -> DisciplineQuerySet:
        return self.filter(
            reach_of(user, permission, "organization__path") | moved_on(user, permission, "organization")
        )

    def announced(self) -> DisciplineQuerySet:
        """Before that nobody but the inspection commission hears of it."""
        return self.filter(announced_on__isnull=False)

    def counted_in(self, year: int) -> DisciplineQuerySet:
        return self.filter(counted_in(year))


class Discipline(models.Model):
    """A decided form of discipline (Regulation 30-QĐ/TW, Art. 35-40); it lapses a year after its announcement."""

    class Form(models.TextChoices):
        REPRIMAND = "reprimand", _("Reprimand")
        WARNING = "warning", _("Warning")
        REMOVAL_FROM_OFFICE = "removal_from_office", _("Removal from office")
        EXPULSION = "expulsion", _("Expulsion")
        DISSOLUTION = "dissolution", _("Dissolution")

        @classmethod
        def of_organizations(cls) -> tuple[Discipline.Form, ...]:
            return cls.REPRIMAND, cls.WARNING, cls.DISSOLUTION

        @classmethod
        def of_probationary_members(cls) -> tuple[Discipline.Form, ...]:
            return cls.REPRIMAND, cls.WARNING

        @classmethod
        def of_members(cls) -> tuple[Discipline.Form, ...]:
            return cls.REPRIMAND, cls.WARNING, cls.REMOVAL_FROM_OFFICE, cls.EXPULSION

    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="disciplines", verbose_name=_("case")
    )
    member = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="disciplines", verbose_name=_("Party member")
    )
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="disciplines", verbose_name=_("Party organisation")
    )
    form = LineField(_("form of discipline"), max_length=20, choices=Form.choices)
    decision_number = LineField(_("decision number"), max_length=60)
    decided_on = models.DateField(_("decided on"))
    announced_on = models.DateField(_("announced on"), null=True, blank=True)
    # One violation counts in one rating year only (Guide 21-HD/BTCTW, part II).
    counted_in_year = models.PositiveSmallIntegerField(_("counted in the rating of"), null=True, blank=True)
    # Empty: where the member was disciplined. At a former organisation it counts there (Regulation 366, Art. 11(4.3)).
    violated_at = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("where it happened")
    )
    violated_from = models.DateField(_("happened from"), null=True, blank=True)
    violated_until = models.DateField(_("happened until"), null=True, blank=True)

    objects = DisciplineQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_on", "-pk"]
        verbose_name = _("discipline")
        verbose_name_plural = _("disciplines")
        constraints = [
            models.CheckConstraint(
                condition=Q(announced_on=None) | Q(announced_on__gte=F("decided_on")),
                name="discipline_announced_after_decided",
                violation_error_message=_("The announcement cannot come before the decision. Check both dates."),
            ),
            models.CheckConstraint(
                condition=Q(member=None, form__in=["reprimand", "warning", "dissolution"])
                | (Q(member__isnull=False) & ~Q(form="dissolution")),
                name="discipline_form_fits_subject",
                violation_error_message=_("This form of discipline does not exist for this subject."),
            ),
            models.CheckConstraint(
                condition=Q(violated_at=None) | Q(member__isnull=False),
                name="discipline_happened_elsewhere_only_of_members",
                violation_error_message=_("Only a member's violation can have happened at another organisation."),
            ),
            models.CheckConstraint(
                condition=Q(violated_from=None) | Q(violated_until=None) | Q(violated_until__gte=F("violated_from")),
                name="discipline_violation_ends_after_it_begins",
                violation_error_message=_("The violation cannot end before it began. Check both dates."),
            ),
            models.CheckConstraint(
                condition=(Q(violated_from=None) | Q(violated_from__lte=F("decided_on")))
                & (Q(violated_until=None) | Q(violated_until__lte=F("decided_on"))),
                name="discipline_decided_after_the_violation",
                violation_error_message=_("The violation cannot come after the decision. Check the dates."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_form_display()}, {self.decision_number}"

    @property
    def happened(self) -> str:
        """Where and when, as far as it is known."""
        first, last = self.violated_from, self.violated_until
        days = " – ".join(dict.fromkeys(day(each) for each in (first, last) if each))
        return ", ".join(filter(None, (self.violated_at.name if self.violated_at else "", days)))

    def counts_in(self, year: int) -> bool:
        return year_counted(self.decided_on, self.counted_in_year) == year
