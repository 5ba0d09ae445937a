from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from accounts.roles import Role
from organizations.models import Organization, Sector
from ui.days import DayField
from ui.forms import PlainLineField

EM_SPACE = "\u2003"


class OrganizationFilter(forms.Form):
    q = PlainLineField(label=_("Name or code"), required=False, max_length=120)
    sector = forms.ModelChoiceField(Sector.objects.all(), label=_("Sector"), required=False, empty_label=_("All"))
    kind = forms.ChoiceField(label=_("Type"), required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [
            ("", _("All")),
            ("grassroots", _("Grassroots Party organisations")),
            *Organization.Kind.choices,
        ]

    def kinds(self) -> tuple[str, ...]:
        kind = self.cleaned_data["kind"]
        return Organization.Kind.grassroots() if kind == "grassroots" else (kind,) if kind else ()


class OrganizationChoice(forms.ModelChoiceField):
    """Set in by its depth, so that a list of some hundreds reads as the tree it is."""

    def label_from_instance(self, organization: Organization) -> str:
        return EM_SPACE * organization.depth + organization.name


class AssignmentForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=[("", _("Choose a role")), *Role.choices])
    organization = OrganizationChoice(
        Organization.objects.none(), label=_("Party organisation"), empty_label=_("Choose")
    )
    since = DayField(label=_("From"))
    until = DayField(label=_("Until"), required=False, help_text=_("The last day on which it holds; empty if open."))

    def __init__(self, *args: Any, by: User, **kwargs: Any):
        super().__init__(*args, initial={"since": timezone.localdate()}, **kwargs)
        visible = Organization.objects.visible_to(by, Permission.MANAGE_USERS)
        self.fields["organization"].queryset = visible.open_on(timezone.localdate())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", ValidationError(_("An assignment cannot end before it begins.")))
        return data
