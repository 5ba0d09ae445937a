import re
from datetime import date
from pathlib import Path

import pytest
from django.utils import translation

from ratings import rules
from ratings.levels import LEGACY_LEVELS, LegacyLevel, Level, NotRatedReason
from ratings.models import RatingYear
from ratings.rules.base import Trigger

TRIGGERS = {f"T{number}" for number in range(1, 21)}


# As rating years hold them and pages have shown them: a label changes only on purpose, a code never.
LABELS = {
    "hd27": "HD 27-HD/BTCTW (2014)",
    "hd16": "HD 16-HD/BTCTW (2018)",
    "hd21": "HD 21-HD/BTCTW (2019)",
    "qd124": "QĐ 124-QĐ/TW, HD 25-HD/BTCTW (2023)",
    "qd366": "QĐ 366-QĐ/TW, HD 43-HD/BTCTW (2025)",
}


def test_every_choice_of_a_year_is_a_rule_set():
    choices = dict(RatingYear._meta.get_field("rule_set").flatchoices)
    assert [each.code for each in rules.ALL] == list(choices)
    assert all(rules.by_code(code).code == code for code in choices)
    assert choices.items() >= LABELS.items()
    assert RatingYear(rule_set="qd124").get_rule_set_display() == LABELS["qd124"]


def test_rule_sets_follow_each_other():
    first_years = [each.first_year for each in rules.ALL]
    assert first_years == sorted(set(first_years))
    assert all(set(each.known_by) <= set(each.documents) for each in rules.ALL)


def test_a_code_means_the_same_where_it_stands_and_in_the_words_of_the_domain():
    domain = (Path(__file__).parents[2] / "docs/domain.md").read_text()
    assert set(re.findall(r"^    (T\d+) ", Trigger.__doc__, re.MULTILINE)) == TRIGGERS
    assert set(re.findall(r"^\| (T\d+) \|", domain, re.MULTILINE)) == TRIGGERS


@pytest.mark.parametrize(
    ("year", "code"),
    [
        (2014, "hd27"),
        (2017, "hd27"),
        (2018, "hd16"),
        (2019, "hd21"),
        (2022, "hd21"),
        (2023, "qd124"),
        (2024, "qd124"),
        (2025, "qd366"),
        (2031, "qd366"),
    ],
)
def test_rules_of_a_year(year: int, code: str):
    assert rules.rules_for(year).code == code


def test_no_rules_before_2014_nor_of_an_unknown_name():
    with pytest.raises(LookupError):
        rules.rules_for(2013)
    with pytest.raises(LookupError):
        rules.by_code("hd99")


@pytest.mark.parametrize("each", rules.ALL, ids=lambda each: each.code)
def test_a_rule_set_is_complete_and_sourced(each: rules.RuleSet):
    assert set(each.member_levels) == set(each.organization_levels) == set(Level)
    assert {trigger.code for trigger in each.triggers} <= TRIGGERS
    assert each.cap.percent == 20
    assert NotRatedReason.OTHER in each.not_rated
    # The guide of a year is out before its ratings are made.
    assert all(document.issued_on <= date(each.first_year + 2, 12, 31) for document in each.documents)
    clauses = [trigger.clause for trigger in each.triggers] + [each.cap.members, each.cap.organizations]
    assert all(str(clause.text) and clause.document.number for clause in clauses)


def test_a_clause_says_what_is_only_carried_over():
    with translation.override("en"):
        assert str(rules.rules_for(2020).not_rated[NotRatedReason.EXEMPT]) == "HD 21-HD/BTCTW, part II.6"
        assert str(rules.rules_for(2025).head) == "QĐ 366-QĐ/TW (see the document itself)"


def test_legacy_names_keep_their_mapping():
    legacy = rules.rules_for(2016)
    assert legacy.legacy_levels == tuple(LegacyLevel)
    assert legacy.organization_levels[Level.EXCELLENT] == LegacyLevel.MODEL.label
    assert legacy.organization_levels[Level.NOT_COMPLETED] == LegacyLevel.WEAK.label
    assert all(not rules.rules_for(year).legacy_levels for year in (2018, 2020, 2024, 2025))


def test_2010_row_in_the_new_levels():
    """56 organisations: 51 clean and strong, 11 of these model, and 5 good."""
    row = {LegacyLevel.MODEL: 11, LegacyLevel.CLEAN_STRONG: 40, LegacyLevel.GOOD: 5}
    mapped = dict.fromkeys(Level, 0)
    for legacy, number in row.items():
        mapped[LEGACY_LEVELS[legacy]] += number
    assert (mapped[Level.EXCELLENT], mapped[Level.GOOD], sum(mapped.values())) == (11, 45, 56)


@pytest.mark.parametrize(
    ("year", "reasons"),
    [
        (2016, {"exempt", "pending", "other"}),
        (2018, {"exempt", "pending", "other"}),
        (2020, set(NotRatedReason.values)),
        (2024, set(NotRatedReason.values)),
        (2025, set(NotRatedReason.values)),
    ],
)
def test_reasons_not_to_rate(year: int, reasons: set[str]):
    assert set(rules.rules_for(year).not_rated) == reasons


NOT_EVEN_REVIEWED = (NotRatedReason.EXEMPT, NotRatedReason.SUSPENDED, NotRatedReason.NEW_MEMBER)


@pytest.mark.parametrize(("year", "reviews"), [(2016, True), (2018, True), (2020, True), (2024, False), (2025, False)])
def test_who_is_left_out_reviews_until_2022_and_not_from_2023_on(year, reviews):
    clauses = rules.rules_for(year).not_rated
    for reason in NOT_EVEN_REVIEWED:
        if reason in clauses:
            assert ("không kiểm điểm" in str(clauses[reason].text)) is not reviews


def test_a_new_member_reviews_under_guide_21_and_not_under_the_regulations_after_it():
    said = {year: rules.rules_for(year).not_rated[NotRatedReason.NEW_MEMBER] for year in (2020, 2024, 2025)}
    assert "kiểm điểm nhưng không xếp loại" in str(said[2020].text)
    assert str(said[2024]) == "QĐ 124-QĐ/TW, khoản 2 Điều 5"
    assert "Điều 5" in str(said[2025])
    assert "366" in str(said[2025])


def test_from_2025_on_leave_temporary_activity_and_a_suspended_office_leave_nobody_out():
    assert [str(clause).split(", ")[1] for clause in rules.rules_for(2025).still_rated] == [
        "điểm 7.5",
        "điểm 7.6",
        "điểm 7.7",
    ]
    assert not any(rules.rules_for(year).still_rated for year in (2016, 2018, 2020, 2024))
