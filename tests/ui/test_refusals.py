"""What an action refuses is told at one place, in one way, whoever refuses it."""

from types import SimpleNamespace

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from ui.forms import SeenForm, accepted
from ui.queries import pk_of
from ui.refusals import Refused, Stale, need
from ui.seen import seen


class DayForm(forms.Form):
    on = forms.CharField()


class PositionForm(SeenForm):
    position = forms.CharField()

    @staticmethod
    def seen_of(record):
        return seen(record, ("position",))


def refuse(error):
    def action(**_arguments):
        raise error

    return action


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (Refused("One.", "Two."), {"__all__": ["One.", "Two."]}),
        (Refused(on="Choose a later day."), {"on": ["Choose a later day."]}),
        (Refused(elsewhere="No field of this form."), {"__all__": ["No field of this form."]}),
        (ValidationError({"on": ["The model says so."]}), {"on": ["The model says so."]}),
        (ValidationError("The database says so."), {"__all__": ["The database says so."]}),
    ],
)
def test_a_form_is_told_at_the_field_that_is_named(error, told):
    form = DayForm({"on": "1/3/2024"})
    assert form.is_valid()
    assert accepted(form, refuse(error)) is None
    assert form.errors == told


def test_what_is_done_is_answered():
    form = DayForm({"on": "1/3/2024"})
    assert form.is_valid()
    assert accepted(form, lambda on: f"done on {on}", **form.cleaned_data) == "done on 1/3/2024"


def test_who_saves_what_changed_meanwhile_sees_it_with_what_was_typed_and_may_mean_it():
    now = SimpleNamespace(position="Bí thư")
    form = PositionForm({"position": "Phó bí thư", "seen": "Đảng viên"})
    assert form.is_valid()
    assert accepted(form, refuse(Stale(now))) is None
    assert form.stale is now
    assert (form["position"].value(), form["seen"].value()) == ("Phó bí thư", seen(now, ("position",)))


def test_a_form_that_holds_nothing_seen_leaves_it_to_its_page():
    form = DayForm({"on": "1/3/2024"})
    assert form.is_valid()
    with pytest.raises(Stale):
        accepted(form, refuse(Stale()))


@pytest.mark.parametrize("nothing", ["", "  ", "\u200b", None])
def test_what_is_needed_is_refused_where_nothing_can_be_seen(nothing):
    with pytest.raises(Refused, match="Write why"):
        need(nothing, "Write why.")


@given(st.one_of(st.text(), st.from_regex(r"\A[0-9]{1,25}\Z"), st.integers().map(str)))
def test_the_number_of_a_record_fits_into_every_database_or_is_none(text):
    pk = pk_of(text)
    assert pk is None or (0 < pk < 2**63 and text.lstrip("0") == str(pk))


@pytest.mark.parametrize(
    ("text", "pk"),
    [("7", 7), (str(2**63 - 1), 2**63 - 1), (str(2**63), None), ("٣", None), ("²", None), ("-1", None), ("0", None)],
)
def test_the_edges_of_numbers(text, pk):
    assert pk_of(text) == pk
