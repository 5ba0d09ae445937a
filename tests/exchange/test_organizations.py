"""Files of organisations with planted errors, each told at its cell, all at once."""

from datetime import date
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.roles import Role
from exchange import actions
from exchange.kinds import Outcome, Row, Scope, kinds
from exchange.models import State
from exchange.pages import ImportPage
from exchange.rows import JudgedRows
from organizations import closed_days
from organizations.actions import assign
from organizations.importing.reading import Reading
from organizations.importing.words import sector_names, sector_words
from organizations.models import Change, Organization, Place, Seat, UnitType
from ratings.models import Edition
from ratings.register import freezing
from tests import factories
from tests.exchange.test_flow import ROWS, sent
from ui.vietnamese import fold

pytestmark = pytest.mark.django_db
NAMED = ("X1", "Chi bộ Một", "Chi bộ cơ sở", "", "1/2/2015", "")


def row(**changes: str) -> tuple[str, ...]:
    names = ("code", "name", "kind", "above", "opened", "decision")
    return tuple(changes.get(name, value) for name, value in zip(names, NAMED, strict=True))


def judged(world, *rows):
    return list(JudgedRows(sent(world, rows).sent_table))


@pytest.mark.parametrize(
    ("changes", "column", "words"),
    [
        ({"name": ""}, "name", "còn trống"),
        ({"kind": ""}, "kind", "còn trống"),
        ({"opened": "31/02/1999"}, "opened", "Không có ngày này"),
        ({"opened": "1/1/2099"}, "opened", "chưa tới"),
        ({"opened": "1/1/1950"}, "opened", "Trước ngày thành lập"),
        ({"kind": "Chi hội"}, "kind", "Không rõ"),
        ({"kind": "Chi bộ trực thuộc"}, "parent_code", "Chưa ghi"),
        ({"above": "KHONGCO"}, "parent_code", "Không có tổ chức"),
        ({"above": "X1"}, "parent_code", "chính nó"),
        ({"above": "Chi bộ Một"}, "parent_code", "chính nó"),
        ({"code": "X" * 21}, "code", ""),
        ({"name": "N" * 201}, "name", ""),
        ({"decision": "Q" * 61}, "decision", ""),
    ],
)
def test_what_is_wrong_is_told_at_its_cell(world, changes, column, words):
    [found] = judged(world, row(**changes))
    assert found.outcome == Outcome.ERROR
    assert column in [problem.column for problem in found.problems], found.problems
    assert words in " ".join(problem.sentence for problem in found.problems)


def test_a_circle_and_a_code_that_is_given_twice_name_the_rows(world):
    rows = [
        row(code="A", name="Đảng bộ A", kind="ĐBCS", above="C"),
        row(code="B", name="Chi bộ B", kind="Đảng bộ bộ phận", above="A"),
        row(code="C", name="Chi bộ C", kind="Chi bộ trực thuộc", above="B"),
        row(code="Y"),
        row(code="Y", name="Chi bộ Hai"),
    ]
    told = [" ".join(problem.sentence for problem in each.problems) for each in judged(world, *rows)]
    assert ["2, 3, 4" in each for each in told] == [True, True, True, False, False]
    assert not told[3]
    assert "dòng 5" in told[4]


def test_of_a_word_that_is_not_known_the_known_ones_are_named(world):
    [found] = judged(world, row(kind="Chi hội"))
    assert "Đảng bộ cơ sở; Chi bộ cơ sở" in found.problems[0].mend


def test_all_errors_of_a_file_at_once(world):
    found = judged(
        world,
        NAMED,
        row(name="Chi bộ Hai"),
        row(code="X3", above=world.foreign.code),
        row(code="A", kind="ĐBCS", above="B"),
        row(code="B", kind="ĐBCS", above="A"),
        row(code="C", kind="Chi bộ trực thuộc", above="A"),
        row(code=world.foreign.code),
    )
    assert [each.outcome for each in found] == [Outcome.NEW] + [Outcome.ERROR] * 6
    assert "dòng 2" in found[1].problems[0].sentence
    assert "Không có tổ chức" in found[2].problems[0].sentence
    assert "ngoài phạm vi" in found[6].problems[0].sentence


