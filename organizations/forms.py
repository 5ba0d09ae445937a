from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from organizations.pickers import TYPE_TO_CHOOSE, OrganizationField, holders
from ui.days import DayField
from ui.pickers.fields import PickingForm


class AssignmentForm(PickingForm, forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=[("", _("Choose a role")), *Role.choices])
    organization = OrganizationField(
        search="organizations:pick_for_role", label=_("Party organisation"), help_text=TYPE_TO_CHOOSE
    )
    since = DayField(label=_("From"))
    until = DayField(label=_("Until"), required=False, help_text=_("The last day on which it holds; empty if open."))

    def __init__(self, *args: Any, by: User, **kwargs: Any):
        super().__init__(*args, initial={"since": timezone.localdate()}, **kwargs)
        self.fields["organization"].search_in(holders(by))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", ValidationError(_("An assignment cannot end before it begins.")))
        return data
