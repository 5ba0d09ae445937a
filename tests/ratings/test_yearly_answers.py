"""Yearly questions on a sheet: entered, kept as drafts, merged, checked, frozen with the approval, summed."""

from collections import Counter
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ratings import findings
from ratings.asked.questions import asked_of
from ratings.asked.sessions import SessionsField, as_text
from ratings.counts.asked import of_answer
from ratings.counts.measures import count
from ratings.counts.totals import totals
from ratings.grid.material import Material
from ratings.models import Sheet, Tally, YearlyAnswer, YearlyQuestion, YearlySession
from ratings.workbook.actions import commit, undo, upload
from ratings.workbook.contents import Contents
from ratings.workbook.preview import preview
from tests.ratings import sheets
from tests.ratings.asked import SHARE, answer, question
from tests.ratings.workbooks import downloaded, filled

BOTH = {"number": 10, "part": 8}


@pytest.fixture
def sheet(world, year):
    return sheets.sheet_of(world.own_cell)


def url(sheet, name="sheet"):
    return reverse(f"ratings:{name}", args=[2024, sheet.organization_id])


def post(client, sheet, **fields):
    sheet.refresh_from_db()
    return client.post(url(sheet), {"version": sheet.version, **fields})


def test_entered_on_the_sheet_each_kind_by_its_field(client, world, sheet):
    kinds = {
        "count": "12",
        "amount": "1.062",
        "yes_no": "true",
        "level": "3",
        "day": "5/3/2024",
        "topic": "Chuyển đổi số",
    }
    asked = {kind: question(world, wording=kind, kind=kind, audience="cells") for kind in kinds}
    listed = question(world, wording="Hội nghị", kind="sessions", audience="cells")
    client.force_login(world.users["clerk"])
    names = {"count": "number", "amount": "number", "yes_no": "held", "level": "level", "day": "day", "topic": "text"}
    fields = {f"q{asked[kind].pk}-{names[kind]}": typed for kind, typed in kinds.items()}
    text = "5/3/2024; Nghị quyết; 45\n1/2/2024; Chỉ thị 05"
    assert post(client, sheet, **fields, **{f"q{listed.pk}-sessions": text}).status_code == 302
    stored = {each.question.kind: each for each in YearlyAnswer.objects.filter(sheet=sheet)}
    assert (stored["count"].number, stored["amount"].number, stored["yes_no"].held) == (12, 1062, True)
    assert (stored["level"].level, stored["topic"].text) == (3, "Chuyển đổi số")
    assert stored["day"].day.isoformat() == "2024-03-05"
    held = YearlySession.objects.filter(sheet=sheet).values_list("topic", "people")
    assert list(held) == [("Chỉ thị 05", None), ("Nghị quyết", 45)]
    page = client.get(url(sheet)).text
    assert "01/02/2024; Chỉ thị 05" in page
    assert "05/03/2024" in page


def test_nothing_typed_is_lost_where_it_cannot_be_read(client, world, sheet):
    asked = question(world, **SHARE, audience="cells")
    client.force_login(world.users["clerk"])
    answered = post(client, sheet, **{f"q{asked.pk}-number": "3", f"q{asked.pk}-part": "5"})
    assert answered.status_code == 422
    assert "lớn hơn tổng số" in answered.text
    assert 'value="5"' in answered.text
    assert not YearlyAnswer.objects.exists()


def test_a_part_is_never_more_than_its_whole_in_the_table_too(world, sheet):
    asked = question(world, **SHARE, audience="cells")
    with pytest.raises(IntegrityError), transaction.atomic():
        YearlyAnswer.objects.create(sheet=sheet, question=asked, number=3, part=5)
    with pytest.raises(IntegrityError), transaction.atomic():
        YearlyAnswer.objects.create(sheet=sheet, question=asked, number=3, text="ba")