def test_parents_by_name_in_any_order(world):
    rows = [
        ("C1", "Chi bộ Văn phòng", "Chi bộ trực thuộc", "đảng bộ sở mới", "2/3/2016", ""),
        ("C2", "Chi bộ Ở cũ", "CBTT", world.own.name, "2/3/2016", ""),
        ("P1", "Đảng bộ Sở Mới", "Đảng bộ cơ sở", world.bloc.name, "1/3/2016", ""),
    ]
    upload = sent(world, rows)
    actions.write(upload=upload, edition=upload.edition, by=upload.sent_by)
    assert upload.state == State.COMMITTED, upload.error
    assert Organization.objects.get(code="C1").parent.code == "P1"
    assert Organization.objects.get(code="C2").parent == world.own
    assert Place.objects.filter(organization__code__in=("C1", "C2", "P1")).count() == 3


def test_rows_without_a_code_are_given_one_after_what_they_belong_to(world):
    bloc = world.bloc.code
    factories.grassroots_cell(world.bloc, code=f"{bloc}.02")
    rows = [
        ("", "Chi bộ Văn phòng", "Chi bộ trực thuộc", "Đảng bộ Sở Mới", "2/3/2016", ""),
        row(code="", name="Chi bộ Một"),
        ("", "Đảng bộ Sở Mới", "Đảng bộ cơ sở", "", "1/3/2016", ""),
        ("", "Chi bộ Đào tạo", "Chi bộ trực thuộc", "Đảng bộ Sở Mới", "", ""),
        ("K7", "Chi bộ Bảy", "Chi bộ trực thuộc", "Đảng bộ Sở Mới", "", ""),
    ]
    upload = sent(world, rows)
    assert "code" in [each.column for each in next(iter(JudgedRows(upload.sent_table))).differences]
    actions.write(upload=upload, edition=upload.edition, by=upload.sent_by)
    assert upload.state == State.COMMITTED, upload.error
    made = Organization.objects.filter(name__in=[each[1] for each in rows], parent__path__startswith=world.bloc.path)
    assert {each.name: each.code for each in made} == {
        "Chi bộ Văn phòng": f"{bloc}.01.01",
        "Chi bộ Một": f"{bloc}.03",
        "Đảng bộ Sở Mới": f"{bloc}.01",
        "Chi bộ Đào tạo": f"{bloc}.01.02",
        "Chi bộ Bảy": "K7",
    }
    assert Organization.objects.get(code=f"{bloc}.01.02").opened_on == date(2016, 3, 1)
    assert [each.outcome for each in judged(world, *rows)] == [Outcome.SAME] * len(rows)


@pytest.mark.parametrize(
    ("rows", "column", "words"),
    [
        ([row(code=""), row(code="", opened="2/2/2015")], "name", "Dòng 2"),
        ([row(code="", above="KHONGCO")], "parent_code", "Không có tổ chức"),
        ([("A", "Đảng bộ A", "ĐBCS", "A", "", "")], "parent_code", "chính nó"),
        (
            [("D" * 20, "Đảng bộ D", "ĐBCS", "", "", ""), ("", "Chi bộ E", "CBTT", "Đảng bộ D", "", "")],
            "code",
            "quá dài",
        ),
        ([("A", "Đảng bộ A", "ĐBCS", "", "", ""), ("", "Chi bộ", "CBTT", "A", "1/1/1950", "")], "opened", "Trước ngày"),
    ],
)
def test_what_cannot_be_given_is_told(world, rows, column, words):
    found = judged(world, *rows)[-1]
    assert [(each.column, words in each.sentence) for each in found.problems][:1] == [(column, True)], found.problems


def test_two_that_stand_with_one_name_are_told_apart_by_their_codes(world):
    for code in ("Y1", "Y2"):
        factories.grassroots_cell(world.bloc, code=code, name="Chi bộ Sinh đôi")
    [found] = judged(world, row(code="", name="Chi bộ Sinh đôi"))
    assert [each.column for each in found.problems] == ["code"]


def stands(each: Organization) -> tuple[str, ...]:
    above = each.parent.code if each.parent else ""
    return (each.code, each.name, each.get_kind_display(), above, f"{each.opened_on:%d/%m/%Y}", each.decision_number)


