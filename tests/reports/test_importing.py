"""Published figures and plans come in from files, each error at its cell, and are taken back."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from exchange import actions
from exchange.kinds import Outcome, Scope, kinds
from exchange.models import State
from exchange.rows import JudgedRows
from reports.models import Plan, Published, Term
from tests import factories
from tests.exchange.sheets import csv_file

PUBLISHED = ("Chỉ tiêu", "Năm hoặc nhiệm kỳ", "Số liệu", "Nguồn", "Ngày văn bản", "Nguyên văn")
PLANS = ("Chỉ tiêu", "Năm", "Kế hoạch")
HEADINGS = {"published": PUBLISHED, "plans": PLANS}
NAME = "Đảng viên được kết nạp"
ROWS = {
    "published": [
        (NAME, "2015-2020", "1.062", "Báo cáo số 12-BC/ĐUK", "20/08/2020", "đã kết nạp 1.062 đảng viên"),
        ("member_rated_good_up", "2021", "trên 95%", "Báo cáo số 3", "", ""),
        ("org_rated_good", "2015-2020", "hằng năm từ 80 - 85%", "Báo cáo số 12-BC/ĐUK", "", ""),
    ],
    "plans": [(NAME, "2021", "1.062"), ("admissions", "2022", "160"), ("org_rated_good_up", "2022", "82,5%")],
}
MODELS = {"published": Published, "plans": Plan}
BOTH = pytest.mark.parametrize("kind", ["published", "plans"])
pytestmark = pytest.mark.django_db


def send(world, kind, rows, content=None):
    by, scope = world.users["bloc_office"], Scope(world.bloc.path, world.bloc.name)
    content = content or csv_file(rows, HEADINGS[kind])
    name = "ds.csv" if rows else "ds.xlsx"
    return actions.send(kind=kinds()[kind], scope=scope, file_name=name, content=content, by=by)


def judged(world, kind, *rows):
    return list(JudgedRows(send(world, kind, rows).sent_table))


def written(world, kind, rows=None):
    upload = send(world, kind, rows or ROWS[kind])
    assert upload.state == State.PREVIEWED, upload.error
    actions.write(upload=upload, edition=upload.edition, by=upload.sent_by)
    assert upload.state == State.COMMITTED, (upload.error, upload.refusal)
    return upload


@BOTH
def test_from_the_file_to_the_list_and_back(world, kind):
    upload = written(world, kind)
    assert MODELS[kind].objects.filter(root=world.bloc).count() == 3
    actions.take_back(upload=upload, by=upload.sent_by)
    assert upload.state == State.UNDONE, (upload.error, upload.refusal)
    assert not MODELS[kind].objects.exists()


def test_what_is_written_is_what_was_published(world):
    written(world, "published")
    first, second, third = Published.objects.order_by("pk")
    assert (first.indicator, first.term.code, first.low) == ("admissions", "2015-2020", 1062)
    assert (first.document, first.published_on) == ("Báo cáo số 12-BC/ĐUK", date(2020, 8, 20))
    assert (second.year, second.qualifier, second.low) == (2021, "over", 95)
    assert (third.qualifier, third.low, third.high, third.each_year) == ("between", 80, 85, True)


def test_a_plan_is_the_number_that_stands_in_the_cell(world):
    written(world, "plans")
    assert {(plan.indicator, plan.year): plan.value for plan in Plan.objects.all()} == {
        ("admissions", 2021): 1062,
        ("admissions", 2022): 160,
        ("org_rated_good_up", 2022): Decimal("82.5"),
    }


@pytest.mark.parametrize(
    ("kind", "at", "typed", "column"),
    [
        ("published", 0, "", "indicator"),
        ("published", 0, "Số lượng sách", "indicator"),
        ("published", 1, "", "when"),
        ("published", 1, "1999", "when"),
        ("published", 1, "2010-2015", "when"),
        ("published", 2, "", "figure"),
        ("published", 2, "nhiều", "figure"),
        ("published", 2, "95%", "figure"),
        ("published", 3, "", "document"),
        ("published", 3, "V" * 201, "document"),
        ("published", 4, "31/02/2020", "day"),
        ("published", 4, "1/1/2099", "day"),
        ("plans", 0, "Số lượng sách", "indicator"),
        ("plans", 1, "năm ngoái", "year"),
        ("plans", 1, "20211", "year"),
        ("plans", 2, "", "value"),
        ("plans", 2, "nhiều", "value"),
        ("plans", 2, "95%", "value"),
    ],
)
def test_what_is_wrong_is_told_at_its_cell_with_what_to_do(world, kind, at, typed, column):
    row = list(ROWS[kind][0])
    row[at] = typed
    [found] = judged(world, kind, row)
    assert found.outcome == Outcome.ERROR
    assert [problem.column for problem in found.problems] == [column]
    assert found.problems[0].sentence
    assert found.problems[0].mend


@BOTH
def test_a_share_that_may_be_a_part_of_one_is_not_guessed(world, kind):
    row = [*ROWS[kind][0]]
    row[0], row[1], row[2] = "org_rated_good_up", "2021", "0,95"
    [found] = judged(world, kind, row)
    assert found.outcome == Outcome.ERROR
    row[2] = "0,95%"
    assert judged(world, kind, row)[0].outcome == Outcome.NEW


@BOTH
def test_a_share_of_a_whole_is_never_above_it_and_growth_may_be(world, kind):
    row = [*ROWS[kind][0]]
    row[0], row[1], row[2] = "org_rated_good_up", "2021", "950%"
    [found] = judged(world, kind, row)
    assert [problem.column for problem in found.problems] == ["figure" if kind == "published" else "value"]
    assert "100%" in found.problems[0].sentence
    row[2] = "100%"
    assert judged(world, kind, row)[0].outcome == Outcome.NEW
    row[0], row[2] = "enterprise_growth", "950%"
    assert judged(world, kind, row)[0].outcome == Outcome.NEW


@BOTH
def test_one_thing_stands_once_in_a_file(world, kind):
    first, *_more = ROWS[kind]
    found = judged(world, kind, first, (first[0], *first[1:]))
    assert [each.outcome for each in found] == [Outcome.NEW, Outcome.ERROR]
    assert "dòng 2" in found[1].problems[0].sentence.lower()


@BOTH
def test_sent_again_it_is_the_same_and_what_differs_is_shown(world, kind):
    written(world, kind)
    assert [each.outcome for each in judged(world, kind, *ROWS[kind])] == [Outcome.SAME] * 3
    row = [*ROWS[kind][0]]
    row[2] = "1.064"
    [found] = judged(world, kind, row)
    assert found.outcome == Outcome.CHANGED
    assert [(each.before, each.after) for each in found.differences] == [("1.062", "1.064")]


@BOTH
def test_a_change_is_taken_back_to_what_stood_there(world, kind):
    written(world, kind)
    before = list(MODELS[kind].objects.order_by("pk").values())
    row = [*ROWS[kind][0]]
    row[2] = "1.064"
    upload = written(world, kind, [row])
    assert list(MODELS[kind].objects.order_by("pk").values()) != before
    actions.take_back(upload=upload, by=upload.sent_by)
    assert list(MODELS[kind].objects.order_by("pk").values()) == before


@BOTH
@pytest.mark.parametrize("how", ["changed", "removed"])
def test_not_taken_back_where_a_row_was_touched_since(world, kind, how):
    upload = written(world, kind)
    first = MODELS[kind].objects.order_by("pk")[:1]
    rows = MODELS[kind].objects.filter(pk__in=[row.pk for row in first])
    if how == "removed":
        rows.delete()
    else:
        rows.update(**{"low" if kind == "published" else "value": 7})
    actions.take_back(upload=upload, by=upload.sent_by)
    assert upload.state == State.COMMITTED
    assert len(upload.refusal) == 1
    assert MODELS[kind].objects.filter(root=world.bloc).count() == (2 if how == "removed" else 3)


@BOTH
@pytest.mark.parametrize("what", ["row", "term"])
def test_changed_meanwhile_the_preview_is_made_anew(world, kind, what):
    upload = send(world, kind, ROWS[kind])
    if what == "term":
        Term.objects.filter(root=world.bloc, code="2015-2020").update(code="2015-2021")
    elif kind == "plans":
        Plan.objects.create(root=world.bloc, indicator="admissions", year=2021, value=5)
    else:
        Published.objects.create(
            root=world.bloc, indicator="admissions", year=2021, qualifier="over", low=5, document="Báo cáo số 3"
        )
    actions.write(upload=upload, edition=upload.edition, by=upload.sent_by)
    assert upload.state == State.PREVIEWED
    assert upload.judged_anew


@BOTH
def test_another_root_is_neither_read_nor_written(world, kind):
    factories.term("2015-2020", world.foreign_bloc)
    written(world, kind)
    assert not MODELS[kind].objects.filter(root=world.foreign_bloc).exists()


@BOTH
def test_what_the_list_exports_comes_back_in_without_a_change(client, world, kind):
    written(world, kind)
    client.force_login(world.users["bloc_office"])
    content = b"".join(client.post(reverse(f"reports:download_{kind}")))
    found = list(JudgedRows(send(world, kind, (), content).sent_table))
    assert [each.outcome for each in found] == [Outcome.SAME] * 3, [each.problems for each in found]


def queries(world, kind, many):
    rows = {
        "published": [(NAME, "2021", "1.062", f"Báo cáo {many}.{at}", "", "") for at in range(many)],
        "plans": [(NAME, str(1950 + many + at), "160") for at in range(many)],
    }[kind]
    counts = []
    with CaptureQueriesContext(connection) as found:
        upload = send(world, kind, rows)
    counts.append(len(found))
    for deed in (partial(actions.write, edition=upload.edition), actions.take_back):
        with CaptureQueriesContext(connection) as found:
            deed(upload=upload, by=upload.sent_by)
        counts.append(len(found))
    assert upload.state == State.UNDONE, (upload.error, upload.refusal)
    return counts


@BOTH
def test_the_number_of_queries_does_not_grow_with_the_rows(world, kind):
    assert queries(world, kind, 3) == queries(world, kind, 30)


@BOTH
def test_the_list_leads_to_its_import(client, world, kind):
    client.force_login(world.users["bloc_office"])
    assert reverse("exchange:upload", args=[kind]) in client.get(reverse(f"reports:{kind}")).text
    assert client.get(reverse("exchange:upload", args=[kind])).status_code == 200
    assert client.get(reverse("exchange:template", args=[kind])).status_code == 200


@pytest.mark.parametrize(("kind", "row"), [("plans", (NAME, "9" * 5000, "5")), ("published", (NAME, "9" * 5000, "5"))])
def test_a_year_of_any_length_is_wrong_at_its_cell(world, kind, row):
    """Python reads no number of more than 4,300 digits."""
    [found] = judged(world, kind, (*row, "Báo cáo", "", "") if kind == "published" else row)
    assert found.outcome == Outcome.ERROR
    assert {"year", "when"} & {each.column for each in found.problems}
