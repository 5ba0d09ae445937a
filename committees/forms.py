"""Forms of a committee and of those elected into it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from committees.fitting import Elected, kinds_in
from committees.models import Committee, Office
from committees.terms import FACTS, fingerprint
from committees.terms_of_office import due
from members.models import Member
from members.pickers import MemberField, MemberFinder
from organizations.models import Kind, Organization
from ui.days import DayField, PastDayField
from ui.forms import CHOOSE, PlainLineField, SeenForm, long_text
from ui.pickers.fields import PickerInput, PickingForm

ROWS, MORE_ROWS, MOST_ROWS = 8, 4, 60


class Line(NamedTuple):
    kind: forms.BoundField
    member: forms.BoundField


class ElectedForm(PickingForm, forms.Form):
    """Lines of an office and a member each; what is left empty is no line."""

    def __init__(self, *args: Any, place: Organization, by: User, start: Sequence[Office] = (), **kwargs: Any):
        self.place = place
        super().__init__(*args, **kwargs)
        finder = MemberFinder(by, Permission.EDIT_MEMBERS)
        choices = [("", CHOOSE), *((kind.value, kind.label) for kind in kinds_in(place.kind))]
        for number in range(1, self._count(len(start)) + 1):
            self.fields[f"kind_{number}"] = forms.ChoiceField(label=_("Office"), choices=choices, required=False)
            field = MemberField(
                search="committees:pick_member",
                label=_("Member"),
                required=False,
                widget=PickerInput(with_button=False),
            )
            self.fields[f"member_{number}"] = field
            field.search_in(finder)
        self._begin_with(start, finder)

    def lines(self) -> list[Line]:
        numbers = [name.removeprefix("kind_") for name in self.fields if name.startswith("kind_")]
        return [Line(self[f"kind_{number}"], self[f"member_{number}"]) for number in numbers]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        seen: set[tuple[str, int]] = set()
        for number, kind, member in self._sent(data):
            if member and not kind:
                self.add_error(f"kind_{number}", gettext("Choose the office."))
            elif kind and not member and f"member_{number}" not in self.errors:
                self.add_error(f"member_{number}", gettext("Name the member, or choose no office here."))
            elif member and (kind, member.pk) in seen:
                self.add_error(f"member_{number}", gettext("This line stands here twice. Empty one of them."))
            elif member:
                seen.add((kind, member.pk))
        return data

    def elected(self) -> list[Elected]:
        return [
            Elected(Office.Kind(kind), member, f"member_{number}")
            for number, kind, member in self._sent(self.cleaned_data)
            if member
        ]

    def _sent(self, data: dict[str, Any]) -> list[tuple[str, str, Member | None]]:
        numbers = [name.removeprefix("kind_") for name in self.fields if name.startswith("kind_")]
        return [(n, data.get(f"kind_{n}", ""), data.get(f"member_{n}")) for n in numbers]

    def _count(self, started: int) -> int:
        lines = [name for name in self.data if name.startswith("kind_")]
        return min(max(len(lines), ROWS, started + MORE_ROWS if started else 0), MOST_ROWS)

    def _begin_with(self, start: Sequence[Office], finder: MemberFinder) -> None:
        known = {each.code: each for each in finder.by_values([office.member.code for office in start])}
        for number, office in enumerate(start, start=1):
            self.initial[f"kind_{number}"] = office.kind
            self.initial[f"member_{number}"] = known.get(office.member.code)


class CommitteeForm(forms.ModelForm):
    due_on = DayField(
        label=_("Term ends on"),
        required=False,
        help_text=_("Empty: five years on; for a cell below a committee, elected before 26/05/2025, two and a half."),
    )

    class Meta:
        model = Committee
        fields = FACTS
        field_classes = {"since": PastDayField, "decided_on": PastDayField}

    place: Organization
    """Set by whoever is one of these, before anything else."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.place.kind not in (Kind.ROOT, Kind.GRASSROOTS_COMMITTEE):
            del self.fields["board_seats"], self.fields["commission_seats"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        since, ends = data.get("since"), data.get("due_on")
        if since and not ends and "due_on" not in self.errors:
            data["due_on"] = due(self.place.kind, since)
        elif since and ends and ends <= since:
            self.add_error("due_on", gettext("The term cannot end before it begins. Check both dates."))
        return data

    def validate_constraints(self) -> None:
        """The action asks them; clean() has said at the field what can be wrong there."""

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FACTS if name in self.cleaned_data}


class FormForm(ElectedForm, CommitteeForm):
    """A new committee with those elected into it."""


class CommitteeCorrectForm(SeenForm, CommitteeForm):
    seen_of = staticmethod(fingerprint)

    def __init__(self, sent: Any = None, *, instance: Committee):
        self.place = instance.organization
        super().__init__(sent, instance=instance, initial={"seen": fingerprint(instance)})


class AddForm(ElectedForm):
    since = PastDayField(label=_("From"))
    decision_number = PlainLineField(label=_("Decision number"), max_length=60, required=False)


class ReasonForm(forms.Form):
    reason = long_text(_("Reason"), rows=2, max_length=300)
