"""What a published figure is told by: as it was published, in one line."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from reports.indicators.catalogue import BY_CODE, INDICATORS
from reports.models import Published
from reports.published.actions import seen_of
from reports.published.reading import read_of
from reports.scorecard.published import words_of
from ui.days import PastDayField
from ui.forms import CHOOSE, PlainLineField, SeenForm, long_text
from ui.refusals import at

_YEAR = "y"


def whens(root: Organization) -> list[tuple[str, str]]:
    """The terms of the root and their years, newest first; a year that two terms share stands once."""
    found: dict[str, str] = {}
    for term in root.terms.order_by("-first_year"):
        found[str(term.pk)] = term.code
        found |= {f"{_YEAR}{year}": str(year) for year in reversed(term.years)}
    return list(found.items())


class PublishedForm(SeenForm):
    seen_of = staticmethod(seen_of)
    indicator = forms.ChoiceField(label=_("Indicator"))
    when = forms.ChoiceField(label=_("Term or year"))
    figure = PlainLineField(
        label=_("As it was published"),
        max_length=60,
        help_text=_("Such as: trên 95%, gần 5.000, từ 80 đến 85%, hằng năm trên 80%, 1.062."),
    )
    document = PlainLineField(
        label=_("Document"),
        max_length=200,
        help_text=_("Kind, number and who issued it."),
        error_messages={"required": _("Write in which document it was published.")},
    )
    published_on = PastDayField(label=_("Date of the document"), required=False)
    words = long_text(_("In its own words"), rows=2, max_length=500, required=False)

    def __init__(self, data: Any = None, *, root: Organization, published: Published | None = None):
        super().__init__(data, initial=_initial(published))
        indicators = [(each.code, str(each.name)) for each in INDICATORS]
        self.fields["indicator"].choices = [("", CHOOSE), *indicators]
        self.fields["when"].choices = [("", CHOOSE), *whens(root)]

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if {"figure", "indicator"} <= data.keys():
            with at("figure"):
                data["read"] = read_of(data["figure"], BY_CODE[data["indicator"]])
        return data

    @property
    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        when, found = data["when"], data["read"]
        is_year = when.startswith(_YEAR)
        return {
            "indicator": data["indicator"],
            "term_id": None if is_year else int(when),
            "year": int(when.removeprefix(_YEAR)) if is_year else None,
            "each_year": found.each_year,
            "qualifier": found.qualifier.value,
            "low": found.low,
            "high": found.high,
            **{name: data[name] for name in ("document", "published_on", "words")},
        }


def _initial(published: Published | None) -> dict[str, Any]:
    if published is None:
        return {}
    return {
        "indicator": published.indicator,
        "when": str(published.term_id) if published.term_id else f"{_YEAR}{published.year}",
        "figure": words_of(published),
        "document": published.document,
        "published_on": published.published_on,
        "words": published.words,
        "seen": seen_of(published),
    }