def test_what_stands_is_the_same_and_what_a_deed_changes_is_not_changed_here(world):
    known = stands(world.own_cell)
    assert [each.outcome for each in judged(world, known)] == [Outcome.SAME]
    for at, other in ((1, "Chi bộ Tên Khác"), (2, "Chi bộ cơ sở"), (3, world.sibling.code), (4, "2/2/2012")):
        [found] = judged(world, tuple(other if at == place else value for place, value in enumerate(known)))
        assert found.outcome == Outcome.ERROR, other
        assert found.url
        assert found.problems[0].url == found.url


def test_what_was_not_told_is_filled_in_and_taken_back(world):
    upload = sent(world, [(*stands(world.own_cell)[:5], "9-QĐ/ĐU")])
    assert upload.changed_count == 1
    actions.write(upload=upload, edition=upload.edition, by=upload.sent_by)
    assert Change.objects.get(organization=world.own_cell).decision_number == "9-QĐ/ĐU"
    actions.take_back(upload=upload, by=upload.sent_by)
    assert upload.state == State.UNDONE, (upload.error, upload.refusal)
    assert Organization.objects.get(pk=world.own_cell.pk).decision_number == ""


def written(world):
    upload = sent(world)
    actions.write(upload=upload, edition=upload.edition, by=upload.sent_by)
    assert upload.state == State.COMMITTED, upload.error
    return upload


def test_taken_back_leaves_no_trace(world):
    before = [list(model.objects.order_by("pk").values()) for model in (Organization, Change, Place)]
    actions.take_back(upload=(upload := written(world)), by=upload.sent_by)
    assert before == [list(model.objects.order_by("pk").values()) for model in (Organization, Change, Place)]


def test_a_path_that_was_taken_back_is_given_to_nobody_else(world):
    known = set(Organization.objects.values_list("path", flat=True))
    upload = written(world)
    given = set(Organization.objects.values_list("path", flat=True)) - known
    actions.take_back(upload=upload, by=upload.sent_by)
    assert Seat.objects.filter(organization=None).exists()
    written(world)
    assert not given & set(Organization.objects.values_list("path", flat=True))


@pytest.mark.parametrize("how", ["assignment", "child", "renamed", "ended"])
def test_not_taken_back_where_something_newer_stands(world, how):
    upload = written(world)
    newer = Organization.objects.get(code="DU01")
    if how == "assignment":
        assign(
            user=world.users["clerk"],
            role=Role.COMMITTEE,
            organization=newer,
            since=newer.opened_on,
            until=None,
            by=world.users["administrator"],
        )
    elif how == "child":
        factories.cell(newer)
    elif how == "renamed":
        Organization.objects.filter(pk=newer.pk).update(name="Đảng bộ Sở Khác")
    else:
        Organization.objects.filter(pk=newer.pk).update(closed_on="2020-01-01")
    actions.take_back(upload=upload, by=upload.sent_by)
    assert upload.state == State.COMMITTED
    assert any("DU01" in label for label, _sentence, _url in upload.refusal), upload.refusal
    assert Organization.objects.filter(code="DU01.1").exists()


def test_changed_meanwhile_the_preview_is_made_anew(world):
    upload = sent(world)
    edition = upload.edition
    factories.grassroots_cell(world.bloc, code="CB02")
    actions.write(upload=upload, edition=edition, by=upload.sent_by)
    assert upload.state == State.PREVIEWED
    assert upload.judged_anew
    assert upload.edition == edition + 1
    assert upload.error_count == 1
    assert not Organization.objects.filter(code="DU01").exists()


def queries(world, many: int) -> list[int]:
    """Of the preview, of writing, and of taking back."""
    rows = [row(code=f"N{many}.{at}", name=f"Chi bộ {many}.{at}") for at in range(many)]
    counts = []
    with CaptureQueriesContext(connection) as found:
        upload = sent(world, rows)
    counts.append(len(found))
    for deed in (partial(actions.write, edition=upload.edition), actions.take_back):
        with CaptureQueriesContext(connection) as found:
            deed(upload=upload, by=upload.sent_by)
        counts.append(len(found))
    assert upload.state == State.UNDONE
    return counts


