"""What the list of members is narrowed by."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from members.models import Member
from members.pickers import places_seen
from organizations.models import Sector
from organizations.pickers import OrganizationField
from ui.days import PastDayField
from ui.fields import LocalIntegerField
from ui.forms import PlainLineField
from ui.lists.filters import ListFilter
from ui.pickers.fields import PickerInput

ANY = "any"
EARLIEST_YEAR, LATEST_YEAR = 1900, 2100


class DayAsked(forms.Form):
    """Of which day a page tells; today where nothing, or no day, is asked."""

    on = PastDayField(label=_("On the day"), required=False)

    def day(self) -> date:
        return (self.cleaned_data.get("on") if self.is_valid() else None) or timezone.localdate()


class MemberFilter(ListFilter):
    implied = {"status": ANY}

    q = PlainLineField(label=_("Name, number or year of birth"), required=False, max_length=120)
    organization = OrganizationField(
        search="members:pick_place",
        label=_("Party organisation"),
        required=False,
        widget=PickerInput(with_button=False),
    )
    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[
            ("", _("All who belong today")),
            ("official", _("Full members")),
            ("probationary", _("Probationary members")),
            ("overdue", _("On probation for more than 12 months")),
            ("exempted", _("Exempt from activity")),
            ("suspended", _("Suspended from activity")),
            ("away", _("Temporarily active elsewhere")),
            ("guests", _("Temporarily active here")),
            ("badge", _("Badge due at the next batch")),
            ("moved", _("Moved away from here")),
            ("ended", _("No longer on the list")),
            (ANY, _("Everyone, also who left")),
        ],
    )
    on = PastDayField(label=_("On the day"), required=False)
    sector = forms.ModelChoiceField(Sector.objects.all(), label=_("Sector"), required=False, empty_label=_("All"))
    sex = forms.ChoiceField(label=_("Sex"), required=False, choices=[("", _("All")), *Member.Sex.choices])
    age_from = LocalIntegerField(label=_("Age from"), required=False, min_value=16, max_value=120)
    age_to = LocalIntegerField(label=_("Age up to"), required=False, min_value=16, max_value=120)
    born_from = LocalIntegerField(
        label=_("Year of birth from"), required=False, min_value=EARLIEST_YEAR, max_value=LATEST_YEAR
    )
    born_to = LocalIntegerField(
        label=_("Year of birth up to"), required=False, min_value=EARLIEST_YEAR, max_value=LATEST_YEAR
    )

    def __init__(self, asked: QueryDict, *, by: User):
        super().__init__(asked)
        self.fields["organization"].search_in(places_seen(by))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        youngest, oldest = data.get("age_from"), data.get("age_to")
        if youngest and oldest and oldest < youngest:
            self.add_error("age_to", _("This age is below the first one. Exchange the two."))
        first, last = data.get("born_from"), data.get("born_to")
        if first and last and last < first:
            self.add_error("born_to", _("This year is before the first one. Exchange the two."))
        return data


def years_before(day: date, years: int) -> date:
    """29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
