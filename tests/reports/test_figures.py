"""`manage.py figures`: what people who script read."""

import json
from decimal import Decimal
from fractions import Fraction
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from ratings.levels import Level
from reports.indicators.verdicts import Bound
from reports.models import Plan, Target
from reports.renderings.plain import decimal, target
from tests.reports import worlds

C = Target.Comparison


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, None),
        (Fraction(0), "0"),
        (Fraction(100), "100"),
        (Fraction(6800, 81), "83.950617"),
        (Fraction(33, 2), "16.5"),
        (Fraction(-1, 3), "-0.333333"),
        (Fraction(1, 2 * 10**6), "0.000001"),
        (Fraction(10**9), "1000000000"),
    ],
)
def test_a_value_has_at_most_six_decimals_and_no_idle_zeros(value, written):
    assert decimal(value) == written


@pytest.mark.parametrize(
    ("bound", "written"),
    [
        (Bound(C.MORE_THAN, Fraction(80)), "> 80"),
        (Bound(C.AT_LEAST, Fraction(Decimal("85.50"))), ">= 85.5"),
        (Bound(C.AT_MOST, Fraction(5)), "<= 5"),
        (Bound(C.EXACTLY, Fraction(0)), "= 0"),
        (Bound(C.BETWEEN, Fraction(15), Fraction(20)), "between 15 and 20"),
        (Bound(C.PLAN), ">= plan"),
        (Bound(C.NONE), None),
    ],
)
def test_a_target_is_a_short_string(bound, written):
    assert target(bound) == written


def figures(**options) -> dict:
    output = StringIO()
    call_command("figures", format="json", stdout=output, **options)
    return json.loads(output.getvalue())


@pytest.mark.django_db
def test_json_has_exactly_the_agreed_shape():
    world = worlds.bloc()
    worlds.sheet(world, world.agency_cell, 2020, members={Level.GOOD: 6, Level.COMPLETED: 1})
    worlds.sheet(world, world.lone_cell, 2021, approved=False, members={Level.GOOD: 1})

    printed = figures(term="2020-2025")

    assert set(printed) == {"term", "indicators"}
    by_code = {each["code"]: each for each in printed["indicators"]}
    assert len(by_code) == 12
    for code, each in by_code.items():
        extra = {"parts"} if code == "exemplary_registration" else set()
        assert set(each) == {"code", "name", "unit", "target", "years", "term"} | extra
        assert [year["year"] for year in each["years"]] == [2020, 2021, 2022, 2023, 2024]
        for year in each["years"]:
            assert set(year) == {"year", "numerator", "denominator", "value", "verdict", "provisional"}
        assert set(each["term"]) == {"numerator", "denominator", "value", "verdict", "provisional"}
    assert by_code["member_rated_good_up"]["years"][:3] == [
        {
            "year": 2020,
            "numerator": "6",
            "denominator": "7",
            "value": "85.714286",
            "verdict": "met",
            "provisional": False,
        },
        {"year": 2021, "numerator": "1", "denominator": "1", "value": "100", "verdict": "met", "provisional": True},
        {
            "year": 2022,
            "numerator": None,
            "denominator": None,
            "value": None,
            "verdict": "no_data",
            "provisional": False,
        },
    ]
    assert by_code["member_rated_good_up"]["target"] == ">= 85"
    assert by_code["exemplary_registration"]["target"] == "= 100 and > 80"
    assert [part["code"] for part in by_code["exemplary_registration"]["parts"]] == ["officials", "workers"]


@pytest.mark.django_db
def test_text_is_a_table_in_vietnamese():
    world = worlds.bloc()
    Plan.objects.create(root=world.bloc, year=2015, indicator="admissions", value=1)
    worlds.admit(world.agency_cell, 2015, 2)
    output = StringIO()

    call_command("figures", term="2015-2020", stdout=output)

    lines = output.getvalue().splitlines()
    assert lines[0].startswith("Nhiệm kỳ 2015 – 2020")
    [admissions] = [line for line in lines if line.startswith("Đảng viên được kết nạp")]
    assert " 2 " in admissions


@pytest.mark.django_db
def test_a_wrong_term_is_answered_with_those_there_are():
    worlds.bloc()
    with pytest.raises(CommandError, match=r"no term 2010-2015\. Known terms: 2015-2020, 2020-2025"):
        figures(term="2010-2015")


@pytest.mark.django_db
def test_without_a_bloc_it_says_what_to_do():
    with pytest.raises(CommandError, match="Known terms: none; enter one"):
        figures(term="2015-2020")
    worlds.bloc()
    with pytest.raises(CommandError, match="no organisation with the code 'X'"):
        figures(term="2015-2020", organization="X")
