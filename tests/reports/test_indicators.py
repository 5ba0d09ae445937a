from itertools import chain
from pathlib import Path

import yaml
from django.utils import translation

from demo.resolutions import TARGETS
from inspections.acts import Acts
from ratings.counts import measures
from ratings.counts.measures import WORK_NUMBERS
from reports.indicators.catalogue import BY_CODE, INDICATORS
from reports.indicators.definitions import OfProvince, Tallied, Unit

FACTS = yaml.safe_load((Path(__file__).parents[1] / "seed" / "facts.yaml").read_text())


def test_codes_are_those_of_the_published_figures_in_their_order():
    for term, section in (("2015-2020", "term_2015_2020_results"), ("2020-2025", "term_2020_2025_targets")):
        resolved = list(dict.fromkeys(code for code, *_rest in TARGETS[term]))
        assert resolved == [fact["id"] for fact in FACTS[section]]
        assert set(resolved) <= set(BY_CODE)


def test_every_indicator_belongs_to_a_term():
    assert set(BY_CODE) == {code for targets in TARGETS.values() for code, *_rest in targets}
    assert len(BY_CODE) == len(INDICATORS)


def test_parts_are_those_that_the_resolution_bounds():
    for targets in TARGETS.values():
        for code, part, *_rest in targets:
            assert part in {"", *(each.code for each in BY_CODE[code].parts)}


def known_measures() -> set[str]:
    of_groups = {name for group in ("members", "grassroots") for name in measures.rated(group)}
    of_answers = {"ethics_units", "ethics_standards", "political_task_units", "political_task_good"}
    return {*of_groups, *of_answers, *chain.from_iterable(WORK_NUMBERS)}


def test_only_measures_that_the_sheets_count_are_added_up():
    for indicator in INDICATORS:
        for source in (indicator.source, *(part.source for part in indicator.parts)):
            if isinstance(source, Tallied):
                assert {*source.numerator.names, *source.denominator.names} <= known_measures(), indicator.code
            elif isinstance(source, OfProvince):
                assert set(source.numerator.names) <= known_measures()


def test_published_groups_of_acts_do_not_overlap():
    acts = [each.source for each in INDICATORS if isinstance(each.source, Acts)]
    seen = [
        (act.kind, body, basis, act.of_members)
        for act in acts
        for body in act.bodies
        for basis in act.bases
        if act.covers(act.kind, body, basis, act.of_members)
    ]
    assert len(acts) == 10
    assert len(seen) == len(set(seen))


def test_names_are_words_in_both_languages():
    for language in ("vi", "en"):
        with translation.override(language):
            names = [str(each.name) for each in INDICATORS]
        assert len(set(names)) == len(names)
        assert all(names)


def test_every_share_has_the_words_that_its_sentence_begins_with():
    for indicator in INDICATORS:
        for each in indicator.parts or (indicator,):
            assert bool(each.subject) is (indicator.unit is Unit.PERCENT), indicator.code
        assert indicator.unit is Unit.PERCENT or indicator.topic is None
