from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.permissions import INHERITED, READING, Permission
from accounts.preferences import Letters, Scheme
from accounts.roles import Role
from stored.fields import EmailField, JsonField, KeyField, LineField, LongTextField, NameField, PersonNameField, told_at
from ui.searching import code_key, search_key
from ui.vietnamese import composed, number_key, person_key


@dataclass(frozen=True)
class Grant:
    """A role that holds today at one place of the tree of organisations; `reads`: to look there and no more.

    `inherits`: what its own people did there, and can no longer.
    """

    role: Role
    path: str
    earlier_paths: tuple[str, ...]
    organization: str
    reads: bool = False
    inherits: bool = False

    @property
    def permissions(self) -> frozenset[Permission]:
        if not self.reads:
            return self.role.permissions
        return self.role.permissions & (READING | INHERITED if self.inherits else READING)


TAKEN = {"unique": _("This user name is taken. Choose another, for example with a number at the end.")}


class UserManager(DjangoUserManager["User"]):
    use_in_migrations = False

    def get_by_natural_key(self, username: str | None) -> User:
        """Whoever is meant: "Chibo" is chibo. Of two who bear nearly one name, the one who writes it so."""
        typed = username or ""
        meant = list(self.filter(models.Q(username=typed) | models.Q(username_key=number_key(typed))))
        if not meant:
            raise self.model.DoesNotExist
        return next((user for user in meant if user.username == typed), meant[0])


class User(AbstractUser):
    username = NameField(
        _("user name"), max_length=150, unique=True, validators=[UnicodeUsernameValidator()], error_messages=TAKEN
    )
    username_key = KeyField(source="username", max_length=450, unique=True, error_messages=TAKEN)
    email = EmailField(_("email address"), blank=True)
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    full_name = PersonNameField(_("full name"), max_length=120)
    sort_key = LineField(max_length=520, editable=False)
    search_key = LineField(max_length=280, editable=False)
    # Empty: as this browser says (accounts.preferences).
    language = LineField(_("language"), max_length=2, blank=True, default="", choices=settings.LANGUAGES)
    letters = LineField(_("letters"), max_length=3, blank=True, default="", choices=Letters)
    scheme = LineField(_("light or dark"), max_length=6, blank=True, default="", choices=Scheme)

    objects = UserManager()  # type: ignore[misc]

    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self) -> str:
        return self.full_name

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        with told_at(username_key="username"):
            super().full_clean(*args, **kwargs)

    def set_password(self, raw_password: str | None) -> None:
        super().set_password(raw_password and composed(raw_password))

    def check_password(self, raw_password: str | None) -> bool:
        """One keyboard sends "é" as one sign, another as two; older hashes are of what was typed."""
        alike = composed(raw_password or "")
        return super().check_password(alike) or (alike != raw_password and super().check_password(raw_password))

    def save(self, *args, **kwargs) -> None:  # type: ignore[no-untyped-def]
        self.set_keys()
        super().save(*args, **kwargs)

    def set_keys(self) -> None:
        """Also called by bulk writers, which never reach save()."""
        self.sort_key = person_key(self.full_name)[:520]
        self.search_key = f"{search_key(self.full_name)} {code_key(self.username)}"[:280]

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name.split(" ")[-1]

    @cached_property
    def grants(self) -> tuple[Grant, ...]:
        """Below the root at hand: the person's own, unless the site was asked for another (portal.roots)."""
        return self.assignments.of_own_root(self.held)

    @cached_property
    def held(self) -> tuple[Grant, ...]:
        """Below every root. Read once for each request: `request.user` is a new object every time."""
        rows = self.assignments.on(timezone.localdate()).values_list(
            "role", "organization__path", "organization__earlier_paths", "organization__name"
        )
        return tuple(Grant(Role(role), path, tuple(earlier), name) for role, path, earlier, name in rows)

    def holds(self, permission: Permission) -> bool:
        """Whether the person may do this anywhere at all; where, is asked of the model's `visible_to`."""
        return any(permission in grant.permissions for grant in self.grants)

    @property
    def audits(self) -> bool:
        """Whether a role of the person's is there to read the trail, and not only to keep accounts."""
        permissions = [grant.permissions for grant in self.grants]
        return any(Permission.VIEW_AUDIT in held and Permission.MANAGE_USERS not in held for held in permissions)

    def paths(self, permission: Permission) -> tuple[str, ...]:
        held = [grant for grant in self.grants if permission in grant.permissions]
        return tuple(path for grant in held for path in (grant.path, *grant.earlier_paths))


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, user: User) -> SavedViewQuerySet:
        """One's own, and what is shared with a role that the person and its owner, who may sign in, hold today."""
        held = User.assignments.rel.related_model.objects.on(timezone.localdate())  # type: ignore[attr-defined]
        shared = models.Q(role__in={grant.role for grant in user.grants}, user__is_active=True)
        still = models.Exists(held.filter(user=models.OuterRef("user"), role=models.OuterRef("role")))
        return self.filter(models.Q(user=user) | (shared & models.Q(still)))


