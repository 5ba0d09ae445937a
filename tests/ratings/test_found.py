"""What the check found as the brief and a refusal tell it: each finding once, with all whom it is about."""

import ast
import re
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ratings import findings
from ratings.approval import readiness
from ratings.findings import Finding, Severity, tasks
from ratings.findings.gathered import HEADINGS, gathered
from ratings.models import RatingYear, Sheet
from ratings.sheets import entry
from tests import factories
from tests.ratings import sheets
from tests.ratings.sheets import row
from tests.ratings.test_brief import brief_of, save

OFFICIAL = "xếp loại cán bộ, công chức, viên chức"
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def finding(code="above_civil_level", member_id=1, remedy="Xem lại.", severity=Severity.WARNING, **params) -> Finding:
    words = {"name": f"Đồng chí {member_id}", "level": "Tốt", "civil": "Đạt", **params}
    return Finding(code, severity, "%(name)s: %(level)s", remedy, words, member_id=member_id)


@pytest.mark.parametrize(
    ("found", "sizes"),
    [
        ([finding(member_id=1), finding(member_id=2), finding(member_id=3)], [3]),
        ([finding(member_id=1), finding("half_points", 1), finding(member_id=2)], [2, 1]),
        ([finding(member_id=1), finding(member_id=2, remedy="Sửa lại.")], [1, 1]),
        ([finding(member_id=1), finding(member_id=2, severity=Severity.INFO)], [1, 1]),
        ([finding(member_id=None), finding(member_id=None)], [1, 1]),
        ([finding("unheard_of", 1), finding("unheard_of", 2)], [1, 1]),
    ],
)
def test_only_the_same_with_the_same_advice_is_gathered(found, sizes):
    assert [len(each.findings) for each in gathered(found)] == sizes


def test_a_refusal_says_once_what_bars_many():
    barred = [finding("rated_though_gone", pk, severity=Severity.BLOCKING) for pk in (1, 2)]
    (sentence,) = readiness.blocking([*barred, finding(member_id=3)])
    assert (sentence.count("Xem lại."), "Đồng chí 1, Đồng chí 2" in sentence) == (1, True)


def calls_of_findings():
    """(code, texts of the message) of every finding about one person."""
    for path in Path(findings.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call):
                continue
            named = {each.arg: each.value for each in node.keywords}
            if getattr(node.func, "id", "") == "Finding" and "member_id" in named:
                yield named["code"].value, ast.unparse(named["params"])
            elif getattr(node.func, "attr", "") == "finding" and isinstance(node.args[0], ast.Constant):
                yield node.args[0].value, ast.unparse(node)
    yield from ((code, str(message)) for code, message in tasks._SHORT.items())


def test_every_finding_about_a_person_has_a_heading_with_particulars_that_it_knows():
    known = dict(calls_of_findings())
    assert set(known) == set(HEADINGS)
    for code, heading in HEADINGS.items():
        for name in PLACEHOLDER.findall(heading.particulars):
            assert name in known[code] or name == "level", (code, name)


def rated_above_their_level(world, count):
    """Members of the cell whose level as official is lower, and who have no self-rating."""
    members = [world.members["own"], *(factories.member_of(world.own_cell) for _each in range(count - 1))]
    rows = {entry.key_of(each.pk): row(level=3, civil_level=2, ballot_for=9, ballot_present=9) for each in members}
    save(sheets.sheet_of(world.own_cell), world.users["clerk"], **rows)
    return members


@pytest.mark.parametrize(("count", "shown", "folded"), [(2, 2, 0), (6, 6, 0), (7, 5, 2)])
def test_the_brief_prints_it_once_with_a_link_to_each_row(client, world, year, count, shown, folded):
    members = rated_above_their_level(world, count)
    response = brief_of(client, world.users["committee"], world.own_cell)
    (told,) = [each for each in response.context["brief"].found if OFFICIAL in each.sentence]
    assert (len(told.rows), told.rows[0].about) == (count, "Hoàn thành tốt nhiệm vụ / Hoàn thành nhiệm vụ")
    assert (len(told.shown), len(told.folded)) == (shown, folded)
    assert response.text.count(f"Xếp loại đảng viên cao hơn {OFFICIAL}: {count}.") == 1
    assert all(f"#{entry.key_of(each.pk)}" in response.text for each in members)
    assert ('<details class="found-rows"' in response.text) is bool(folded)


def test_of_one_the_sentence_itself_links_to_the_row(client, world, year):
    (member,) = rated_above_their_level(world, 1)
    response = brief_of(client, world.users["committee"], world.own_cell)
    (told,) = [each for each in response.context["brief"].found if OFFICIAL in each.sentence]
    before, name, after = told.about_one
    assert (before, name, "công chức" in after) == ("Đồng chí ", member.full_name, True)


@pytest.mark.parametrize("rule_set", ["qd124", "qd366"])
def test_who_decides_weighs_each_row_without_a_ballot(client, world, year, rule_set):
    RatingYear.objects.update(rule_set=rule_set)
    voted, half, away = world.members["own"], *(factories.member_of(world.own_cell) for _each in range(2))
    rows = {
        voted: row(level=3, ballot_for=9, ballot_present=9),
        half: row(level=3, ballot_present=9),
        away: row(level=3, note="Đi biệt phái, chưa lấy phiếu"),
    }
    rows = {entry.key_of(member.pk): values for member, values in rows.items()}
    save(sheets.sheet_of(world.own_cell), world.users["clerk"], **rows)
    Sheet.objects.update(no_ballot_reason="Hai đồng chí vắng cả năm.")
    response = brief_of(client, world.users["committee"], world.own_cell)
    (told,) = [each for each in response.context["brief"].found if "kết quả bỏ phiếu: 2" in each.sentence]
    beside = response.text.split("kết quả bỏ phiếu: 2")[1].split('class="flag')[0]
    assert beside.count("Hai đồng chí vắng cả năm.") == 1
    assert told.severity == Severity.WARNING
    assert {(each.name, each.about) for each in told.rows} == {
        (half.full_name, ""),
        (away.full_name, "Đi biệt phái, chưa lấy phiếu"),
    }


def test_it_costs_the_same_with_more_rows(client, world, year):
    costs = []
    for count in (1, 3):
        rated_above_their_level(world, count)
        brief_of(client, world.users["committee"], world.own_cell)
        with CaptureQueriesContext(connection) as queries:
            brief_of(client, world.users["committee"], world.own_cell)
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_how_many_are_allowed_stands_beside_the_names(client, world, year):
    members = [factories.member_of(world.own_cell) for _each in range(9)]
    rows = {entry.key_of(each.pk): row(level=4 if n < 3 else 3) for n, each in enumerate(members)}
    save(sheets.sheet_of(world.own_cell), world.users["clerk"], **rows)
    words = "đề nghị xuất sắc 3, được tối đa"
    page = brief_of(client, world.users["committee"], world.own_cell).text
    assert words in page.split('id="proposed-')[1].split("</section>")[0]
    page = brief_of(client, world.users["bloc_office"], world.own).text
    assert words in page.split('id="cells"')[1].split("</section>")[0]


def test_a_reason_that_bars_several_deeds_is_said_once(client, world, year):
    barred = brief_of(client, world.users["leader"], world.own_cell).context["barred"]
    reasons = [why_not for _names, why_not in barred]
    assert len(reasons) == len(set(reasons))
    assert any(", " in names for names, _why_not in barred)
