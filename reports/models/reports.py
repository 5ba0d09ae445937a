"""Reports that were asked for: the row is the job, its snapshot and its file."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from organizations.models import Organization, Sector, reach_of
from ratings.models import RatingYear
from reports.models.terms import Term
from stored.fields import LineField, LongTextField
from ui.days import written

NO_DAYS = {"first_day": None, "last_day": None, "sector": None}


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, user: User) -> ReportQuerySet:
        """Each kind by the permission that its own figures are read with."""
        return self.filter(_reached(user, {kind: kind.read_with for kind in Report.Kind}))

    def askable_by(self, user: User) -> ReportQuerySet:
        """Those that the person could have asked for, and may therefore cancel or ask for again."""
        return self.filter(_reached(user, {kind: kind.asked_with for kind in Report.Kind}))

    def with_subject(self) -> ReportQuerySet:
        """Ready to be named, without its figures: those are megabytes."""
        return self.defer("snapshot").select_related(*Report.SUBJECTS, "organization", "requested_by")

    def due(self, now: Any) -> ReportQuerySet:
        """Queued, or running under a lease that ran out: what a worker may take."""
        return self.filter(
            Q(state=Report.State.QUEUED, run_after__lte=now) | Q(state=Report.State.RUNNING, lease_until__lt=now)
        )

    def unfinished(self) -> ReportQuerySet:
        return self.filter(state__in=[Report.State.QUEUED, Report.State.RUNNING])

    def printed(self) -> ReportQuerySet:
        """Or about to be."""
        return self.exclude(state__in=[Report.State.FAILED, Report.State.CANCELLED])


def _reached(user: User, permissions: Mapping[Report.Kind, Permission]) -> Q:
    reached = Q(pk__in=[])
    for kind, permission in permissions.items():
        reached |= Q(kind=kind) & reach_of(user, permission, "organization__path")
    return reached


class Report(models.Model):
    """A report asked for: the frozen figures it is printed from, and the job that prints it.

    The row is the record. A worker takes it by a conditional update, holds it by a lease, and can hand in its file only
    while the token it drew is still the row's.
    """

    class Kind(models.TextChoices):
        TERM = "term", _("Report of a term")
        YEAR = "year", _("Summary form of a year")
        LEDGER = "ledger", _("Ledger of members")

        @property
        def read_with(self) -> Permission:
            return READ_WITH[self]

        @property
        def asked_with(self) -> Permission:
            return Permission.REQUEST_REPORTS if self is Report.Kind.TERM else self.read_with

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting for its turn")
        RUNNING = "running", _("Being made")
        DONE = "done", _("Ready")
        FAILED = "failed", _("Failed")
        CANCELLED = "cancelled", _("Cancelled")

        @classmethod
        def final(cls) -> tuple[Report.State, ...]:
            return cls.DONE, cls.FAILED, cls.CANCELLED

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = LineField(_("type"), max_length=6, choices=Kind.choices)
    term = models.ForeignKey(
        Term, models.PROTECT, null=True, blank=True, related_name="reports", verbose_name=_("term")
    )
    rating_year = models.ForeignKey(
        RatingYear, models.PROTECT, null=True, blank=True, related_name="reports", verbose_name=_("rating year")
    )
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="reports")
    sector = models.ForeignKey(Sector, models.PROTECT, null=True, blank=True, related_name="+")
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    requested_by = models.ForeignKey(User, models.PROTECT, related_name="reports", verbose_name=_("asked for by"))
    requested_at = models.DateTimeField(_("asked for at"), default=timezone.now)
    snapshot: models.JSONField[Any] = models.JSONField()
    snapshot_sha256 = LineField(max_length=64)
    state = LineField(_("state"), max_length=10, choices=State.choices, default=State.QUEUED)
    step = LineField(max_length=40, blank=True)
    percent = models.PositiveSmallIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    errors = models.PositiveSmallIntegerField(default=0)
    token = models.UUIDField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    run_after = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    file_name = LineField(max_length=120, blank=True)
    file_sha256 = LineField(max_length=64, blank=True)
    page_count = models.PositiveIntegerField(null=True, blank=True)
    error = LongTextField(blank=True)

    SUBJECTS = ("term", "rating_year", "sector")
    MAX_ERRORS = 3
    MAX_ATTEMPTS = 5

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_at"]
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        indexes = [models.Index(fields=["state", "run_after"], name="report_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="term", term__isnull=False, rating_year=None, **NO_DAYS)
                | Q(kind="year", term=None, rating_year__isnull=False, **NO_DAYS)
                | Q(kind="ledger", term=None, rating_year=None, first_day__isnull=False, last_day__isnull=False)
                & Q(last_day__gte=F("first_day")),
                name="report_is_of_what_its_kind_says",
                violation_error_message=_("A report is of a term, of a year or of some days: choose one of the three."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["queued", "running", "done", "failed", "cancelled"]),
                name="report_state",
                violation_error_message=_("Choose one of the listed values."),
            ),
            models.CheckConstraint(
                condition=~Q(state="running") | Q(token__isnull=False, lease_until__isnull=False),
                name="report_running_is_leased",
                violation_error_message=_("One worker at a time makes a report. Ask for the report again."),
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | (~Q(file_name="") & ~Q(file_sha256="")),
                name="report_done_has_file",
                violation_error_message=_("A report that is done has a file. Ask for the report again."),
            ),
            models.CheckConstraint(
                condition=Q(percent__lte=100),
                name="report_percent",
                violation_error_message=_("The progress cannot be more than 100 percent."),
            ),
            # A second click while the first is under way gets the first one's report; the figures name term or year.
            models.UniqueConstraint(
                fields=["kind", "organization", "requested_by", "snapshot_sha256"],
                condition=Q(state__in=["queued", "running"]),
                name="report_once_under_way",
                violation_error_message=_("This report is being made already. Wait until it is done."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}, {timezone.localtime(self.requested_at):%d/%m/%Y %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("reports:detail", args=[self.pk])

    @property
    def subject(self) -> Term | RatingYear | str:
        return self.term or self.rating_year or self.days

    @property
    def days(self) -> str:
        """Of a ledger; of a whole year, that year."""
        first, last = self.first_day, self.last_day
        if first is None or last is None:
            return ""
        if (first, last) == (date(last.year, 1, 1), date(last.year, 12, 31)):
            return str(last.year)
        return f"{written(first)} – {written(last)}"

    @property
    def title(self) -> str:
        if self.term is not None:
            return gettext("Report of the term %(term)s") % {"term": self.term}
        if self.rating_year is not None:
            return gettext("Summary of ratings %(year)s") % {"year": self.rating_year}
        title = gettext("Ledger of members %(days)s") % {"days": self.days}
        return f"{title}, {self.sector.name}" if self.sector else title

    @property
    def is_final(self) -> bool:
        return self.state in self.State.final()

    @staticmethod
    def lease() -> timedelta:
        return timedelta(seconds=settings.REPORT_LEASE_SECONDS)


READ_WITH = {
    Report.Kind.TERM: Permission.VIEW_SCORECARDS,
    Report.Kind.YEAR: Permission.VIEW_SHEETS,
    Report.Kind.LEDGER: Permission.VIEW_MEMBERS,
}
