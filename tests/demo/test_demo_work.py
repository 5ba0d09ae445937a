"""A question that the demo tells no story of is answered all the same."""

import pytest

from demo import work
from ratings.models.questions import AnswerKind, Question
from ratings.models.work import QUESTIONS

AGENCY, ENTERPRISE = 1, 2
NEW = (
    Question("K90", "trainings"),
    Question("K91", "trainings_attended", part_of="trainings"),
    Question("K92", "exports", AnswerKind.MONEY, enterprises_only=True),
    Question("K93", "website", AnswerKind.YES_NO),
    Question("K94", "union_level", AnswerKind.LEVEL),
)


@pytest.fixture
def numbers(monkeypatch) -> dict:
    monkeypatch.setattr(work, "QUESTIONS", QUESTIONS | {each.name: each for each in NEW})
    answered = dict.fromkeys(QUESTIONS, 1)
    found = {(2020, AGENCY): dict(answered), (2020, ENTERPRISE): dict(answered)}
    work._answer_the_rest(found, {ENTERPRISE})
    return found


def test_each_kind_is_answered(numbers):
    answer = numbers[2020, ENTERPRISE]
    assert {type(answer[name]) for name in ("trainings", "trainings_attended", "exports")} == {int}
    assert answer["trainings_attended"] <= answer["trainings"]
    assert answer["website"] in (True, False)
    assert answer["union_level"] in (3, 4)


def test_an_agency_is_not_asked_what_only_enterprises_know(numbers):
    assert "exports" not in numbers[2020, AGENCY]
    assert "trainings" in numbers[2020, AGENCY]


def test_what_has_a_story_stays(numbers):
    assert all(numbers[key][name] == 1 for key in numbers for name in QUESTIONS)
