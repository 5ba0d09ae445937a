"""The demo data gives every figure that the published text of the Bloc states, and judges every target it sets."""

import json
import subprocess
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
import yaml
from django.core.management import call_command

from ratings.catalogue.starting import STARTING
from ratings.models.yearly import ASKED
from reports.models import Term
from reports.renderings import plain
from reports.scorecard.build import scorecard
from reports.scorecard.figures import Scorecard
from scripts.programs import program
from ui.numbers import format_integer, format_percent

FACTS = yaml.safe_load((Path(__file__).parents[2] / "seed" / "facts.yaml").read_text())
RESULTS = FACTS["term_2015_2020_results"]
TARGETS = FACTS["term_2020_2025_targets"]
SIGNS = {"eq": "=", "ge": ">=", "gt": ">", "le": "<="}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_database")]


def card(code: str) -> Scorecard:
    return scorecard(Term.objects.get(code=code, root__closed_on=None))


def figures(code: str) -> dict[str, dict]:
    output = StringIO()
    call_command("figures", term=code, format="json", stdout=output)
    printed = json.loads(output.getvalue())
    assert printed["term"] == code
    return {each["code"]: each for each in printed["indicators"]}


def resolved(code: str) -> dict[str, dict]:
    """Without what the office asked besides."""
    return {name: each for name, each in figures(code).items() if not name.startswith(ASKED)}


def holds(value: str, op: str, stated) -> bool:
    number = Decimal(value)
    match op:
        case "eq":
            return number == stated
        case "gt":
            return number > stated
        case "ge":
            return number >= stated
        case "le":
            return number <= stated
    low, high = stated
    return low <= number <= high


def test_all_18_results_of_the_text_come_out_in_its_order():
    found = resolved("2015-2020")

    assert list(found) == [fact["id"] for fact in RESULTS]
    assert len(found) == 18
    for fact in RESULTS:
        line = found[fact["id"]]
        assert holds(line["term"]["value"], fact["op"], fact["value"]), fact["id"]
        if line["unit"] == "percent":
            for year in line["years"]:
                assert holds(year["value"], fact["op"], fact["value"]), (fact["id"], year["year"])


def test_nothing_of_the_finished_term_is_provisional_or_missing():
    for line in figures("2015-2020").values():
        assert not line["term"]["provisional"]
        for year in line["years"]:
            assert year["value"] is not None
            assert not year["provisional"]


def test_admissions_passed_the_plan_of_every_year_and_of_the_term():
    line = card("2015-2020").line("admissions")

    assert {figure.verdict.value for figure in (*line.years, line.term)} == {"exceeded"}
    assert line.term.plan is not None
    assert line.term.plan < 1062


def test_no_organisation_of_the_finished_term_stood_below_good():
    line = card("2015-2020")
    for good, excellent in zip(line.line("org_rated_good").years, line.line("org_rated_excellent").years, strict=True):
        assert good.value + excellent.value == 100
        assert good.denominator == 81


def test_acts_are_more_than_the_organisations_there_are():
    """139 acts in a Bloc of 81 organisations: what is counted is acts."""
    [note] = card("2015-2020").line("committee_inspected_orgs").notes

    distinct, acts = note.numbers
    assert acts == 139
    assert distinct < acts


def test_all_12_targets_of_the_text_are_judged_every_year():
    found = resolved("2020-2025")

    assert list(found) == [fact["id"] for fact in TARGETS]
    assert len(found) == 12
    for fact in TARGETS:
        line = found[fact["id"]]
        assert line["target"] == stated_target(fact), fact["id"]
        for year in line["years"]:
            assert year["verdict"] in {"met", "exceeded", "not_met", "pending"}, (fact["id"], year["year"])
            assert year["provisional"] is (year["year"] == 2024)
        for year in line["years"][:4]:
            assert year["value"] is not None
        assert line["term"]["verdict"] in {"met", "exceeded", "not_met", "pending"}


