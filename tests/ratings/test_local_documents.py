"""Local documents that also govern a year: who names them, where they are printed, and what stays as it was printed."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from ratings import rules
from ratings.appeals.rerating import Decision, rerate
from ratings.appeals.standing import Standing
from ratings.levels import Level
from ratings.models import LocalDocument, RatingYear, Rerating
from ratings.rules.local import LocalRule
from ratings.sheets import entry
from ratings.summary.form import summary_of
from ratings.years import documents
from reports.renderings import markup
from reports.snapshots import year as snapshots
from scripts.catalogues import ROOT
from tests import factories
from tests.ratings import sheets

RULES, SETTINGS, ADD, CORRECT, DELETE = (
    reverse(f"ratings:{name}", args=[2025])
    for name in ("year_rules", "settings", "add_document", "correct_document", "delete_document")
)
TYPED = {
    "number": "399-QĐ/TU",
    "issued_on": "27/8/2025",
    "body": "Tỉnh ủy Quảng Trị",
    "abstract": "Kiểm điểm, xếp loại hằng năm",
}
RULE = LocalRule("399-QĐ/TU", date(2025, 8, 27), "Tỉnh ủy Quảng Trị", "Kiểm điểm, xếp loại hằng năm")
NAMED = "399-QĐ/TU ngày 27/08/2025 của Tỉnh ủy Quảng Trị"


@pytest.fixture
def year(world):
    planned = {"state": RatingYear.State.PLANNED, "opens_on": date(2025, 1, 1)}
    rating_year = factories.RatingYearFactory(year=2025, rule_set="qd366", **planned)
    sheets.years_actions.open_year(rating_year=rating_year, by=world.users["bloc_office"])
    return rating_year


@pytest.fixture
def office(client, world):
    client.force_login(world.users["bloc_office"])
    return client


def added(year, world, **changed):
    return documents.add(rating_year=year, rule=RULE._replace(**changed), by=world.users["bloc_office"])


def correcting(document, **fields):
    return {**TYPED, "document": document.pk, "seen": documents.seen_of(document), **fields}


def test_added_it_stands_with_the_rules_and_in_the_history(office, year):
    assert office.post(ADD, TYPED).url == RULES
    assert LocalDocument.objects.get().rule == RULE
    for page in (RULES, SETTINGS):
        assert NAMED in office.get(page).text
        assert RULE.abstract in office.get(page).text
    assert "thêm văn bản của địa phương" in office.get(SETTINGS).text
    assert AuditEvent.objects.get(verb="document.add").target_id == str(year.pk)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"number": " \u200b "}, "Ghi số văn bản."),
        ({"number": "9" * 61}, "61"),
        ({"issued_on": ""}, "Ghi ngày ban hành."),
        *(({"issued_on": typed}, "từ năm 2000") for typed in ("31/12/1999", "31/12/1899", "1/1/2101")),
        ({"number": "Sè 5-Q§"}, "TCVN3"),
        ({"issued_on": f"{timezone.localdate() + timedelta(days=1):%d/%m/%Y}"}, "chưa tới"),
        ({"issued_on": "31/2/2025"}, "không có ngày này"),
        ({"body": ""}, "Ghi cơ quan ban hành."),
        ({"abstract": "\n"}, "Ghi trích yếu"),
    ],
)
def test_what_cannot_be_is_said_at_its_place_and_what_was_typed_stays(office, year, fields, sentence):
    answer = office.post(ADD, {**TYPED, "abstract": "Về việc riêng", **fields})
    assert answer.status_code == 422
    assert answer.context["adding"].errors.keys() == fields.keys()
    assert sentence.lower() in answer.text.lower()
    assert ("Về việc riêng" in answer.text) == ("abstract" not in fields)
    assert not LocalDocument.objects.exists()


@pytest.mark.parametrize(
    "number", ["399-qđ/tu", "399 -QĐ/TU", "399\u2013QĐ / TU", "３９９-QĐ/TU", "399\u2011Q\u00d0/TU"]
)
def test_one_number_stands_once_a_year_however_it_is_written(office, world, year, number):
    added(year, world)
    answer = office.post(ADD, {**TYPED, "number": number})
    assert (answer.status_code, LocalDocument.objects.count()) == (422, 1)
    assert "Văn bản này đã có trong năm" in answer.text
    other = factories.RatingYearFactory(year=2026, rule_set="qd366")
    added(other, world)
    assert LocalDocument.objects.count() == 2


@pytest.mark.parametrize(
    "wrong", [{"number": ""}, {"body": ""}, {"abstract": ""}, {"issued_on": "1999-12-31"}, {"issued_on": "2101-01-01"}]
)
def test_the_database_holds_the_same(year, world, wrong):
    made = added(year, world)
    with pytest.raises(IntegrityError), transaction.atomic():
        LocalDocument.objects.filter(pk=made.pk).update(**wrong)


def test_corrected_the_history_tells_what_stood_there_and_nothing_is_told_of_nothing(office, world, year):
    document = added(year, world)
    office.post(CORRECT, correcting(document))
    assert not AuditEvent.objects.filter(verb="document.correct").exists()
    assert office.post(CORRECT, correcting(document, body="Đảng ủy Khối", issued_on="28/8/2025")).url == RULES
    document.refresh_from_db()
    assert (document.body, document.issued_on) == ("Đảng ủy Khối", date(2025, 8, 28))
    text = office.get(SETTINGS).text
    assert "trước đó: 27/08/2025" in text
    assert "trước đó: Tỉnh ủy Quảng Trị" in text


@pytest.mark.parametrize("written", ["{}", "0{}", " {} ", "{}.0"])
def test_what_another_corrected_meanwhile_is_shown_and_nothing_typed_is_lost(office, world, year, written):
    document = added(year, world)
    typed = {**correcting(document, abstract="Lời của tôi"), "document": written.format(document.pk)}
    office.post(CORRECT, correcting(document, abstract="Lời của người khác"))
    answer = office.post(CORRECT, typed)
    assert answer.status_code == 409
    assert "Lời của người khác" in answer.text
    assert 'value="Lời của tôi"' in answer.text
    document.refresh_from_db()
    assert document.abstract == "Lời của người khác"


def test_a_correction_of_what_is_deleted_stands_ready_to_be_added_again(office, world, year):
    document = added(year, world)
    typed = correcting(document, abstract="Vẫn áp dụng")
    office.post(DELETE, {"document": document.pk, "reason": "Nhập nhầm"})
    answer = office.post(CORRECT, typed)
    assert (answer.status_code, LocalDocument.objects.exists()) == (422, False)
    assert 'value="Vẫn áp dụng"' in answer.text
    assert "đã được xóa" in answer.text


def test_deleted_with_a_reason_it_stays_in_the_history(office, world, year):
    document = added(year, world)
    assert office.post(DELETE, {"document": document.pk, "reason": " "}).status_code == 422
    assert office.post(DELETE, {"document": document.pk, "reason": "Nhập nhầm năm"}).url == RULES
    assert office.post(DELETE, {"document": document.pk, "reason": "Nhập nhầm năm"}).status_code == 422
    assert AuditEvent.objects.filter(verb="document.delete").count() == 1
    assert "Nhập nhầm năm" in office.get(SETTINGS).text
    assert NAMED not in office.get(RULES).text


@pytest.mark.parametrize("value", ["0", "-1", "99999999999999999999", "x", ""])
def test_what_names_no_document_is_refused(office, year, value):
    assert office.post(DELETE, {"document": value, "reason": "Thử"}).status_code == 422
    assert office.post(CORRECT, {**TYPED, "document": value}).status_code == 422


def test_of_another_year_nothing_is_touched(office, world, year):
    other = added(factories.RatingYearFactory(year=2026, rule_set="qd366"), world)
    assert office.post(DELETE, {"document": other.pk, "reason": "Thử"}).status_code == 422
    assert LocalDocument.objects.exists()


def test_after_the_close_they_are_shown_only_and_what_was_typed_late_stays_readable(office, world, year):
    document = added(year, world)
    sheets.close_year(year, world.users["bloc_office"])
    page = office.get(RULES).text
    assert NAMED in page
    assert CORRECT not in page
    assert ADD not in page
    assert DELETE not in page
    late = (
        (ADD, {**TYPED, "number": "1-HD/TU"}),
        (CORRECT, correcting(document, abstract="Đến muộn")),
        (DELETE, {"document": document.pk, "reason": "Đến muộn"}),
    )
    for address, fields in late:
        answer = office.post(address, fields)
        assert answer.status_code == 422
        assert "Năm đã khóa" in answer.text
        assert ("Đến muộn" in answer.text) == (address != ADD)
    assert LocalDocument.objects.get().rule == RULE


def test_who_reads_sheets_reads_the_rules_and_changes_nothing(client, world, year):
    added(year, world)
    client.force_login(world.users["clerk"])
    page = client.get(RULES)
    assert NAMED in page.text
    assert ADD not in page.text
    assert client.post(ADD, TYPED).status_code == 404


def test_the_rules_say_what_no_check_asks_each_with_its_clause(client, world, year):
    client.force_login(world.users["clerk"])
    text = client.get(RULES).text
    shown = rules.by_code("qd366")
    for clause in (*shown.who_is_rated, *shown.notes, shown.cap.members, shown.cap.rounding, shown.cap.heads):
        assert str(clause.text) in text
        assert str(clause) in text
    assert "(xem thêm văn bản gốc)" in text


@pytest.mark.parametrize("code", [each.code for each in rules.ALL])
def test_every_rule_set_has_its_page(client, world, code):
    factories.RatingYearFactory(year=2025, rule_set=code)
    client.force_login(world.users["clerk"])
    text = client.get(RULES).text
    assert all(document.number in text for document in rules.by_code(code).documents)


PAGES = (
    *((name, False) for name in ("year", "summary", "summary_official", "raised_caps", "year_rules", "settings")),
    *((name, True) for name in ("sheet", "review", "paper")),
)


@pytest.mark.parametrize(("name", "of_sheet"), PAGES)
def test_every_page_that_names_the_rules_names_them_too(office, world, year, name, of_sheet):
    arguments = [2025, world.own_cell.pk] if of_sheet else [2025]
    address = reverse(f"ratings:{name}", args=arguments)
    assert NAMED not in office.get(address).text
    added(year, world)
    assert NAMED in office.get(address).text


def test_the_page_that_opens_a_year_names_them(office, world):
    year = factories.RatingYearFactory(year=2025, rule_set="qd366", state=RatingYear.State.PLANNED)
    added(year, world)
    assert NAMED in office.get(reverse("ratings:open_year", args=[2025])).text


@pytest.mark.parametrize("form", ["printed_members", "printed_collective"])
def test_the_forms_name_them_beside_the_annex_with_the_criteria(office, world, year, form):
    added(year, world)
    text = office.get(reverse(f"ratings:{form}", args=[2025, world.own_cell.pk])).text
    assert "399-QĐ/TU" in text


def test_nothing_names_the_rules_without_them():
    """Each page asks RatingYear.rules_named; form 03 prints each document as a line of its own."""
    places = [
        *(ROOT / "templates").rglob("*.html"),
        *(ROOT / "ratings").rglob("*.py"),
        *(ROOT / "reports").rglob("*.py"),
    ]
    found = {path.name for path in places if "get_rule_set_display" in path.read_text(encoding="utf-8")}
    assert found == {"years.py", "rerating.html"}


def test_a_page_asks_once_however_many_there_are(office, world, year):
    added(year, world)
    address = reverse("ratings:printed_members", args=[2025, world.own_cell.pk])
    office.get(address)
    with CaptureQueriesContext(
        connection,
    ) as one:
        office.get(address)
    for number in ("01-HD/TU", "02-HD/TU"):
        added(year, world, number=number)
    with CaptureQueriesContext(connection) as three:
        office.get(address)
    assert len(one) == len(three)


def test_a_frozen_summary_says_what_it_said(world, year):
    without = snapshots.take(year, world.bloc)
    added(year, world)
    taken = snapshots.take(year, world.bloc)
    frozen = taken.to_json()
    documents.delete(
        rating_year=year, document=LocalDocument.objects.get().pk, reason="Nhầm", by=world.users["bloc_office"]
    )
    again = snapshots.YearSnapshot.from_json(frozen)
    assert again == taken
    assert NAMED in markup.compose(again)
    assert NAMED not in markup.compose(without)
    assert NAMED not in summary_of(year, world.bloc).rules
    assert again.code != without.code


def test_what_was_frozen_before_there_were_any_keeps_its_shape_and_its_code(world, year):
    taken = snapshots.take(year, world.bloc)
    frozen = taken.to_json()
    assert "local" not in frozen["summary"]
    assert snapshots.YearSnapshot.from_json(frozen).code == taken.code
    for wrong in ({}, {"summary": []}, {"summary": {"local": [["x"]]}}, []):
        with pytest.raises(ValueError, match="snapshot"):
            snapshots.YearSnapshot.from_json(wrong)


def test_a_decision_that_rates_again_rests_on_those_of_its_day(office, world, year):
    sheet = sheets.approved(
        sheets.sheet_of(world.own_cell, 2025), sheets.clerk_of(world.own_cell), world.users["committee"]
    )
    added(year, world)
    decision = Decision("45-QĐ/ĐU", timezone.localdate(), "Sai số liệu")
    rerate(
        sheet=sheet,
        version=sheet.version,
        row=entry.key_of(world.members["own"].pk),
        new=Standing(Level.COMPLETED, ""),
        decision=decision,
        by=world.users["committee"],
    )
    added(year, world, number="02-HD/TU")
    document = LocalDocument.objects.get(number=RULE.number)
    documents.delete(rating_year=year, document=document.pk, reason="Nhầm", by=world.users["bloc_office"])
    text = office.get(Rerating.objects.get().get_absolute_url()).text
    assert NAMED in text
    assert "02-HD/TU" not in text
