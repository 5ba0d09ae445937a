"""A list kept elsewhere, held against the register: what of it differs, and what became of each difference."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from exchange.models import Import
from members.models.members import Member
from organizations.models import Organization, reach_of
from stored.fields import JsonField, LineField, LongTextField, ShortTextField
from stored.past import PastQuerySet


class ReconciliationQuerySet(models.QuerySet["Reconciliation"]):
    def editable_by(self, user: User) -> ReconciliationQuerySet:
        """Who keeps the register of all that was compared."""
        return self.filter(reach_of(user, Permission.EDIT_MEMBERS, "organization__path"))


class Reconciliation(models.Model):
    """One file compared with an organisation and all below it; the file itself is its import's."""

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="+", verbose_name=_("Party organisation")
    )
    upload = models.OneToOneField(Import, models.PROTECT, related_name="+", verbose_name=_("file"))
    agreed = models.PositiveIntegerField(_("agree"), default=0)
    at = models.DateTimeField(_("compared at"), default=timezone.now)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("compared by"))

    objects = ReconciliationQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("comparison with another list")
        verbose_name_plural = _("comparisons with other lists")

    def __str__(self) -> str:
        return f"{self.upload.file_name}, {self.organization.name}"

    def get_absolute_url(self) -> str:
        return reverse("members:reconciliation", args=[self.pk])


class DifferenceQuerySet(PastQuerySet["Difference"]):
    def editable_by(self, user: User) -> DifferenceQuerySet:
        """Of members, only those on whom the person may look: somebody else may have seen more when comparing."""
        compared = Reconciliation.objects.editable_by(user)
        seen = Member.objects.visible_to(user)
        within = self.filter(reconciliation__in=compared.order_by().values("pk"))
        return within.filter(Q(member=None) | Q(member__in=seen.order_by().values("pk")))

    def with_places(self, user: User) -> DifferenceQuerySet:
        """`place_seen`: whether the person may know where the member belongs."""
        seen = Organization.objects.visible_to(user, Permission.VIEW_MEMBERS).filter(pk=OuterRef("place"))
        return self.annotate(place_seen=Exists(seen.order_by())).select_related("member", "place")

    def open(self) -> DifferenceQuerySet:
        return self.filter(state=Difference.State.OPEN)

    def holding(self) -> DifferenceQuerySet:
        """Because of none of them a member has to stay."""
        return self.none()

    def forget_loose(self) -> None:
        self.delete()


class Difference(models.Model):
    """`ours` and `theirs` as they were compared, days and sexes as they are stored; `facts` what the file says."""

    class Kind(models.TextChoices):
        MISSING = "missing", _("In the file, not here")
        EXTRA = "extra", _("Here, not in the file")
        FACT = "fact", _("A fact differs")
        ELSEWHERE = "elsewhere", _("Belongs to another cell")
        AMBIGUOUS = "ambiguous", _("Not clear who is meant")

    class Fact(models.TextChoices):
        FULL_NAME = "full_name", _("Full name")
        SEX = "sex", _("Sex")
        BIRTH_DATE = "birth_date", _("Date of birth")
        ADMITTED_ON = "admitted_on", _("Admitted on")
        OFFICIAL_ON = "official_on", _("Full member since")

    class State(models.TextChoices):
        OPEN = "open", _("to be settled")
        SETTLED = "settled", _("settled")
        LEFT = "left", _("left as it is here")

    reconciliation = models.ForeignKey(Reconciliation, models.CASCADE, related_name="differences")
    kind = LineField(_("difference"), max_length=10, choices=Kind.choices)
    state = LineField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    row = LineField(_("row of the file"), max_length=60, blank=True)
    full_name = LineField(_("full name"), max_length=120)
    sort_key = LineField(max_length=520, editable=False)
    search_key = LineField(max_length=120, editable=False)
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    member = models.ForeignKey(Member, models.CASCADE, null=True, blank=True, related_name="differences")
    place = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="+")
    fact = LineField(_("fact"), max_length=12, choices=Fact.choices, blank=True)
    ours = LineField(_("here"), max_length=200, blank=True)
    theirs = LineField(_("in the file"), max_length=200, blank=True)
    facts: models.JSONField[Any] = JsonField(default=dict, editable=False)
    refusal = LongTextField(blank=True)
    note = ShortTextField(_("note"), max_length=300, blank=True)
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = DifferenceQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "sort_key", "pk"]
        verbose_name = _("difference from another list")
        verbose_name_plural = _("differences from other lists")
        indexes = [models.Index(fields=["reconciliation", "state", "kind", "sort_key"], name="difference_listed")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["missing", "extra", "fact", "elsewhere", "ambiguous"]),
                name="difference_kind",
                violation_error_message=_("Choose one of the listed values."),
            ),
            models.CheckConstraint(
                condition=Q(state="open", settled_at=None, settled_by=None)
                | Q(state__in=["settled", "left"], settled_at__isnull=False, settled_by__isnull=False),
                name="difference_settled_by_and_at",
                violation_error_message=_(
                    "Who did it and when belong together. Load the page again and repeat the step."
                ),
            ),
            models.CheckConstraint(
                condition=Q(
                    kind="fact",
                    fact__in=["full_name", "sex", "birth_date", "admitted_on", "official_on"],
                    member__isnull=False,
                )
                | (~Q(kind="fact") & Q(fact="")),
                name="difference_fact_of_a_member",
                violation_error_message=_("Only a member's fact has two values. Name the member and the fact."),
            ),
            models.UniqueConstraint(
                fields=["reconciliation", "member", "fact"],
                condition=Q(kind="fact"),
                name="difference_fact_once",
                violation_error_message=_("This difference is on the list already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.full_name}: {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return reverse("members:difference", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN
