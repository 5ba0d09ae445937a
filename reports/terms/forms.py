"""What a term is told by, and by which decision one ends early."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from reports.models import Term
from reports.terms import usual
from reports.terms.actions import FIELDS, seen_of
from reports.terms.before import continuable
from ui.days import DayField
from ui.fields import LocalIntegerField
from ui.forms import CHOOSE, PlainLineField, SeenForm

FIRST_YEAR, LAST_YEAR = 1945, 2099


class ContinuedField(forms.ModelChoiceField):
    def label_from_instance(self, term: Term) -> str:
        return gettext("term %(term)s of %(organization)s") % {"term": term, "organization": term.root}


def _year(label: Any, **kwargs: Any) -> LocalIntegerField:
    return LocalIntegerField(label=label, required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR, **kwargs)


class TermForm(SeenForm):
    seen_of = staticmethod(seen_of)
    starts_on = DayField(label=_("From"), error_messages={"required": _("Write the day of the congress.")})
    ends_on = DayField(label=_("Until"), error_messages={"required": _("Write the last day of the term.")})
    first_year = _year(_("First rating year"), help_text=_("Empty: the year in which the term begins."))
    last_year = _year(_("Last rating year"), help_text=_("Empty: the last whose 31 December lies in the term."))
    code = PlainLineField(
        label=_("Name of the term"), required=False, max_length=20, help_text=_("Empty: by its years, as 2020-2025.")
    )
    continues = ContinuedField(
        label=_("Continues"),
        queryset=Term.objects.none(),
        required=False,
        empty_label=CHOOSE,
        help_text=_("Only of a committee that was appointed for the rest of a term."),
    )

    def __init__(self, data: Any = None, *, root: Organization, term: Term | None = None):
        super().__init__(data, initial=_initial(root, term))
        found = continuable(root)
        if found.exists():
            self.fields["continues"].queryset = found
        else:
            del self.fields["continues"]

    def clean_code(self) -> str:
        typed = usual.typed_code(self.cleaned_data["code"])
        if typed and not usual.CODE.fullmatch(typed):
            raise ValidationError(gettext("Write the two years, for example 2020-2025."))
        return typed

    @property
    def values(self) -> dict[str, Any]:
        """Of the term, with what was left empty worked out."""
        data = self.cleaned_data
        first, last = usual.years_of(data["starts_on"], data["ends_on"])
        before = data.get("continues")
        code = before.code if before else usual.code_of(data["starts_on"], data["ends_on"])
        return {
            "starts_on": data["starts_on"],
            "ends_on": data["ends_on"],
            "first_year": data["first_year"] or first,
            "last_year": data["last_year"] or last,
            "code": data["code"] or code,
            "continues_id": before.pk if before else None,
        }


def _initial(root: Organization, term: Term | None) -> dict[str, Any]:
    if term is not None:
        known = {name: getattr(term, name) for name in FIELDS}
        return {**known, "continues": term.continues_id, "seen": seen_of(term)}
    return dict(zip(("starts_on", "ends_on"), usual.days_after(root) or (), strict=False))


class EndForm(forms.Form):
    ended_on = DayField(label=_("Last day of the term"), error_messages={"required": _("Write the last day.")})
    decision_number = PlainLineField(
        label=_("Decision number"),
        max_length=60,
        error_messages={"required": _("Write the number of the decision.")},
    )
