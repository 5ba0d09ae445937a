"""A file that was sent: shown, written as a whole, perhaps taken back as a whole."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from exchange.kinds import Kind, Scope, kinds
from stored.fields import JsonField, LineField, LongTextField

UNDONE_WITHIN = timedelta(days=30)


class State(models.TextChoices):
    WAITING = "waiting", _("Waiting for its columns")
    JUDGING = "judging", _("Being looked at")
    PREVIEWED = "previewed", _("Not written yet")
    COMMITTING = "committing", _("Being written")
    COMMITTED = "committed", _("Written")
    UNDOING = "undoing", _("Being taken back")
    UNDONE = "undone", _("Taken back")
    FAILED = "failed", _("Failed")

    @classmethod
    def busy(cls) -> tuple[State, ...]:
        """A worker has something to do, and nobody else touches the row."""
        return cls.JUDGING, cls.COMMITTING, cls.UNDOING

    @classmethod
    def written(cls) -> tuple[State, ...]:
        return cls.COMMITTED, cls.UNDOING, cls.UNDONE

    @classmethod
    def unwritten(cls) -> tuple[State, ...]:
        return cls.WAITING, cls.JUDGING, cls.PREVIEWED, cls.COMMITTING, cls.FAILED


class ImportQuerySet(models.QuerySet["Import"]):
    def visible_to(self, user: User) -> ImportQuerySet:
        """Those whose kind the person may bring in at their place, today; not where it stood before."""
        reached = Q(pk__in=[])
        for code, kind in kinds().items():
            for grant in user.grants:
                if kind.permission in grant.permissions:
                    reached |= Q(kind=code, scope_path__startswith=grant.path)
        return self.filter(reached)

    def due(self, now: datetime) -> ImportQuerySet:
        """What a worker may take: asked for, or held under a lease that ran out."""
        free = Q(lease_until=None) | Q(lease_until__lt=now)
        return self.filter(free, state__in=State.busy(), run_after__lte=now)


class Import(models.Model):
    """The row is the record of the work on it, too: who takes it draws a token and holds it by a lease.

    `edition` grows with each preview: only the one that a person saw is written. `stamp` is of the stored data that it
    was judged against.
    """

    kind = LineField(_("what"), max_length=40)
    scope_path = LineField(max_length=40, blank=True)
    scope_name = LineField(_("for"), max_length=200)
    file_name = LineField(_("file"), max_length=200)
    file_sha256 = LineField(max_length=64)
    remarks: models.JSONField[Any] = JsonField(default=list)
    table = models.ForeignKey("SentTable", models.SET_NULL, null=True, blank=True, related_name="+")
    choices: models.JSONField[Any] = models.JSONField(default=list)
    state = LineField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    edition = models.PositiveIntegerField(default=0)
    stamp = LineField(max_length=64, blank=True)
    judged_anew = models.BooleanField(default=False)
    row_count = models.PositiveIntegerField(default=0)
    new_count = models.PositiveIntegerField(default=0)
    changed_count = models.PositiveIntegerField(default=0)
    same_count = models.PositiveIntegerField(default=0)
    error_count = models.PositiveIntegerField(default=0)
    problem_count = models.PositiveIntegerField(default=0)
    notes: models.JSONField[Any] = JsonField(default=dict)
    done = models.PositiveIntegerField(default=0)
    refusal: models.JSONField[Any] = JsonField(default=list)
    error = LongTextField(blank=True)
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    token = models.UUIDField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    run_after = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(_("sent at"), default=timezone.now)
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("sent by"))
    written_at = models.DateTimeField(_("written at"), null=True, blank=True)
    written_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(_("taken back at"), null=True, blank=True)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decision: models.JSONField[Any] = JsonField(default=dict)
    undo_reason = LongTextField(blank=True)

    MAX_ATTEMPTS = 5

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        verbose_name = _("import from a file")
        verbose_name_plural = _("imports from files")
        indexes = [models.Index(fields=["state", "run_after"], name="exchange_import_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=State.values),
                name="exchange_import_state",
                violation_error_message=_("Choose one of the listed values."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=State.written(), written_at__isnull=False, written_by__isnull=False)
                | Q(state__in=State.unwritten(), written_at=None, written_by=None),
                name="exchange_import_written_by_and_at",
                violation_error_message=_(
                    "Who did it and when belong together. Load the page again and repeat the step."
                ),
            ),
            models.CheckConstraint(
                condition=Q(state="undone", undone_at__isnull=False, undone_by__isnull=False)
                | (~Q(state="undone") & Q(undone_at=None, undone_by=None)),
                name="exchange_import_undone_by_and_at",
                violation_error_message=_(
                    "Who did it and when belong together. Load the page again and repeat the step."
                ),
            ),
            models.CheckConstraint(
                condition=Q(token=None, lease_until=None)
                | Q(state__in=State.busy(), token__isnull=False, lease_until__isnull=False),
                name="exchange_import_leased_while_busy",
                violation_error_message=_("One worker at a time works on a file. Load the page again."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name}, {self.scope_name}"

    def get_absolute_url(self) -> str:
        return reverse("exchange:detail", args=[self.pk])

    @staticmethod
    def lease() -> timedelta:
        return timedelta(seconds=settings.IMPORT_LEASE_SECONDS)

    @property
    def kind_of(self) -> Kind:
        return kinds()[self.kind]

    @property
    def title(self) -> str:
        return str(self.kind_of.title)

    @property
    def scope(self) -> Scope:
        return Scope(
            self.scope_path, self.scope_name, self.pk, self.file_name, decision=self.decision, reason=self.undo_reason
        )

    @property
    def asker(self) -> User:
        """Who asked for the work that is done on it."""
        return self.asked_by or self.sent_by

    @property
    def sent_table(self) -> Any:
        """The worksheet's table that is chosen; of several the first, whose columns were asked about."""
        if self.table is None:
            raise ValueError(f"no worksheet is chosen for import {self.pk}")
        return self.table

    @property
    def sent_tables(self) -> list[Any]:
        """All that are brought in, in the order of the file."""
        return list(self.tables.filter(taken=True)) or [self.sent_table]

    @property
    def has_rows(self) -> bool:
        """Judged, and its rows still kept."""
        return bool(self.edition and self.table and self.table.chunks.exists())

    @property
    def stem(self) -> str:
        return self.file_name.rpartition(".")[0] or self.file_name

    @property
    def is_busy(self) -> bool:
        return self.state in State.busy()

    @property
    def to_write(self) -> int:
        return self.new_count + self.changed_count

    @property
    def is_worth_writing(self) -> bool:
        return bool(self.clean_count if self.kind_of.compares else self.to_write)

    @property
    def clean_count(self) -> int:
        return self.row_count - self.error_count

    @property
    def undone_until(self) -> datetime | None:
        return self.written_at and self.written_at + UNDONE_WITHIN

    @property
    def may_still_be_undone(self) -> bool:
        until = self.undone_until
        return self.state == State.COMMITTED and until is not None and timezone.now() < until
