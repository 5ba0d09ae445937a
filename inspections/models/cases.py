"""Cases of inspection and supervision."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from committees.models import Office
from members.models import Member
from members.numbers import codes_meant
from organizations.matching import each_word
from organizations.models import Organization, reach_of, stood_in_reach, stood_within
from stored.fields import KeyField, LineField, LongTextField, ShortTextField, told_at
from stored.matching import begins
from ui.searching import code_key, search_key
from ui.vietnamese import number_key


class Body(models.TextChoices):
    """The body that acts (column "cấp kiểm tra" of the statistical forms, Regulation 30-QĐ/TW)."""

    PROVINCIAL = "provincial", _("Provincial body")
    SUPERIOR_COMMITTEE = "bloc_committee", _("Committee above the grassroots")
    SUPERIOR_STANDING = "bloc_standing", _("Standing Board of the committee above the grassroots")
    SUPERIOR_ADVISORY = "bloc_advisory", _("Advisory board of the committee above the grassroots")
    SUPERIOR_COMMISSION = "bloc_commission", _("Inspection Commission above the grassroots")
    GRASSROOTS_COMMITTEE = "grassroots_committee", _("Grassroots committee")
    GRASSROOTS_COMMISSION = "grassroots_commission", _("Inspection commission of a grassroots committee")
    SECTION_COMMITTEE = "section_committee", _("Section committee")
    CELL = "cell", _("Party cell")

    @classmethod
    def commissions(cls) -> tuple[Body, ...]:
        return cls.SUPERIOR_COMMISSION, cls.GRASSROOTS_COMMISSION

    @classmethod
    def committees(cls) -> tuple[Body, ...]:
        """Committees, their boards and cells, as against inspection commissions."""
        return tuple(body for body in cls if body not in (*cls.commissions(), cls.PROVINCIAL))


DISCIPLINE_DUE = Q(discipline_required=True) & ~Q(discipline_applied=True)


def in_office() -> Exists:
    """The condition that the member inspected sat in a committee on the day on which the act began."""
    return Exists(Office.objects.leading().on(OuterRef("opened_on")).filter(member=OuterRef("member")))


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, user: User, permission: Permission = Permission.VIEW_CASES) -> CaseQuerySet:
        """Where the organisation stands today, or stood when the act began, in the person's reach."""
        now = reach_of(user, permission, "organization__path")
        return self.filter(now | Q(stood_in_reach(user, permission, "opened_on")))

    def below(self, organization: Organization) -> CaseQuerySet:
        """Of it, or of anything that stood below it on the day of the decision."""
        return self.filter(stood_within(organization, F("opened_on")))

    def matching(self, text: str) -> CaseQuerySet:
        """Every word begins one of the number or the content, or is found in the member or organisation inspected."""
        return self.filter(each_word(text, _meant_by))

    def of_committee_members(self) -> CaseQuerySet:
        return self.filter(in_office())

    def discipline_due(self) -> CaseQuerySet:
        """The conclusion requires a discipline, and none is entered."""
        return self.filter(DISCIPLINE_DUE)

    def unfinished(self) -> CaseQuerySet:
        return self.filter(Q(concluded_on=None) | DISCIPLINE_DUE)

    def nearest_first(self, text: str) -> CaseQuerySet:
        """The case of that number, then the newest."""
        named = models.Case(models.When(number_key=number_key(text), then=0), default=1)
        return self.alias(near=named).order_by("near", "-opened_on", "-pk")


def _meant_by(word: str) -> Q:
    subject = begins(word, "member__search_key") | Q(member__code__in=codes_meant(word))
    return begins(word) | subject | begins(word, "organization__search_key")


