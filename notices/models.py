from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from notices.kinds import Kind, kinds
from stored.fields import JsonField, LineField
from ui.root_addresses import here


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, user: User) -> NoticeQuerySet:
        """The person's own, of what their roles of today let them see: who lost a role reads nothing of its place."""
        return self.filter(_reached(user), recipient=user, kind__in=list(kinds()))

    def unread(self) -> NoticeQuerySet:
        return self.filter(read_at=None)


def _reached(user: User) -> Q:
    reached = Q(permission="")
    for grant in user.grants:
        here = Q(place="") | Q(place__startswith=grant.path)
        reached |= here & Q(permission__in=sorted(grant.permissions))
    return reached


class Notice(models.Model):
    """That one person is told of one deed. `permission` at `place`, a path of the tree, is what reading it takes."""

    recipient = models.ForeignKey(User, models.CASCADE, related_name="notices", verbose_name=_("recipient"))
    kind = LineField(_("kind"), max_length=40)
    # One deed, one notice for each person, however often its transaction runs.
    key = LineField(max_length=120)
    permission = LineField(max_length=40, blank=True)
    place = LineField(max_length=40, blank=True)
    url = LineField(max_length=300)
    data = JsonField(default=dict)
    at = models.DateTimeField(_("when"), default=timezone.now)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "key"],
                name="notice_once_a_person",
                violation_error_message=_("This person is told of it already. Look among the notices."),
            )
        ]
        indexes = [
            models.Index(fields=["recipient", "-at"], name="notice_newest"),
            models.Index(fields=["recipient"], condition=Q(read_at=None), name="notice_unread"),
            models.Index(fields=["read_at"], condition=Q(read_at__isnull=False), name="notice_read"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.recipient}"

    @property
    def words(self) -> Kind:
        return kinds()[self.kind]

    @property
    def title(self) -> str:
        return self.words.title(self.data)

    @property
    def text(self) -> str:
        return self.words.text(self.data)

    @property
    def leads_to(self) -> str:
        """What stands at a place is read below the root of that place only; the rest names its root itself."""
        own = self.words.way(self.data) if self.words.way else ""
        return own or (here(self.url) if self.place else self.url)


class Muted(models.Model):
    """A kind that a person chose not to be told of."""

    user = models.ForeignKey(User, models.CASCADE, related_name="muted", verbose_name=_("user"))
    kind = LineField(_("kind"), max_length=40)

    class Meta:
        verbose_name = _("muted kind of notice")
        verbose_name_plural = _("muted kinds of notices")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind"],
                name="muted_once",
                violation_error_message=_("This kind is turned off already. Leave it so."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.kind}"
