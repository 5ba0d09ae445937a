"""Nothing that a person types is stored but clean text, whichever way a row is written, and whoever wrote the model."""

import unicodedata

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.models.constraints import BaseConstraint
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Submission, User
from exchange.models import Chunk, Import, SavedMapping, SentTable, WrittenRows
from inspections.models import Case
from members.models import Member
from organizations.models import Organization, Sector
from ratings.models import SheetDraft
from reports.models import Report
from stored import cleaning
from stored.fields import Clean, NameField, PersonNameField
from tests import factories
from ui.characters import MOST_MARKS
from ui.vietnamese import nfc, nfc_lines

# A hash; figures frozen as they were computed, whose code is reckoned of them; a name that stands in our code; a key
# that we signed, and addresses of ours; cells of a sent file, which are cleaned as it is read, and codes of columns.
AS_IT_IS = {
    *((User, "password"), (Report, "snapshot"), (Sector, "code")),
    *((Import, "choices"), (SavedMapping, "choices"), (SentTable, "headings")),
    *((Chunk, "rows"), (Chunk, "judged"), (WrittenRows, "rows")),
    *((Submission, "key"), (Submission, "path"), (Submission, "answer"), (Submission, "content")),
}
NAMES = {
    (User, "full_name"): PersonNameField,
    (Member, "full_name"): PersonNameField,
    (User, "username"): NameField,
    (Organization, "name"): NameField,
}
UNSEEN = "\ufffc\ue000\ufdd0\U0010ffff\u0378\u200b\u2060\ufeff\xad\u202e\u200f\x01\x1b\u3164\u2800\ufe0f"
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


@given(st.text(st.sampled_from("aêà ﬁⅧ𝐋Ｌ²½\u0301\u0302\u0323\u20dd\ufffcоĐ\n")))
def test_no_letter_bears_a_pile_of_marks_and_none_stands_alone(text):
    marks = MOST_MARKS + 1
    for char in f" {nfc_lines(text)}":
        apart = unicodedata.normalize("NFD", char)
        alone = unicodedata.category(apart[0]) in ("Mn", "Me")
        marks = marks + len(apart) if alone else (MOST_MARKS if char.isspace() else len(apart) - 1)
        assert marks <= MOST_MARKS
        assert len(set(apart)) == len(apart)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        *(
            ("𝐋ê 𝐕ă𝐧", "Lê Văn"),
            ("Ｌê（１）", "Lê(1)"),
            ("Lê ﬁn", "Lê fin"),
            ("oﬃce ﬆ", "office st"),
            ("Quý Ⅳ", "Quý IV"),
        ),
        *(("𝟏𝟎", "10"), ("ĳ", "ij"), ("ﾊﾉ", "ハノ"), ("Lê \ufffcVăn", "Lê Văn"), ("A\ue000B\ufdd0", "AB")),
        *(
            ("a" + "\u0301" * 60, "á"),
            ("\u0301\u0301", ""),
            ("x \u0301y", "x y"),
            ("ê\u0323\u0301\u0300\u0309", "ệ\u0301"),
        ),
        *((same, same) for same in ("5 m² 3 m³ ½ 20 °C № 1 5º 2ª 10 µg ₫ ™ … ①", "Tốt 😀 ❤", "Hồ Ê Nuôl", "Êđê č̣ ƀ ĕ")),
    ],
)
def test_letters_are_plain_ones_and_what_says_more_stays(typed, stored):
    assert (nfc(typed), nfc_lines(typed)) == (stored, stored)


@pytest.mark.parametrize(("model", "name"), NAMES, ids=str)
def test_a_name_is_judged_wherever_it_is_written(model, name):
    field = model._meta.get_field(name)
    assert isinstance(field, NAMES[model, name])
    for judge in (field, field.formfield()):
        with pytest.raises(ValidationError, match="Hоàng"):
            judge.run_validators("Hоàng")


def test_what_was_stored_before_is_cleaned_where_it_fits_and_its_key_made_anew(world):
    _first, second, third = (
        factories.CaseFactory(organization=world.own_cell, number=number) for number in ("fi-1", "TH-2", "TH-3")
    )
    with connection.cursor() as cursor:
        for pk, number, key in ((second.pk, "ﬁ-1", "ﬁ-1"), (third.pk, "ﬃ" * 20, "ﬃ" * 20)):
            cursor.execute(f"UPDATE {Case._meta.db_table} SET number=%s, number_key=%s WHERE id=%s", [number, key, pk])
    cleaning.clean(Case, "number")
    [twin] = cleaning.renew_keys(Case, "number", "number_key")
    assert twin == f"“fi-1” (id {second.pk})"
    assert [*Case.objects.order_by("pk").values_list("number", flat=True)] == ["fi-1", "fi-1", "ﬃ" * 20]
    assert [*Case.objects.order_by("pk").values_list("number_key", flat=True)][:2] == ["fi-1", f"fi-1 #{second.pk}"]
    assert cleaning.renew_keys(Case, "number", "number_key") == []


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
