"""The list of accounts: its columns, and which are on it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Subquery
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.lists.pages import list_page
from accounts.models import User
from accounts.policy import Request
from accounts.roles import Role
from organizations.matching import each_word
from organizations.models import Assignment, Organization, users_managed_by
from organizations.namesakes import named_apart, under
from organizations.pickers import OrganizationField, holders
from stored.matching import begins
from ui.forms import PlainLineField
from ui.lists.columns import Column
from ui.lists.filters import ListFilter
from ui.lists.pages import ListPage
from ui.lists.spec import ListSpec
from ui.numbers import format_integer
from ui.pickers.fields import PickerInput

ALL = ("", _("All"))
LONG_AWAY = timedelta(days=90)


class UserFilter(ListFilter):
    q = PlainLineField(label=_("Full name or user name"), required=False, max_length=120)
    role = forms.ChoiceField(
        label=_("Role"), required=False, choices=[ALL, ("none", _("No role today")), *Role.choices]
    )
    organization = OrganizationField(
        search="organizations:pick_for_role",
        label=_("Party organisation"),
        required=False,
        widget=PickerInput(with_button=False),
    )
    signed_in = forms.ChoiceField(
        label=_("Last signed in"),
        required=False,
        choices=[ALL, ("never", _("Never signed in")), ("long_ago", _("Not for 90 days"))],
    )
    account = forms.ChoiceField(
        label=_("Account"),
        required=False,
        choices=[ALL, ("enabled", _("Enabled")), ("disabled", _("Disabled")), ("no_email", _("Without e-mail"))],
    )

    def __init__(self, asked: QueryDict, *, by: User):
        super().__init__(asked)
        self.fields["organization"].search_in(holders(by))  # type: ignore[attr-defined]


def users_listed(request: Request) -> ListPage:
    return list_page(request, "users", _spec(request.user), lambda chosen: found(request.user, chosen))


def _spec(user: User) -> ListSpec:
    return ListSpec(
        title=_("Users and roles"),
        columns=_columns(),
        form=lambda asked: UserFilter(asked, by=user),
        counted=lambda count: (
            ngettext("%(total)s account", "%(total)s accounts", count) % {"total": format_integer(count)}
        ),
        usual="name",
        views=(
            (_("All accounts"), ""),
            (_("Never signed in"), "signed_in=never"),
            (_("Disabled"), "account=disabled"),
            (_("No role today"), "role=none"),
        ),
        search_hint=_("Full name or user name; marks are not needed"),
        nothing=_("Nobody of that name"),
        download=reverse("organizations:download_users"),
    )


def _columns() -> tuple[Column, ...]:
    place = Assignment.objects.filter(user=OuterRef("pk")).order_by("-since", "pk").values("organization__path")
    return (
        Column("name", _("Full name"), "full_name", ("sort_key",), link=_url, width=30),
        Column("username", _("User name"), "username", ("username",), kept=True),
        Column("roles", _("Role and organisation"), _roles, (Subquery(place[:1]),), html=_roles_html, width=60),
        Column("signed_in", _("Last signed in"), "last_login", ("last_login",), card="labelled"),
        Column("account", _("Account"), _account, ("is_active",)),
        Column("added", _("Added on"), "date_joined", ("date_joined",), usual=False, card="no"),
    )


def _url(user: User) -> str:
    return reverse("organizations:user", args=[user.pk])


def _roles(user: User) -> str:
    return "; ".join(_each_role(user)) or gettext("none yet")


def _roles_html(user: User) -> str:
    return format_html_join("", "<span class='line'>{}</span>", ((role,) for role in _each_role(user))) or _roles(user)


def _each_role(user: User) -> list[str]:
    return [f"{each.get_role_display()}, {named_apart(each)}" for each in user.assignments.all()]


def _account(user: User) -> str:
    return gettext("enabled") if user.is_active else gettext("disabled")


def found(by: User, chosen: dict[str, Any]) -> QuerySet[User]:
    assignments = Prefetch(
        "assignments", Assignment.objects.select_related("organization").annotate(under=under("organization__"))
    )
    users = users_managed_by(by).prefetch_related(assignments).order_by("sort_key", "pk")
    users = _of_role(users, chosen["role"], chosen["organization"])
    match chosen["signed_in"]:
        case "never":
            users = users.filter(last_login=None)
        case "long_ago":
            users = users.filter(last_login__lt=timezone.now() - LONG_AWAY)
    match chosen["account"]:
        case "no_email":
            users = users.filter(email="")
        case "enabled" | "disabled":
            users = users.filter(is_active=chosen["account"] == "enabled")
    return users.filter(each_word(chosen["q"], begins))


def _of_role(users: QuerySet[User], role: str, organization: Organization | None) -> QuerySet[User]:
    """Both are asked of one assignment of today."""
    today = Assignment.objects.on(timezone.localdate())
    if organization:
        today = today.filter(organization__in=Organization.objects.below(organization))
    if role == "none":
        return users.exclude(Exists(today.filter(user=OuterRef("pk"))))
    if role:
        today = today.filter(role=role)
    return users.filter(pk__in=today.values("user")) if role or organization else users