def test_two_people_answer_two_questions_and_neither_is_lost(client, world, sheet):
    one, two = (question(world, wording=name, audience="cells") for name in ("Một", "Hai"))
    version = sheet.version
    answer(sheet, one, world.users["committee"], number=1)
    client.force_login(world.users["clerk"])
    answered = client.post(url(sheet), {"version": version, f"q{two.pk}-number": "2"})
    assert answered.status_code == 409
    assert "Hai" in answered.text
    collided = client.post(url(sheet), {"version": version, f"q{one.pk}-number": "7"})
    assert "Một" in collided.text
    assert YearlyAnswer.objects.get(question=one).number == 1


def test_only_what_is_asked_of_the_organisation_is_answered(world, sheet):
    elsewhere = question(world)
    with pytest.raises(ValidationError, match="không hỏi tổ chức này"):
        answer(sheet, elsewhere, world.users["clerk"], number=1)


def test_a_sector_is_that_of_the_grassroots_organisation_above(world, sheet):
    of_party = world.own.sector
    asked = question(world, audience="cells", sectors=[of_party])
    other = question(world, wording="Khối khác", audience="cells", sectors=[world.sibling.sector])
    assert asked_of(sheet) == [asked]
    assert asked_of(sheets.sheet_of(world.sibling_cell)) == [other]
    assert asked_of(sheets.sheet_of(world.own)) == []


def test_a_later_question_leaves_approved_sheets_complete(client, world, sheet):
    question(world, audience="cells")
    clerk = world.users["clerk"]
    assert "answers_missing" in {each.code for each in findings.check(sheets.fill(sheet, clerk))}
    approved = sheets.approved(sheet, clerk, world.users["committee"])
    late = question(world, wording="Câu thêm sau", audience="cells")
    assert late not in asked_of(approved)
    found = [each for each in findings.check(approved) if each.code == "answers_missing"]
    assert [each.params["count"] for each in found] == [1]
    client.force_login(clerk)
    assert "Câu thêm sau" not in client.get(url(sheet)).text


def test_half_a_pair_is_found_and_counts_for_nothing(world, sheet):
    asked = question(world, **SHARE, audience="cells")
    answer(sheet, asked, world.users["clerk"], number=10)
    assert f"half_an_answer_{asked.pk}" in {each.code for each in findings.check(sheet)}
    assert count(Sheet.objects.filter(pk=sheet.pk)).get(sheet.pk, Counter()) == {}


def test_frozen_with_the_approval_and_never_moved_by_the_catalogue(world, year, sheet):
    asked = question(world, **SHARE, audience="cells")
    answer(sheet, asked, world.users["clerk"], **BOTH)
    clerk = world.users["clerk"]
    sheets.approved(sheets.fill(sheet, clerk), clerk, world.users["committee"])
    code = asked.measure
    frozen = dict(Tally.objects.filter(sheet=sheet, measure__startswith=code).values_list("measure", "value"))
    assert frozen == {code: 10, f"{code}_part": 8, f"{code}_units": 1}
    YearlyAnswer.objects.filter(sheet=sheet).update(part=1)
    YearlyQuestion.objects.update(last_year=2024)
    assert totals(Sheet.objects.all(), ("rating_year__year",)).sums[2024,][f"{code}_part"] == 8


def test_a_draft_holds_answers(client, world, sheet):
    asked = question(world, audience="cells")
    client.force_login(world.users["clerk"])
    fields = {"version": str(sheet.version), f"q{asked.pk}-number": "4711"}
    client.post(url(sheet, "draft"), fields, content_type="application/json")
    assert "4711" in client.get(url(sheet)).text


def test_read_only_the_answers_stand_in_words(client, world, sheet):
    asked = question(world, wording="Đã ban hành quy chế", kind="yes_no", audience="cells")
    answer(sheet, asked, world.users["clerk"], held=True)
    client.force_login(world.users["leader"])
    page = client.get(url(sheet)).text
    assert "Đã ban hành quy chế" in page
    assert f"q{asked.pk}-held" not in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_sheet_asks_the_same_queries_for_one_and_three(client, world, sheet, number, django_assert_max_num_queries):
    for at in range(number):
        asked = question(world, wording=f"Câu {at}", audience="cells")
        answer(sheet, asked, world.users["clerk"], number=at)
    client.force_login(world.users["clerk"])
    client.get(url(sheet))
    with django_assert_max_num_queries(63):
        client.get(url(sheet))


