from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from organizations.pickers import OrganizationField, OrganizationFinder
from ratings.summary.scope import visible_places
from ui.pickers.fields import PickingForm


class ScopeForm(PickingForm, forms.Form):
    organization = OrganizationField(search="ratings:pick_place", label=_("Organisation and all below it"))

    def __init__(self, *args: Any, by: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["organization"].search_in(OrganizationFinder(visible_places(by)))

    @property
    def has_choice(self) -> bool:
        return len(self.fields["organization"].finder.records[:2]) > 1
