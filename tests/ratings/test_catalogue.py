"""The catalogue of yearly questions: what an office may do with a question, and what stands once it is answered."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import AuditEvent
from organizations.models import Sector
from ratings.catalogue import actions
from ratings.catalogue.starting import STARTING
from ratings.models import AnswerType, YearlyQuestion
from tests.ratings import sheets
from tests.ratings.asked import SHARE, VALUES, answer, question
from ui.refusals import Stale

LIST = reverse("ratings:questions")
TYPED = {**{name: value for name, value in VALUES.items() if value}, "first_year": "2024"}


@pytest.fixture
def office(client, world):
    client.force_login(world.users["bloc_office"])
    return client


def approve(world, sheet):
    clerk, committee = sheets.clerk_of(sheet.organization), world.users["committee"]
    return sheets.approved(sheets.fill(sheet, clerk), clerk, committee)


def change(world, asked, **values):
    seen = actions.seen_of(asked)
    given = {name: getattr(asked, name) for name in actions.FIELDS} | {"sectors": list(asked.sectors.all())} | values
    return actions.change(question=asked, values=given, seen=seen, by=world.users["bloc_office"])


def test_an_empty_catalogue_is_begun_with_the_usual_questions_once(office, world):
    assert office.post(reverse("ratings:start_questions")).url == LIST
    office.post(reverse("ratings:start_questions"))
    found = YearlyQuestion.objects.filter(root=world.bloc)
    assert {each.code for each in found} == {each.code for each in STARTING}
    assert found.get(code="state_capital").sectors.get().kind == Sector.Kind.ENTERPRISES
    assert found.get(code="procedures").sectors.count() == Sector.objects.filter(kind="agencies").count()
    assert len({each.number for each in found}) == len(STARTING)
    assert AuditEvent.objects.get(verb="question.start").data["year"] == found[0].first_year
    page = office.get(LIST).text
    assert "Buổi thông tin thời sự" in page
    assert "Chỉ thị số 05-CT/TW" in page


def test_a_question_is_added_without_code_and_asked_of_its_root_only(office, world):
    assert office.post(reverse("ratings:add_question"), TYPED).url == LIST
    made = YearlyQuestion.objects.get()
    assert (made.root, made.wording, made.first_year) == (world.bloc, VALUES["wording"], 2024)
    assert made.wording in office.get(LIST).text
    again = office.post(reverse("ratings:add_question"), TYPED)
    assert again.status_code == 422
    assert "đã có trong danh mục" in again.text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"wording": " "}, "Ghi nội dung cần hỏi"),
        ({"kind": "yes_no", "part_wording": "Trong đó"}, "Chỉ số liệu mới có phần"),
        ({"first_year": "1999"}, "2000"),
        ({"chapter": "poems"}, "poems"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(office, fields, sentence):
    answered = office.post(reverse("ratings:add_question"), {**TYPED, **fields})
    assert answered.status_code == 422
    assert sentence in answered.text
    assert not YearlyQuestion.objects.exists()


def test_nothing_new_is_asked_in_a_closed_year(office, world, year):
    sheets.close_year(year, world.users["bloc_office"])
    refused = office.post(reverse("ratings:add_question"), TYPED)
    assert "Năm 2024 đã khóa" in refused.text
    assert not YearlyQuestion.objects.exists()


def test_answered_on_an_approved_sheet_only_the_wording_changes(world, year):
    asked, sheet = question(world, audience="cells"), sheets.sheet_of(world.own_cell)
    answer(sheet, asked, world.users["clerk"], number=3)
    assert change(world, asked, audience="grassroots").audience == "grassroots"
    asked.refresh_from_db()
    with pytest.raises(ValidationError, match="không đổi loại"):
        change(world, asked, kind=AnswerType.AMOUNT)
    asked.refresh_from_db()
    change(world, asked, audience="cells")
    asked.refresh_from_db()
    approve(world, sheet)
    with pytest.raises(ValidationError, match="chỉ sửa được lời văn"):
        change(world, asked, unit="buổi")
    asked.refresh_from_db()
    assert change(world, asked, wording="Số lớp tập huấn").wording == "Số lớp tập huấn"
    asked.refresh_from_db()
    assert asked.unit == "lớp"


def test_asked_otherwise_from_a_year_on_it_is_counted_as_one_question(world, year):
    asked = question(world)
    later = {**VALUES, "wording": "Lớp tập huấn, kể cả trực tuyến", "first_year": 2026}
    new = actions.ask_otherwise(question=asked, values=later, by=world.users["bloc_office"])
    asked.refresh_from_db()
    assert (asked.last_year, new.first_year, new.last_year) == (2025, 2026, None)
    assert (new.code, new.number) == (asked.code, asked.number)
    assert [each.pk for each in YearlyQuestion.objects.of_year(2025)] == [asked.pk]
    assert [each.pk for each in YearlyQuestion.objects.of_year(2026)] == [new.pk]
    with pytest.raises(ValidationError, match="cùng một loại"):
        actions.ask_otherwise(
            question=new, values={**later, "kind": "yes_no", "first_year": 2028}, by=world.users["bloc_office"]
        )
    with pytest.raises(ValidationError, match="năm sau năm đầu tiên"):
        actions.ask_otherwise(question=new, values=later, by=world.users["bloc_office"])


def test_retired_it_is_asked_no_more_and_never_out_of_a_closed_year(office, world, year):
    asked = question(world)
    sheets.close_year(year, world.users["bloc_office"])
    url = reverse("ratings:retire_question", args=[asked.pk])
    assert "Năm cuối không được trước năm đầu" in office.post(url, {"last_year": "2023"}).text
    assert office.post(url, {"last_year": "2024"}).url == LIST
    asked.refresh_from_db()
    assert asked.last_year == 2024
    assert not YearlyQuestion.objects.of_year(2025).exists()


def test_a_closed_year_in_which_it_was_asked_stays_one_in_which_it_was_asked(world):
    asked = question(world, first_year=2023)
    year = sheets.open_year(world)
    sheets.close_year(year, world.users["bloc_office"])
    with pytest.raises(ValidationError, match="Năm 2024 đã khóa và đã hỏi"):
        actions.retire(question=asked, last_year=2023, by=world.users["bloc_office"])


def test_taken_out_as_long_as_nobody_answered(office, world, year):
    asked, other = question(world, audience="cells"), question(world, wording="Câu thêm nhầm")
    answer(sheets.sheet_of(world.own_cell), asked, world.users["clerk"], number=3)
    office.post(reverse("ratings:take_out_question", args=[other.pk]))
    office.post(reverse("ratings:take_out_question", args=[asked.pk]))
    assert list(YearlyQuestion.objects.all()) == [asked]


def test_put_in_order_within_its_chapter(office, world):
    first, second = question(world), question(world, **SHARE)
    question(world, wording="Chương khác", chapter="internal")
    office.post(reverse("ratings:move_question", args=[second.pk]), {"way": "up"})
    page = office.get(LIST).text
    assert page.index(second.wording) < page.index(first.wording)
    office.post(reverse("ratings:move_question", args=[second.pk]), {"way": "up"})
    assert office.get(LIST).text.index(second.wording) < office.get(LIST).text.index(first.wording)


def test_what_somebody_else_changed_meanwhile_is_not_lost(world):
    asked = question(world)
    seen = actions.seen_of(asked)
    change(world, asked, wording="Lời văn của người khác")
    with pytest.raises(Stale):
        actions.change(question=asked, values=VALUES, seen=seen, by=world.users["bloc_office"])


def test_one_version_goes_on(world):
    asked = question(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        YearlyQuestion.objects.create(
            root=world.bloc,
            code=asked.code,
            number=9,
            wording="Khác",
            kind="count",
            chapter="ideology",
            first_year=2030,
        )


def test_another_root_keeps_its_own(client, world):
    asked = question(world)
    YearlyQuestion.objects.filter(pk=asked.pk).update(root=world.foreign_bloc)
    client.force_login(world.users["bloc_office"])
    assert client.get(reverse("ratings:change_question", args=[asked.pk])).status_code == 404
    assert asked.wording not in client.get(LIST).text


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_the_same_queries_for_one_and_three(office, world, number, django_assert_max_num_queries):
    for at in range(number):
        question(world, wording=f"Câu {at}")
    office.get(LIST)
    with django_assert_max_num_queries(14):
        office.get(LIST)


def test_the_preview_shows_every_kind_of_answer(office, world):
    for kind in AnswerType:
        question(world, wording=f"Câu {kind.value}", kind=kind.value)
    page = office.get(reverse("ratings:preview_questions")).text
    for kind in AnswerType:
        assert f"Câu {kind.value}" in page