def test_the_number_of_queries_does_not_grow_with_the_rows(world):
    """Within one chunk; each further one is read and written once."""
    assert queries(world, 3) == queries(world, 30)


def test_rows_of_the_engine_are_these(world):
    assert [each.outcome for each in judged(world, *ROWS)] == [Outcome.NEW] * 3


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Tham mưu, tổng hợp", "advisory"),
        ("CÁC CƠ QUAN NỘI CHÍNH", "internal_affairs"),
        ("Nhóm doanh nghiệp", "enterprises"),
        ("Khối các cơ quan Đảng", "party"),
        ("Mặt trận, đoàn thể", "front"),
        ("Nhóm văn hóa - xã hội", "social"),
    ],
)
def test_sectors_as_offices_shorten_them(db, typed, code):
    assert sector_words()[fold(typed)] == code


def test_what_is_wrong_alike_is_told_once(world):
    many = [row(code=f"K{at}", kind="Chi hội") for at in range(4)]
    upload = sent(world, [*many, row(name="")])
    cells = ImportPage(upload, upload.sent_by).wrong.shown
    assert [(each.address, each.more) for each in cells] == [("C2", 3), ("B6", 0)]
    assert "3 ô nữa" in cells[0].elsewhere


@pytest.mark.parametrize(
    ("kinds_of_errors", "said"), [(20, ""), (21, "Còn 1 loại lỗi khác"), (24, "Còn 4 loại lỗi khác")]
)
def test_that_there_are_more_kinds_of_errors_is_said(world, client, kinds_of_errors, said):
    upload = sent(world, [row(code=f"K{at}", kind=f"Hội {at}") for at in range(kinds_of_errors)])
    assert len(ImportPage(upload, upload.sent_by).wrong.shown) == 20
    client.force_login(upload.sent_by)
    page = client.get(upload.get_absolute_url()).text
    assert ("loại lỗi khác" in page) is bool(said)
    assert said in page


@pytest.mark.django_db
def test_words_that_hold_commas_are_told_apart():
    [wrong] = Reading().sent(Row(1, {"name": "Chi bộ", "kind": "ĐBCS", "sector": "Không có"})).cells.problems
    assert wrong.mend.split(": ", 1)[1].split("; ") == sector_names()
    assert any("," in name for name in sector_names())


@pytest.mark.parametrize("chosen", ["", "?kind=grassroots"])
def test_what_the_list_exports_comes_back_in_without_a_change(world, client, chosen):
    factories.cell(world.own, name="Chi bộ Đã Giải thể", closed_on=date(2021, 1, 1))
    factories.committee(world.bloc, sector="party", unit_type=UnitType.SERVICE, decision_number="3-QĐ")
    client.force_login(world.users["bloc_office"])
    content = b"".join(client.post(reverse("organizations:download") + chosen))
    scope, by = Scope(world.bloc.path, world.bloc.name), world.users["bloc_office"]
    kind = kinds()["organizations"]
    upload = actions.send(kind=kind, scope=scope, file_name="to-chuc.xlsx", content=content, by=by)
    found = list(JudgedRows(upload.sent_table))
    assert len(found) > 2
    assert {each.outcome for each in found} == {Outcome.SAME}, [each for each in found if each.outcome != Outcome.SAME]


@pytest.mark.parametrize(("opened", "years"), [("1/2/2022", "2022, 2023"), ("31/12/2023", "2023"), ("1/1/2024", "")])
def test_an_organisation_founded_in_a_closed_year_is_told_to_stand_beside_it(world, opened, years):
    for year in (2022, 2023):
        closed = factories.RatingYearFactory(root=world.bloc, year=year, state="closed")
        freezing.make(closed, Edition.Origin.CLOSING, by=None)
    upload = sent(world, [row(opened=opened)])
    [found] = JudgedRows(upload.sent_table)
    assert [each.after for each in found.differences if "khóa" in each.after] == (
        [f"năm đã khóa {years}: ghi bên cạnh số liệu"] if years else []
    )
    assert [words for words, _rows in ImportPage(upload, world.users["bloc_office"]).notes if "1 dòng" in words] == (
        [closed_days.told_of_rows(1)] if years else []
    )
