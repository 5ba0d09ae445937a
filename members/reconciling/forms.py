"""What is asked: which part of the register is compared, and what becomes of differences."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from exchange.kinds import Scope
from organizations.models import Organization
from organizations.pickers import TYPE_TO_CHOOSE, OrganizationField, OrganizationFinder
from ui.forms import PlainTextField


def scopes(by: User) -> OrganizationFinder:
    """Where the person keeps the register."""
    return OrganizationFinder(Organization.objects.visible_to(by, Permission.EDIT_MEMBERS).filter(closed_on=None))


class ScopeField(OrganizationField):
    """Gives the organisation as the place that an import is for."""

    def __init__(self, by: User) -> None:
        super().__init__(search="members:pick_scope", label=_("Compare with"), help_text=TYPE_TO_CHOOSE)
        self.search_in(scopes(by))
        self.initial = next(iter(self.finder.records.order_by("path")[:1]), None)

    def clean(self, value: Any) -> Scope | None:
        chosen = super().clean(value)
        return Scope(chosen.path, chosen.name) if chosen else None


class NoteForm(forms.Form):
    note = PlainTextField(
        label=_("Note"), max_length=300, required=False, widget=forms.Textarea({"rows": 2, "maxlength": 300})
    )
