"""What a target is told by."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.indicators.catalogue import BY_CODE, INDICATORS
from reports.indicators.definitions import Unit
from reports.models import Target
from reports.terms.shown import measure_name
from reports.terms.targets import FIELDS, seen_of
from ui.fields import LocalDecimalField
from ui.forms import CHOOSE, SeenForm

NO_BOUND = "none"
WITHOUT_NUMBER = (NO_BOUND, Target.Comparison.PLAN.value)
_MARK = ":"


def measured() -> Iterator[tuple[str, str]]:
    """Of an indicator with two populations each is bound by itself."""
    for each in INDICATORS:
        for part in [part.code for part in each.parts] or [""]:
            yield _measure(each.code, part), measure_name(each, part)


def _measure(indicator: str, part: str) -> str:
    return f"{indicator}{_MARK}{part}" if part else indicator


class BoundField(LocalDecimalField):
    """Of a share the sign may be typed, too."""

    is_share = False

    def to_python(self, value: Any) -> Decimal | None:
        return super().to_python(value.strip().rstrip("%％") if self.is_share and isinstance(value, str) else value)


class TargetForm(SeenForm):
    seen_of = staticmethod(seen_of)
    measure = forms.ChoiceField(label=_("Indicator"))
    comparison = forms.ChoiceField(
        label=_("How it is compared"),
        choices=[
            ("", CHOOSE),
            *((value, words) for value, words in Target.Comparison.choices if value),
            (NO_BOUND, _("no bound, only reported")),
        ],
    )
    low = BoundField(
        label=_("Bound"),
        max_digits=12,
        decimal_places=2,
        min_value=0,
        help_text=_("Empty only where the resolution names no number."),
        error_messages={"required": _("Write the number that the resolution names.")},
    )
    high = BoundField(
        label=_("Up to"),
        required=False,
        max_digits=12,
        decimal_places=2,
        min_value=0,
        help_text=_("Only where the resolution names two numbers."),
    )
    period = forms.ChoiceField(label=_("Holds for"), choices=[("", CHOOSE), *Target.Period.choices])

    def __init__(self, data: Any = None, *, target: Target | None = None):
        super().__init__(data, initial=_initial(target))
        self.fields["measure"].choices = [("", CHOOSE), *measured()]  # type: ignore[attr-defined]
        for name in ("low", "high"):
            self.fields[name].is_share = self._unit is Unit.PERCENT  # type: ignore[attr-defined]
        self.fields["low"].required = self["comparison"].value() not in WITHOUT_NUMBER

    @property
    def _unit(self) -> Unit | None:
        indicator = BY_CODE.get(str(self["measure"].value()).partition(_MARK)[0])
        return indicator.unit if indicator else None

    @property
    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        indicator, _mark, part = data["measure"].partition(_MARK)
        comparison = "" if data["comparison"] == NO_BOUND else data["comparison"]
        found = {**data, "indicator": indicator, "part": part, "comparison": comparison}
        return {name: found[name] for name in FIELDS}


def _initial(target: Target | None) -> dict[str, Any]:
    if target is None:
        return {}
    known = {name: getattr(target, name) for name in FIELDS}
    return {
        **known,
        "measure": _measure(target.indicator, target.part),
        "comparison": target.comparison or NO_BOUND,
        "seen": seen_of(target),
    }
