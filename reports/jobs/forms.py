from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from organizations.models import Organization, OrganizationQuerySet
from organizations.pickers import OrganizationField, OrganizationFinder
from ui.pickers.fields import PickingForm


def roots(by: User) -> OrganizationQuerySet:
    """A term is a root's: for which of them may the person ask for a report? Also for one that has ended."""
    found = Organization.objects.visible_to(by, Permission.REQUEST_REPORTS)
    return found.filter(parent=None)


class RootForm(PickingForm, forms.Form):
    """Only where there is more than one."""

    organization = OrganizationField(search="reports:pick_root", label=_("Party organisation"))

    def __init__(self, *args: Any, by: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["organization"].search_in(OrganizationFinder(roots(by)))
