from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.lists.pages import MOST_SHOWN
from accounts.models import SavedView, User
from accounts.roles import Role
from accounts.saved_views.actions import MOST_SHARED
from ui.forms import PlainLineField
from ui.lists.pages import kept_as_view
from ui.lists.ways import Place, place_of

SHARING = format_lazy(
    _("Share at most {mine} views of a list. Of all that are shared with you it shows the newest {shown}."),
    mine=MOST_SHARED,
    shown=MOST_SHOWN,
)
LONGEST_QUERY = SavedView._meta.get_field("query").max_length or 0
LONGEST_PLACE = SavedView._meta.get_field("place").max_length or 0


class SaveViewForm(forms.Form):
    """`address`: the list as it is looked at."""

    address = PlainLineField(widget=forms.HiddenInput, max_length=LONGEST_QUERY)
    name = PlainLineField(
        label=_("Name of the view"),
        max_length=60,
        help_text=_("A view of yours that has this name already is replaced."),
    )
    role = forms.ChoiceField(label=_("Who may use it"), required=False, help_text=SHARING)
    is_usual = forms.BooleanField(label=_("Open the list like this from now on"), required=False)

    place: Place
    query: str

    def __init__(self, *args: Any, by: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        held = sorted({Role(grant.role) for grant in by.grants})
        shared = [(role.value, _("Everyone who is: %(role)s") % {"role": role.label}) for role in held]
        self.fields["role"].choices = [("", _("Only me")), *shared]

    def clean_address(self) -> str:
        address = self.cleaned_data["address"]
        if (place := place_of(address)) is None or len(place.name) > LONGEST_PLACE:
            raise forms.ValidationError(_("This address is no list. Open the list and choose “Save this view” there."))
        self.place, self.query = place, kept_as_view(QueryDict(urlsplit(address).query), place.named)
        return address

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not any(char.isalnum() for char in name):
            raise forms.ValidationError(_("Write a name in letters, for example Sáu tổ chức theo dõi."))
        return name
