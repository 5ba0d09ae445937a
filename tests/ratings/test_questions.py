"""The catalogue of what is asked of the year's work against everything that reads it."""

import re

import pytest
from django.db import models

from organizations.models import Organization, Sector
from ratings.counts.measures import WORK_NUMBERS, of_work
from ratings.models import Sheet, WorkResult
from ratings.models.questions import AnswerKind
from ratings.models.work import PAIRS, QUESTION_GROUPS, QUESTIONS
from ratings.sheets.entry import WORK_FIELDS
from ratings.work.form import WorkForm

# Printed on paper and kept in files. Later codes are added here with the release that prints them; none is changed.
PRINTED = {
    "K01": "officials_summoned",
    "K02": "officials_attended",
    "K03": "workers_summoned",
    "K04": "workers_attended",
    "K05": "officials_expected",
    "K06": "officials_registered",
    "K07": "workers_expected",
    "K08": "workers_registered",
    "K09": "ethics_standards",
    "K10": "directives_expected",
    "K11": "directives_reached",
    "K12": "political_task_level",
    "K13": "revenue",
    "K14": "revenue_previous",
    "K15": "budget_paid",
    "K16": "staff_considered",
    "K17": "staff_titled",
    "K18": "mobilisation_registered",
    "K19": "mobilisation_recognised",
    "K20": "dialogues",
}
FIELDS = {
    AnswerKind.COUNT: models.PositiveIntegerField,
    AnswerKind.MONEY: models.PositiveBigIntegerField,
    AnswerKind.YES_NO: models.BooleanField,
    AnswerKind.LEVEL: models.PositiveSmallIntegerField,
}
each_question = pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda question: question.name)


def test_every_field_of_the_work_results_is_asked_and_back():
    assert set(QUESTIONS) == set(WORK_FIELDS)
    assert len(QUESTIONS) == sum(len(group.questions) for group in QUESTION_GROUPS)


def test_a_code_is_never_given_to_another_question():
    codes = {question.code: question.name for question in QUESTIONS.values()}
    assert len(codes) == len(QUESTIONS)
    assert codes.items() >= PRINTED.items()
    assert all(re.fullmatch(r"K\d\d", code) for code in codes)


@each_question
def test_a_question_is_kept_in_a_field_of_its_kind_that_may_stay_empty(question):
    field = WorkResult._meta.get_field(question.name)
    assert type(field) is FIELDS[question.kind]
    assert (field.null, field.blank) == (True, True)


@each_question
def test_an_answer_is_measured_in_one_way(question):
    as_number = [names for names in WORK_NUMBERS if question.name in names]
    assert (len(as_number), question.tallied is None) == ((1, True) if question.kind.is_number else (0, False))


def test_pairs_are_of_numbers_alike():
    for name, partner in PAIRS:
        assert (QUESTIONS[name].kind, QUESTIONS[name].unit) == (QUESTIONS[partner].kind, QUESTIONS[partner].unit)
        assert QUESTIONS[name].enterprises_only == QUESTIONS[partner].enterprises_only


@each_question
def test_the_database_holds_a_part_to_its_whole(question):
    constraints = {constraint.name for constraint in WorkResult._meta.constraints}
    assert (f"workresult_{question.name}_within" in constraints) == bool(question.part_of)
    assert bool(question.part_of) == bool(question.too_many)


def test_tallies_keep_their_names():
    """Approved sheets hold them: under another name the past would count as missing."""
    answers = {name: 3 if question.kind.is_number else True for name, question in QUESTIONS.items()}
    tallied = {"ethics_units", "ethics_standards", "political_task_units", "political_task_good"}
    numbers = set(PRINTED.values()) - {"ethics_standards", "political_task_level"}
    assert of_work(WorkResult(**answers)).keys() >= {*tallied, *numbers}


@pytest.mark.parametrize(("answer", "chosen"), [(True, "true"), (False, "false"), (None, None)])
def test_a_stored_yes_or_no_is_chosen_in_its_input(answer, chosen):
    sheet = Sheet(organization=Organization(kind=Organization.Kind.GRASSROOTS_CELL, sector=Sector()))
    drawn = str(WorkForm(sheet=sheet, initial={"ethics_standards": answer})["ethics_standards"])
    assert re.findall(r'value="(\w+)" selected', drawn) == ([chosen] if chosen else [])
