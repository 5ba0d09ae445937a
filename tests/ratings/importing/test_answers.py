"""Answers to yearly questions from a file: what becomes of each row, what stands afterwards, how it is taken back."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import AuditEvent
from exchange import actions
from exchange.kinds import Judged, Outcome, Scope, kinds
from exchange.models import Import, State
from exchange.rows import JudgedRows
from ratings.importing import answer_saving
from ratings.models import Sheet, YearlyAnswer, YearlyQuestion
from ratings.sheets.entry import answers_each
from tests import factories
from tests.members.importing.made import csv_file
from tests.ratings import sheets
from tests.ratings.asked import SHARE, answer, question

pytestmark = pytest.mark.django_db
KIND = "yearly_answers"
HEADINGS = {
    "year": "Năm",
    "organization": "Mã tổ chức đảng",
    "question": "Mã câu hỏi",
    "answer": "Trả lời",
    "part": "Trong đó",
}
SESSIONS = [["2024-02-01", "Chỉ thị 05; Kết luận 01", None], ["2024-03-05", "Nghị quyết Đại hội", 45]]


@pytest.fixture(autouse=True)
def _year(year): ...


def row(organization, asked: YearlyQuestion | str, typed: str = "", part: str = "", year: str = "2024") -> dict:
    code = asked if isinstance(asked, str) else asked.printed_code
    return {"year": year, "organization": organization.code, "question": code, "answer": typed, "part": part}


def sent_file(world, content: bytes, name: str = "tra-loi.csv") -> Import:
    scope = Scope(world.bloc.path, world.bloc.name)
    by = world.users["bloc_office"]
    return actions.send(kind=kinds()[KIND], scope=scope, file_name=name, content=content, by=by)


def sent(world, *rows: dict) -> Import:
    return sent_file(world, csv_file([*HEADINGS.values()], *([each[name] for name in HEADINGS] for each in rows)))


def judged(upload: Import) -> list[Judged]:
    assert upload.state == State.PREVIEWED, (upload.state, upload.error)
    return list(JudgedRows(upload.sent_table))


def outcomes(upload: Import) -> list[str]:
    return [each.outcome for each in judged(upload)]


def problems(world, *rows: dict) -> list[tuple[str, str]]:
    return [(one.column, one.sentence) for each in judged(sent(world, *rows)) for one in each.problems]


def written(upload: Import) -> Import:
    actions.write(upload=upload, edition=upload.edition, by=upload.sent_by, decision={})
    return upload


def taken_back(upload: Import) -> Import:
    actions.take_back(upload=upload, by=upload.sent_by, reason="")
    return upload


def numbers(asked: YearlyQuestion) -> dict[str, tuple[int | None, int | None]]:
    found = YearlyAnswer.objects.filter(question=asked).values_list("sheet__name", "number", "part")
    return {name: (number, part) for name, number, part in found}


@pytest.mark.parametrize(
    ("kind", "typed", "stands"),
    [
        ("count", "12", ("number", 12)),
        ("count", "1.062", ("number", 1062)),
        ("amount", "15000000", ("number", 15_000_000)),
        ("yes_no", "có", ("held", True)),
        ("yes_no", "Không", ("held", False)),
        ("yes_no", "Yes", ("held", True)),
        ("level", "HTTNV", ("level", 3)),
        ("level", "Hoàn thành xuất sắc nhiệm vụ", ("level", 4)),
        ("day", "5/3/2024", ("day", "2024-03-05")),
        ("topic", "Chuyển đổi số", ("text", "Chuyển đổi số")),
        ("sessions", "5/3/2024; Nghị quyết Đại hội; 45\n1/2/2024; Chỉ thị 05; Kết luận 01;", ("sessions", SESSIONS)),
    ],
)
def test_each_kind_of_answer_is_written_as_if_typed_on_the_sheet(world, kind, typed, stands):
    asked = question(world, wording=kind, kind=kind)
    upload = written(sent(world, row(world.own, asked, typed)))
    assert upload.state == State.COMMITTED, (upload.state, upload.error)
    sheet = sheets.sheet_of(world.own)
    [entry] = answers_each([sheet.pk])[sheet.pk].values()
    assert entry[stands[0]] == stands[1]
    saved = AuditEvent.objects.get(verb="sheet.save")
    assert (saved.actor, saved.target_id) == (world.users["bloc_office"], str(sheet.pk))
    assert sheet.version == 2


def test_what_is_wrong_is_told_at_its_cell_and_the_rest_is_written(world):
    share, cells = question(world, **SHARE), question(world, wording="Của chi bộ", audience="cells")
    other = question(world, wording="Khối khác", sectors=[world.sibling.sector])
    held = question(world, wording="Có họp", kind="yes_no")
    later = question(world, wording="Năm sau", first_year=2025)
    wrong = {
        ("year", "chưa mở"): row(world.own, share, "1", year="2031"),
        ("year", "không phải là năm"): row(world.own, share, "1", year="năm nay"),
        ("organization", "Không có tổ chức nào mang mã này"): {**row(world.own, share, "1"), "organization": "KHONGCO"},
        ("organization", "Không có tổ chức nào"): row(world.foreign, share, "1"),
        ("question", "còn trống"): row(world.own, "", "1"),
        ("question", "Không có câu hỏi hằng năm nào mang mã này"): row(world.own, "H99", "1"),
        ("question", "không hỏi trong năm 2024"): row(world.own, later, "1"),
        ("question", "H02 không hỏi tổ chức này"): row(world.own, cells, "1"),
        ("question", "H03 không hỏi tổ chức này"): row(world.own, other, "1"),
        ("answer", "từ 0 trở lên"): row(world.own_cell, cells, "-1"),
        ("answer", "không phải số nguyên"): row(world.own_second_cell, cells, "nhiều"),
        ("answer", "“có lẽ”"): row(world.own, held, "có lẽ"),
        ("part", "lớn hơn tổng số"): row(world.own, share, "3", "5"),
        ("part", "không hỏi phần"): row(world.sibling_cell, cells, "3", "2"),
    }
    told = judged(sent(world, *wrong.values(), row(world.lone_cell, share, "7", "6")))
    found = [[(one.column, one.sentence) for one in each.problems] for each in told]
    for (column, words), sentences in zip(wrong, found, strict=False):
        assert [each for each in sentences if each[0] == column and words in each[1]], (column, words, sentences)
    assert [each.outcome for each in told] == [Outcome.ERROR] * len(wrong) + [Outcome.NEW]
    assert all(one.mend for each in told for one in each.problems)


def test_an_answer_given_twice_in_a_file_is_told_in_both_rows(world):
    asked = question(world)
    found = problems(world, row(world.own, asked, "1"), row(world.own, asked, "2"), row(world.sibling, asked, "3"))
    assert [column for column, _words in found] == ["question", "question"]


def test_only_what_changes_is_written_and_an_empty_cell_says_nothing(world):
    asked = question(world, **SHARE)
    clerk = world.users["committee"]
    answer(sheets.sheet_of(world.own), asked, clerk, number=40, part=38)
    answer(sheets.sheet_of(world.sibling), asked, clerk, number=5, part=5)
    same, changed, new = (
        row(world.own, asked, "40"),
        row(world.sibling, asked, "", "4"),
        row(world.lone_cell, asked, "3"),
    )
    upload = sent(world, same, changed, new, row(world.own, asked.printed_code))
    assert outcomes(upload)[1:3] == [Outcome.CHANGED, Outcome.NEW]
    assert [(each.column, each.before, each.after) for each in judged(upload)[1].differences] == [("part", "5", "4")]
    upload = sent(world, same, changed, new)
    versions = dict(Sheet.objects.values_list("organization", "version"))
    written(upload)
    assert numbers(asked) == {world.own.name: (40, 38), world.sibling.name: (5, 4), world.lone_cell.name: (3, None)}
    touched = {pk for pk, version in Sheet.objects.values_list("organization", "version") if version != versions[pk]}
    assert touched == {world.sibling.pk, world.lone_cell.pk}


@pytest.mark.parametrize(
    ("state", "words"), [("submitted", "đã trình"), ("approved", "đã được duyệt"), ("returned", ""), ("draft", "")]
)
def test_only_sheets_being_entered_take_answers_and_the_others_are_told(world, state, words):
    asked = question(world, audience="cells")
    clerk, office = world.users["clerk"], world.users["committee"]
    answer(sheets.sheet_of(world.own_cell), asked, clerk, number=1)
    sheets.in_state(state, sheets.sheet_of(world.own_cell), clerk, office)
    assert outcomes(sent(world, row(world.own_cell, asked, "1"))) == [Outcome.SAME]
    upload = sent(world, row(world.own_cell, asked, "2"), row(world.own_second_cell, asked, "2"))
    told = [(one.column, one.sentence) for each in judged(upload) for one in each.problems]
    assert told == ([("organization", f"Phiếu của tổ chức {words}")] if words else [])
    written(upload)
    assert numbers(asked)[world.own_cell.name] == ((1, None) if words else (2, None))
    assert numbers(asked)[world.own_second_cell.name] == (2, None)


def test_a_closed_year_keeps_its_answers(world, year):
    asked = question(world)
    answer(sheets.sheet_of(world.own), asked, world.users["committee"], number=1)
    sheets.close_year(year, world.users["bloc_office"])
    assert problems(world, row(world.own, asked, "2")) == [("year", "Năm xếp loại 2024 đã khóa")]
    assert outcomes(sent(world, row(world.own, asked, "1"))) == [Outcome.SAME]


def test_taken_back_what_stood_stands_again_and_what_was_changed_since_is_in_the_way(world):
    asked = question(world)
    answer(sheets.sheet_of(world.own), asked, world.users["committee"], number=1)
    rows = (row(world.own, asked, "2"), row(world.sibling, asked, "3"))
    upload = written(sent(world, *rows))
    answer(sheets.sheet_of(world.sibling), asked, world.users["sibling_committee"], number=9)
    assert taken_back(upload).state == State.COMMITTED
    [[label, sentence, url]] = upload.refusal
    assert (world.sibling.code in label, "đã được sửa" in sentence) == (True, True)
    assert url == sheets.sheet_of(world.sibling).get_absolute_url()
    answer(sheets.sheet_of(world.sibling), asked, world.users["sibling_committee"], number=3)
    assert taken_back(upload).state == State.UNDONE, (upload.error, upload.refusal)
    assert numbers(asked) == {world.own.name: (1, None), world.sibling.name: (None, None)}
    assert AuditEvent.objects.filter(verb="import.take_back").count() == 1


def test_what_was_submitted_since_is_in_the_way(world):
    asked = question(world, audience="cells")
    upload = written(sent(world, row(world.own_cell, asked, "2")))
    sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    assert taken_back(upload).state == State.COMMITTED
    assert "không còn ở bước nhập" in upload.refusal[0][1]


@pytest.mark.parametrize("deed", ["answer", "retire"])
def test_what_changed_since_the_preview_is_judged_anew(world, deed):
    asked = question(world)
    upload = sent(world, row(world.own, asked, "2"))
    if deed == "answer":
        answer(sheets.sheet_of(world.own), asked, world.users["committee"], number=8)
    else:
        YearlyQuestion.objects.filter(pk=asked.pk).update(first_year=2025)
    written(upload)
    upload.refresh_from_db()
    assert upload.state == State.PREVIEWED
    assert outcomes(upload) == [Outcome.CHANGED if deed == "answer" else Outcome.ERROR]
    assert (8, None) in numbers(asked).values() or deed == "retire"


def queries(world, many: int) -> list[int]:
    asked = question(world, wording=f"Hỏi {many} nơi", audience="cells")
    cells = [factories.cell(world.own) for _each in range(many)]
    for each in cells:
        sheets.sheet_of(each)
    counts = []
    with CaptureQueriesContext(connection) as found:
        upload = sent(world, *(row(cell, asked, "4") for cell in cells))
    counts.append(len(found))
    with CaptureQueriesContext(connection) as found:
        written(upload)
    assert numbers(asked) == {each.name: (4, None) for each in cells}
    counts.append(len(found))
    with CaptureQueriesContext(connection) as found:
        taken_back(upload)
    assert upload.state == State.UNDONE, (upload.error, upload.refusal)
    return [*counts, len(found)]


def test_the_number_of_queries_does_not_grow_with_the_rows(world):
    assert queries(world, 1) == queries(world, 3)


def test_more_sheets_than_one_statement_names_are_saved_some_at_a_time(world, monkeypatch):
    monkeypatch.setattr(answer_saving, "TOGETHER", 2)
    asked = question(world)
    places = (world.own, world.sibling, world.lone_cell)
    upload = written(sent(world, *(row(each, asked, "4") for each in places)))
    assert numbers(asked) == {each.name: (4, None) for each in places}
    assert taken_back(upload).state == State.UNDONE


TEXT = st.text("aăđộễ xyz0123456789=+-@'\";,./<>&%()–“”", min_size=1, max_size=40).map(
    lambda text: " ".join(text.split())
)
TOPIC = TEXT.filter(lambda text: text.strip(" ;"))
DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31)).map(date.isoformat)
SESSION = st.tuples(DAYS, TOPIC.map(lambda text: text.replace(";", ",")), st.none() | st.integers(0, 99_999)).map(list)
VALUES = {
    "count": st.fixed_dictionaries({"number": st.integers(0, 2_000_000_000)}),
    "amount": st.fixed_dictionaries({"number": st.integers(0, 999_999_999_999_999)}),
    "yes_no": st.fixed_dictionaries({"held": st.booleans()}),
    "level": st.fixed_dictionaries({"level": st.integers(1, 4)}),
    "day": st.fixed_dictionaries({"day": DAYS}),
    "topic": st.fixed_dictionaries({"text": TOPIC}),
    "sessions": st.fixed_dictionaries(
        {"sessions": st.lists(SESSION, min_size=1, max_size=3).map(lambda found: sorted(found, key=lambda one: one[0]))}
    ),
}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given_answers=st.lists(st.fixed_dictionaries(VALUES), min_size=3, max_size=3))
def test_what_the_list_hands_out_comes_back_without_a_difference(client, world, given_answers):
    asked = {kind: _asked(world, kind) for kind in VALUES}
    for place, answers in zip((world.own, world.sibling, world.lone_cell), given_answers, strict=True):
        for kind, values in answers.items():
            answer(sheets.sheet_of(place), asked[kind], world.users["bloc_office"], **values)
    client.force_login(world.users["bloc_office"])
    file = client.post(reverse("ratings:download_answers", args=[2024]))
    upload = sent_file(world, file.getvalue(), "tra-loi.xlsx")
    found = judged(upload)
    assert [(each.problems, each.differences) for each in found if each.outcome != Outcome.SAME] == []
    assert len(found) == 3 * len(VALUES)


def _asked(world, kind: str) -> YearlyQuestion:
    found = YearlyQuestion.objects.filter(root=world.bloc, wording=kind).first()
    return found or question(world, wording=kind, kind=kind)