numbers = st.one_of(st.none(), st.integers(0, 10**15))


@given(st.lists(st.tuples(numbers, numbers), max_size=8))
def test_pairs_are_summed_together_or_not_at_all(pairs):
    asked = YearlyQuestion(code="x", kind="count", part_wording="trong đó")
    counted: Counter[str] = Counter()
    for number, part in pairs:
        counted.update(of_answer(YearlyAnswer(question=asked, number=number, part=part)))
    whole = [(number, part) for number, part in pairs if number is not None and part is not None]
    assert counted["asked_x"] == sum(number for number, _part in whole)
    assert counted["asked_x_part"] == sum(part for _number, part in whole)
    assert counted["asked_x_units"] == len(whole)


days = st.dates(min_value=date(2000, 1, 1), max_value=date(2030, 1, 1))
topics = st.text(st.sampled_from("Nghị quyết; 05 ệ"), min_size=1, max_size=30).map(lambda text: f"a{text.strip(' ;')}b")


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(days, topics, st.one_of(st.none(), st.integers(0, 10**6))), max_size=6))
def test_what_is_written_of_sessions_reads_back(sessions):
    kept = [[day.isoformat(), " ".join(topic.split()), people] for day, topic, people in sessions]
    ordered = sorted(kept, key=lambda each: each[0])
    assert (SessionsField().clean(as_text(kept)) or []) == ordered


def test_a_workbook_takes_answers_out_and_brings_them_in(client, world, sheet):
    share = question(world, **SHARE, audience="cells")
    ruled = question(world, wording="Đã ban hành quy chế", kind="yes_no", audience="cells")
    held = question(world, wording="Hội nghị", kind="sessions", audience="cells")
    clerk = world.users["clerk"]
    answer(sheet, share, clerk, **BOTH)
    answer(sheet, held, clerk, sessions=[["2024-02-01", "Chỉ thị 05", 30]])
    unchanged = upload(sheet=sheet, file_name="phieu.xlsx", content=downloaded(sheet), by=clerk)
    with pytest.raises(ValidationError, match="Không có gì"):
        commit(upload=unchanged, version=unchanged.sheet_version, skip_wrong=False, by=clerk)
    sessions = "01/02/2024; Chỉ thị 05; 30\n3/4/2024; Nghị quyết; 41"
    codes = {share.printed_code: 20, ruled.printed_code: "Có", held.printed_code: sessions}
    content = filled(downloaded(sheet), {(code, "Trả lời"): value for code, value in codes.items()})
    sent = upload(sheet=sheet, file_name="phieu.xlsx", content=content, by=clerk)
    commit(upload=sent, version=sent.sheet_version, skip_wrong=False, by=clerk)
    found = {each.question_id: each for each in YearlyAnswer.objects.filter(sheet=sheet)}
    assert (found[share.pk].number, found[share.pk].part, found[ruled.pk].held) == (20, 8, True)
    assert list(YearlySession.objects.values_list("topic", "people")) == [("Chỉ thị 05", 30), ("Nghị quyết", 41)]
    sent.refresh_from_db()
    undo(upload=sent, by=clerk)
    assert YearlyAnswer.objects.get(sheet=sheet, question=share).number == 10
    assert YearlySession.objects.count() == 1


def test_a_wrong_cell_of_a_workbook_is_named(world, sheet):
    asked = question(world, **SHARE, audience="cells")
    content = filled(downloaded(sheet), {(asked.printed_code, "Trả lời"): 3, (f"{asked.printed_code}B", "Trả lời"): 5})
    sent = upload(sheet=sheet, file_name="phieu.xlsx", content=content, by=world.users["clerk"])
    shown = preview(Contents.from_json(sent.contents), Material.of(sheet))
    [problem] = shown.problems
    assert "lớn hơn tổng số" in problem.sentence
