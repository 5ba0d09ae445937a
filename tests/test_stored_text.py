"""Nothing that a person types is stored but clean text, whichever way a row is written, and whoever wrote the model."""

import unicodedata

import pytest
from django.apps import apps
from django.db import models
from django.db.models.constraints import BaseConstraint
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Submission, User
from inspections.models import Case
from organizations.models import Organization, Sector
from ratings.models import SheetDraft
from reports.models import Report
from stored.fields import Clean
from tests import factories
from ui.vietnamese import nfc, nfc_lines

# A hash; figures frozen as they were computed, whose code is reckoned of them; a name that stands in our code; a key
# that we signed, and addresses of ours.
AS_IT_IS = {
    *((User, "password"), (Report, "snapshot"), (Sector, "code")),
    *((Submission, "key"), (Submission, "path"), (Submission, "answer"), (Submission, "content")),
}
UNSEEN = "\u200b\u2060\ufeff\xad\u202e\u200f\x01\x1b\u3164\u2800\ufe0f"
OURS = [model for model in apps.get_models() if not model.__module__.startswith("django.")]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_field_for_text_keeps_it_clean(model):
    kinds = (models.CharField, models.TextField, models.JSONField)
    bypass = [
        field for field in model._meta.concrete_fields if isinstance(field, kinds) and not isinstance(field, Clean)
    ]
    assert {(model, field.name) for field in bypass} <= AS_IT_IS


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_constraint_says_in_a_sentence_what_to_do(model):
    told = {each.name: str(each.violation_error_message) for each in model._meta.constraints}
    assert [name for name, words in told.items() if words == str(BaseConstraint.default_violation_error_message)] == []
    assert [name for name, words in told.items() if not words.endswith(".") or name in words] == []


@given(st.text())
def test_clean_text_has_no_sign_that_nobody_sees_and_stays_as_it_is(text):
    line, lines = nfc(text), nfc_lines(text)
    for clean in (line, lines):
        assert unicodedata.is_normalized("NFC", clean)
        assert all(char.isprintable() or char == "\n" for char in clean)
        assert not {unicodedata.category(char) for char in clean} & {"Cf", "Cs", "Cn", "Zl", "Zp"}
        assert clean == clean.strip()
    assert "\n" not in line
    assert (nfc(line), nfc_lines(lines)) == (line, lines)


@pytest.mark.parametrize("way", ["save", "bulk_create", "update"])
def test_a_row_is_clean_whichever_way_it_was_written(world, way):
    typed = f"{UNSEEN} Hoa\u0300n{UNSEEN}  thành{UNSEEN}\r\n nhiệm\xa0vụ \u2028"
    case = factories.CaseFactory.build(
        organization=world.own_cell, acting_organization=world.bloc, number=f"TH{UNSEEN}-1", content=typed
    )
    if way == "bulk_create":
        case.set_keys()
        Case.objects.bulk_create([case])
    else:
        case.save()
    if way == "update":
        Case.objects.filter(pk=case.pk).update(content=typed, conclusion=typed)
    stored = Case.objects.get(pk=case.pk)
    assert (stored.number, stored.content) == ("TH-1", "Hoàn thành\nnhiệm vụ")
    assert stored.conclusion in ("", "Hoàn thành\nnhiệm vụ")
    assert case.content == (typed if way == "never" else stored.content)


def test_what_is_asked_for_is_cleaned_too(world):
    found = factories.CaseFactory(organization=world.own_cell, number="TH-1")
    assert Case.objects.get(number=" TH\u200b-1") == found
    assert not Organization.objects.filter(name="\u200b").exists()


def test_texts_within_plain_data_are_clean(world):
    sheet = factories.SheetFactory(organization=world.own_cell)
    SheetDraft.objects.create(
        sheet=sheet,
        user=world.users["clerk"],
        version=1,
        fields={"own\u200b-note": ["a\u202e", {"b": "e\u0301"}, 1, None]},
    )
    assert SheetDraft.objects.get().fields == {"own-note": ["a", {"b": "é"}, 1, None]}
