"""What the list of cases is narrowed by."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from inspections.models import Body, Case
from inspections.pickers import places_seen
from organizations.pickers import OrganizationField
from ui.fields import LocalIntegerField
from ui.forms import PlainLineField
from ui.lists.filters import ListFilter
from ui.pickers.fields import PickerInput

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
        choices=[
            ALL,
            ("organization", _("Party organisations")),
            ("member", _("Party members")),
            ("in_office", _("Committee members")),
        ],
    )
    organization = OrganizationField(
        search="inspections:pick_place",
        label=_("Party organisation"),
        required=False,
        widget=PickerInput(with_button=False),
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ALL,
            ("open", _("Under way")),
            ("concluded", _("Concluded")),
            ("due", _("Concluded, discipline not applied yet")),
        ],
    )

    def __init__(self, asked: QueryDict, *, by: User):
        super().__init__(asked)
        self.fields["organization"].search_in(places_seen(by))