class Case(models.Model):
    """One act of inspection or supervision on one subject; counts are counts of these acts, never typed.

    Kinds, bases and outcomes follow Regulation 30-QĐ/TW of 26/7/2016 (Art. 30 and 32) and its statistical forms.
    """

    class Kind(models.TextChoices):
        INSPECTION = "inspection", _("Inspection")
        SUPERVISION = "supervision", _("Supervision")

    class Basis(models.TextChoices):
        PROGRAMME = "programme", _("By programme (Art. 30)")
        SUSPECTED_VIOLATION = "suspected_violation", _("On signs of violation")
        DUTY = "duty", _("Performance of inspection and supervision duty")
        DISCIPLINE_EXECUTION = "discipline_execution", _("Execution of discipline")
        PARTY_FINANCE = "party_finance", _("Party finance")
        OTHER = "other", _("Other programme inspection (Art. 32)")

    number = LineField(_("number"), max_length=20)
    number_key = KeyField(
        source="number",
        max_length=60,
        unique=True,
        error_messages={"unique": _("A case with this number is entered already. Check the number.")},
    )
    kind = LineField(_("kind"), max_length=12, choices=Kind.choices)
    basis = LineField(_("legal basis"), max_length=24, choices=Basis.choices)
    body = LineField(_("acting body"), max_length=24, choices=Body.choices)
    acting_organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="acted_cases", verbose_name=_("organisation of the acting body")
    )
    member = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name=_("member inspected")
    )
    # The subject itself, or the organisation to which the member belonged at the time.
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="cases", verbose_name=_("Party organisation")
    )
    member_position = LineField(_("position at the time"), max_length=120, blank=True)
    content = ShortTextField(_("content"), max_length=300)
    opened_on = models.DateField(_("date of the decision"))
    concluded_on = models.DateField(_("date of the conclusion"), null=True, blank=True)
    conclusion = LongTextField(_("conclusion"), blank=True)
    violation_found = models.BooleanField(_("violation found"), null=True, blank=True)
    discipline_required = models.BooleanField(_("discipline required"), null=True, blank=True)
    discipline_applied = models.BooleanField(_("discipline applied"), null=True, blank=True)
    search_key = LineField(max_length=380, editable=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_on", "-pk"]
        verbose_name = _("inspection or supervision case")
        verbose_name_plural = _("inspection and supervision cases")
        indexes = [models.Index(fields=["opened_on"], name="case_when")]
        constraints = [
            models.CheckConstraint(
                condition=Q(concluded_on=None) | Q(concluded_on__gte=F("opened_on")),
                name="case_concluded_after_opened",
                violation_error_message=_("The conclusion cannot come before the decision. Check both dates."),
            ),
            models.CheckConstraint(
                condition=Q(concluded_on=None, violation_found=None)
                | Q(concluded_on__isnull=False, violation_found__isnull=False),
                name="case_outcome_with_conclusion",
                violation_error_message=_("A concluded case says whether a violation was found, an open one does not."),
            ),
            models.CheckConstraint(
                condition=Q(discipline_required=None)
                | Q(discipline_required=False)
                | Q(violation_found__isnull=False, violation_found=True),
                name="case_required_only_after_violation",
                violation_error_message=_("Discipline can be required only where a violation was found."),
            ),
            models.CheckConstraint(
                condition=Q(discipline_applied=None)
                | Q(discipline_applied=False)
                | Q(discipline_required__isnull=False, discipline_required=True),
                name="case_applied_only_if_required",
                violation_error_message=_("Discipline can be applied only where it was required."),
            ),
            models.CheckConstraint(
                condition=Q(kind="inspection") | Q(discipline_required=None, discipline_applied=None),
                name="case_supervision_concludes_no_discipline",
                violation_error_message=_(
                    "Supervision does not conclude on discipline: pass the signs on to an inspection (Art. 30)."
                ),
            ),
            models.CheckConstraint(
                condition=Q(kind="inspection") | ~Q(basis="suspected_violation"),
                name="case_suspicion_is_inspected",
                violation_error_message=_("Signs of violation are inspected, not supervised."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.get_kind_display()}"

    def save(self, *args, **kwargs) -> None:  # type: ignore[no-untyped-def]
        self.set_keys()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("inspections:detail", args=[self.pk])

    def set_keys(self) -> None:
        """Also called by bulk writers, which never reach save()."""
        self.search_key = f"{code_key(self.number)} {search_key(self.content)}"

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        with told_at(number_key="number"):
            super().full_clean(*args, **kwargs)

    @property
    def subject(self) -> Member | Organization:
        return self.member or self.organization