class SavedView(models.Model):
    """A way of looking at a list that a person gave a name: an address, never rows. What it shows is asked anew."""

    user = models.ForeignKey(User, models.CASCADE, related_name="saved_views", verbose_name=_("user"))
    place = LineField(max_length=40)
    name = LineField(_("name"), max_length=60)
    name_key = KeyField(source="name", max_length=180)
    query = LineField(max_length=2000)
    role = LineField(_("shared with"), max_length=20, choices=Role.choices, blank=True)
    is_usual = models.BooleanField(_("open the list like this"), default=False)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "place", "name_key"],
                name="saved_view_name_once",
                violation_error_message=_("A view of yours has this name already. Choose another."),
            ),
            models.UniqueConstraint(
                fields=["user", "place"],
                condition=models.Q(is_usual=True),
                name="saved_view_usual_once",
                violation_error_message=_("A list opens in one way. Choose one view for that."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SignInAttempt(models.Model):
    """A try that still counts against a user name and an address (sign_in.throttle); gone when its time is over."""

    username = LineField(max_length=150)
    address = LineField(max_length=45)
    browser = LineField(max_length=32, blank=True, default="")
    told = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("sign-in attempt")
        verbose_name_plural = _("sign-in attempts")

    def __str__(self) -> str:
        return self.username


class Submission(models.Model):
    """A form that was done, by the key that it was drawn with; written in the transaction of its deed."""

    key = models.CharField(max_length=60, unique=True)
    user = models.ForeignKey(User, models.CASCADE, related_name="submissions", verbose_name=_("who"))
    path = models.TextField()
    answer = models.TextField(blank=True)
    # A digest of what the form said; empty in rows from before there were any.
    content = models.CharField(max_length=64, blank=True, default="")
    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} {self.path}"


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    def visible_to(self, user: User) -> AuditEventQuerySet:
        """All of the trail; of who keeps accounts only what concerns accounts and files: other labels name members."""
        if user.audits:
            return self
        return self.filter(target_type__in=FOR_KEEPERS) if user.holds(Permission.VIEW_AUDIT) else self.none()


# Target types, by the label of the model.
ABOUT_ACCOUNTS = ("accounts.user", "accounts.signinattempt", "organizations.assignment")
FOR_KEEPERS = (*ABOUT_ACCOUNTS, "exchange.import")


class AuditEvent(models.Model):
    """One deed of one person. Rows are only ever added."""

    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="deeds", verbose_name=_("who"))
    verb = LineField(_("deed"), max_length=40)
    target_type = LineField(max_length=60)
    target_id = LineField(max_length=40)
    target_label = LineField(_("on"), max_length=300)
    reason = LongTextField(_("reason"), blank=True)
    data: models.JSONField[Any] = JsonField(default=dict)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["target_type", "target_id"], name="audit_target")]
        verbose_name = _("audit event")
        verbose_name_plural = _("audit events")

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} {self.verb} {self.target_label}"