def stated_target(fact: dict) -> str:
    if isinstance(fact["op"], list):
        return " and ".join(f"{SIGNS[op]} {value}" for op, value in zip(fact["op"], fact["value"], strict=True))
    if fact["op"] == "between":
        low, high = fact["value"]
        return f"between {low} and {high}"
    return f"{SIGNS[fact['op']]} {fact['value']}"


def test_verdicts_of_settled_years_follow_the_stated_bounds():
    found = figures("2020-2025")
    for fact in TARGETS:
        if fact["period"] == "whole term" or isinstance(fact["op"], list):
            continue
        for year in found[fact["id"]]["years"][:4]:
            expected = "met" if holds(year["value"], fact["op"], fact["value"]) else "not_met"
            assert year["verdict"] == expected, (fact["id"], year["year"])


def test_the_command_prints_what_the_scorecard_says():
    for code in ("2015-2020", "2020-2025"):
        assert {each["code"]: each for each in plain.figures(card(code))["indicators"]} == figures(code)


def test_the_demo_is_marked_as_such_and_ten_years_take_few_queries(django_assert_max_num_queries):
    for code in ("2015-2020", "2020-2025"):
        term = Term.objects.get(code=code, root__closed_on=None)
        # Four of them ask which roots were merged, and whether anybody was rated below two of them.
        with django_assert_max_num_queries(28):
            assert scorecard(term).synthetic


COUNTS_IN_SENTENCES = (
    ("violation_inspected", "kiểm tra {orgs} lượt tổ chức đảng và {members} lượt đảng viên khi có dấu hiệu vi phạm"),
    ("committee_inspected", "kiểm tra {orgs} lượt tổ chức đảng và {members} lượt đảng viên"),
    ("committee_supervised", "giám sát {orgs} lượt tổ chức đảng và {members} lượt đảng viên"),
    ("commission_inspected", "kiểm tra {orgs} lượt tổ chức đảng và {members} lượt đảng viên"),
    ("commission_supervised", "giám sát {orgs} lượt tổ chức đảng và {members} lượt đảng viên"),
)


@pytest.fixture
def printed_report(demo_database, tmp_path) -> str:
    """The words of the PDF on one line, as a reader of the file finds them."""
    paper = tmp_path / "bao-cao.pdf"
    call_command("build_report", term="2015-2020", output=str(paper), stdout=StringIO())
    done = subprocess.run(
        [program("pdftotext"), "-layout", str(paper), "-"], capture_output=True, text=True, check=True
    )
    return " ".join(done.stdout.split())


@pytest.mark.parametrize("code", ["2015-2020", "2020-2025"])
def test_what_the_text_says_without_a_number_has_a_figure_of_every_year(code):
    asked = [line for line in card(code).lines if line.asked]
    assert [line.asked.code for line in asked] == [each.code for each in STARTING if each.kind.is_counted]
    assert all(figure.value is not None for line in asked for figure in line.years)


def test_the_paper_tells_in_its_chapters_what_the_office_asked(printed_report: str):
    internal = printed_report.index("nội chính và phòng, chống tham nhũng")
    told = printed_report.index("Số tiền tiết kiệm, chống lãng phí: 38.079 triệu đồng trong nhiệm kỳ")
    assert internal < told < printed_report.index("Công tác dân vận và thực hiện quy chế dân chủ ở cơ sở", internal)
    assert "chưa có số liệu trên cổng thông tin" not in printed_report[internal:told]


def test_the_paper_says_all_18_results(printed_report: str):
    stated = {fact["id"]: fact["value"] for fact in RESULTS}

    assert f"kết nạp {format_integer(stated['admissions'])} đảng viên" in printed_report
    for name, sentence in COUNTS_IN_SENTENCES:
        words = sentence.format(orgs=stated[f"{name}_orgs"], members=stated[f"{name}_members"])
        assert words in printed_report, name
    shares = [line for line in card("2015-2020").lines if line.unit == "percent" and not line.asked]
    assert len(shares) == 7
    for line in shares:
        by_year = " ".join(format_percent(figure.value, 1).replace("100,0%", "100%") for figure in line.years)
        assert by_year in printed_report, line.code
