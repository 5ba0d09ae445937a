"""The page adds up points and follows their bands as the server does: the same rows through points.js and the rules."""

import random

from django.conf import settings
from django.template.loader import render_to_string
from playwright.sync_api import Page

from ratings import rules
from ratings.grid.score import Score
from ratings.grid.values import points_written

SCRIPT = (settings.BASE_DIR / "static/ratings/points.js").read_text(encoding="utf-8")
RULE = rules.by_code("qd366").points


class Frame:
    points_least = "90 70 50 0"


def page_of(common: str, results: str, level: str) -> str:
    raw = {"level": level, "points_common": common, "points_results": results}
    total = None if "" in (common, results) else 0
    line = {"key": "m1", "left": False, "errors": {}, "raw": raw, "score": Score(raw, "A", RULE, total)}
    points = render_to_string("ratings/_points.html", {"line": line, "frame": Frame()})
    checked = {level: " checked"}
    radios = "".join(
        f'<label class="level"><input type="radio" name="m1-level" value="{value}"{checked.get(value, "")}>'
        f'<span class="level-short">{value}</span></label>'
        for value in "43210"
    )
    row = f'<tr data-row="m1"><td>{points}</td><td><fieldset class="levels">{radios}</fieldset></td></tr>'
    return f'<!doctype html><html lang="vi"><form id="sheet"><table>{row}</table></form></html>'


def opened(page: Page, common: str = "", results: str = "", level: str = "") -> None:
    page.set_content(page_of(common, results, level))
    page.add_script_tag(content=SCRIPT)


def typed(page: Page, common: str, results: str) -> None:
    page.fill('[name="m1-points_common"]', common)
    page.fill('[name="m1-points_results"]', results)


def chosen(page: Page) -> str | None:
    return page.evaluate('document.querySelector("input[type=radio]:checked")?.value')


def test_sum_and_level_are_the_servers(page: Page) -> None:
    assert RULE is not None
    assert [str(RULE.least[level]) for level in RULE.least] == Frame.points_least.split()
    chance = random.Random(366)
    opened(page)
    for common, results in [(3000, 6000), (2999, 6000), (2050, 4950), (2000, 2999), (0, 0), (25, 7000)] + [
        (chance.randint(0, 3000), chance.randint(0, 7000)) for _each in range(20)
    ]:
        typed(page, points_written(common), points_written(results))
        assert page.inner_text("[data-sum]") == points_written(common + results)
        assert chosen(page) == str(RULE.level(common + results).value)


def test_a_level_chosen_by_hand_stays_and_the_note_says_so(page: Page) -> None:
    opened(page, level="2")
    typed(page, "28", "65")
    assert chosen(page) == "2"
    assert page.inner_text("[data-level]") == "4"
    assert page.is_visible("[data-give]")
    page.check('[value="4"]')
    assert not page.is_visible("[data-give]")
    typed(page, "28", "50")
    assert chosen(page) == "3", "what the former points gave goes on following them"


def test_what_is_not_rated_or_no_number_moves_nothing(page: Page) -> None:
    opened(page, level="0")
    typed(page, "28", "65")
    assert chosen(page) == "0"
    opened(page)
    for common in ("31", "28.5", "-1", "28,555", "hai"):
        typed(page, common, "65")
        assert chosen(page) is None
        assert page.inner_text("[data-sum]") == ""
