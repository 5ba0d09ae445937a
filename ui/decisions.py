"""The last decision that a person wrote: one decision often covers many sheets or members, so it is offered again.

Kept in the session, apart for each `kind` of deed, and gone with it: on a shared machine the next person starts empty.
"""

from datetime import date
from typing import Any, TypeVar

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

F = TypeVar("F", bound=forms.BaseForm)
SAME_AS_LAST = _("As in the decision you wrote last; change it where it differs.")


def remember(request: HttpRequest, kind: str, chosen: dict[str, Any], *, day: str = "decided_on") -> None:
    """`chosen`: a form's cleaned_data; `day`: the field that holds the decision's date."""
    decided_on: date | None = chosen.get(day)
    if chosen.get("decision_number") and decided_on:
        last = {"decision_number": chosen["decision_number"], day: decided_on.isoformat()}
        request.session["last_decisions"] = {**request.session.get("last_decisions", {}), kind: last}


def offer(request: HttpRequest, kind: str, form: F) -> F:
    """The form, with its empty fields filled where it is not sent yet."""
    last = request.session.get("last_decisions", {}).get(kind)
    if form.is_bound or not last:
        return form
    number = last["decision_number"]
    days = {name: date.fromisoformat(value) for name, value in last.items() if name != "decision_number"}
    form.initial = {**form.initial, "decision_number": number, **days}
    form.fields["decision_number"].help_text = SAME_AS_LAST
    return form
