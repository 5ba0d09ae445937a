"""Who acts where, in which role, from when to when."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from accounts.models import AuditEvent, Grant, User
from accounts.permissions import Permission
from accounts.roles import Role
from organizations.models.organizations import Organization, reach_of
from organizations.tree import STEP
from stored.fields import LineField


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def visible_to(self, user: User, permission: Permission = Permission.MANAGE_USERS) -> AssignmentQuerySet:
        return self.filter(reach_of(user, permission, "organization__path"))

    @staticmethod
    def of_own_root(held: tuple[Grant, ...]) -> tuple[Grant, ...]:
        """Of who acts below several roots, those below the first that has not ended."""
        tops = {grant.path[:STEP] for grant in held}
        if len(tops) < 2:
            return held
        own = Organization.objects.filter(path__in=tops).usual_first().values_list("path", flat=True)[0]
        return tuple(grant for grant in held if grant.path.startswith(own))

    def on(self, day: date) -> AssignmentQuerySet:
        return self.filter(Q(until=None) | Q(until__gte=day), since__lte=day)


class Assignment(models.Model):
    """A person's role at an organisation, from one day to another, both included."""

    user = models.ForeignKey(User, models.PROTECT, related_name="assignments", verbose_name=_("user"))
    role = LineField(_("role"), max_length=20, choices=Role.choices)
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="assignments", verbose_name=_("Party organisation")
    )
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "pk"]
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="assignment_ends_after_it_begins",
                violation_error_message=_("An assignment cannot end before it begins."),
            ),
            models.UniqueConstraint(
                fields=["user", "role", "organization"],
                condition=Q(until=None),
                name="assignment_open_once",
                violation_error_message=_(
                    "This person holds this role there already. End that first, or choose another role."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.organization}"


def users_managed_by(user: User) -> models.QuerySet[User]:
    """Who has no assignment, of any time, outside the administrator's reach.

    An account without any is managed by those who manage whoever added it; by all where nobody did, as at the start.
    """
    outside = Assignment.objects.exclude(reach_of(user, Permission.MANAGE_USERS, "organization__path"))
    added = AuditEvent.objects.filter(
        verb="user.add", target_type=User._meta.label_lower, target_id=Cast(OuterRef("pk"), models.CharField())
    )
    added_elsewhere = Exists(added.filter(actor__in=outside.values("user")))
    placed = Exists(Assignment.objects.filter(user=OuterRef("pk")))
    return User.objects.exclude(Exists(outside.filter(user=OuterRef("pk")))).filter(Q(placed) | ~added_elsewhere)
