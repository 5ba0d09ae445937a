"""By which decision a file changes closed years that stand already, and why; and why that is taken back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from exchange.kinds import Scope
from ratings.importing.years import standing
from ratings.models import RatingYear
from ratings.years.corrections import decided as decided_for
from ratings.years.forms_corrections import CorrectForm
from ui.forms import long_text
from ui.numbers import format_integer


class ReasonForm(forms.Form):
    reason = long_text(
        _("Why the import is taken back"), error_messages={"required": _("Write why the import is taken back.")}
    )


def decision_form(notes: Collection[str], *values: Any, said: Mapping[str, Any]) -> forms.Form | None:
    """`said`: as it was kept when these rows were to be written before."""
    if not standing(notes):
        return None
    day = said.get("decided_on")
    return CorrectForm(*values, initial={**said, "decided_on": day and date.fromisoformat(day)})


def decided(notes: Collection[str], scope: Scope, decision: Mapping[str, Any]) -> dict[str, Any]:
    """Decided no earlier than the last of these years was closed. Raises Refused."""
    years = RatingYear.objects.filter(root__path=scope.path, year__in=standing(notes))
    newest = years.order_by("-year").first()
    if newest is None:
        return {}
    number, day, reason = (decision.get(name) for name in ("decision_number", "decided_on", "reason"))
    why = gettext("Write why the year is corrected.")
    said = decided_for(newest, number or "", day, reason or "", why)
    return said | {"decided_on": said["decided_on"].isoformat()}


def noted(counts: Mapping[str, int]) -> str:
    years, rows = ", ".join(map(str, standing(counts))), sum(counts.values())
    sentence = ngettext(
        "%(rows)s row changes closed years: %(years)s.", "%(rows)s rows change closed years: %(years)s.", rows
    )
    return sentence % {"rows": format_integer(rows), "years": years}
