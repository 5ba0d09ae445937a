"""What a committee tells of its term, as docs/article.md has it, is in the demo data with a figure."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

from organizations.models import Organization
from ratings.catalogue.starting import STARTING
from ratings.models.yearly import AnswerType
from reports.indicators.catalogue import INDICATORS
from reports.models import Term
from reports.scorecard.build import scorecard

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_database")]
COUNTED = 2
ASKED = "asked_"
WITHOUT_FIGURE = {AnswerType.TOPIC, AnswerType.DAY}


def codes() -> list[str]:
    lines = (Path(settings.BASE_DIR) / "docs/article.md").read_text().splitlines()
    rows = [line.strip("|").split("|") for line in lines if line.startswith("| ")]
    return [code for row in rows for code in re.findall(r"`(\w+)`", row[COUNTED])]


def test_each_is_an_indicator_or_a_question_to_start_from():
    known = {each.code for each in INDICATORS} | {each.code for each in STARTING}
    assert set(codes()) <= known
    assert len(codes()) > 30


def test_no_question_to_start_from_is_missing():
    without = {each.code for each in STARTING if each.kind in WITHOUT_FIGURE}
    assert {each.code for each in STARTING} - set(codes()) <= without


def test_each_has_a_figure_of_a_term():
    root = Organization.objects.get(code="KHOI")
    lines = [line for term in Term.objects.filter(root=root) for line in scorecard(term, root).lines]
    counted = {line.code.removeprefix(ASKED) for line in lines if line.term.value is not None}
    assert set(codes()) - counted == set()
