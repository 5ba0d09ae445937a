"""What the list of cases is narrowed by."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from inspections.models import Body, Case
from organizations.forms import OrganizationChoice
from organizations.models import Organization
from ui.fields import LocalIntegerField
from ui.forms import PlainLineField
from ui.lists.filters import ListFilter

ALL = ("", _("All"))


class CaseFilter(ListFilter):
    q = PlainLineField(label=_("Number, content or subject"), required=False, max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[ALL, *Case.Kind.choices])
    body = forms.ChoiceField(
        label=_("Acting body"),
        required=False,
        choices=[
            ALL,
            ("committees", _("All committees and cells")),
            ("commissions", _("All inspection commissions")),
            *Body.choices,
        ],
    )
    basis = forms.ChoiceField(label=_("Legal basis"), required=False, choices=[ALL, *Case.Basis.choices])
    year = LocalIntegerField(label=_("Year"), required=False, min_value=1990, max_value=2100)
    subject = forms.ChoiceField(
        label=_("Subject"),
        required=False,
        choices=[ALL, ("organization", _("Party organisations")), ("member", _("Party members"))],
    )
    organization = OrganizationChoice(
        Organization.objects.none(), label=_("Party organisation"), required=False, empty_label=_("All")
    )
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[ALL, ("open", _("Under way")), ("concluded", _("Concluded"))]
    )

    def __init__(self, asked: QueryDict, *, by: User):
        super().__init__(asked)
        self.fields["organization"].queryset = Organization.objects.visible_to(by, Permission.VIEW_CASES)
