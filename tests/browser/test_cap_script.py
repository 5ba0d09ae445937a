"""The page counts at each key what the server counts: the same groups through cap.js and through ratings.counts.cap."""

import random
from itertools import product

from django.conf import settings
from django.template.loader import render_to_string
from playwright.sync_api import Page

from ratings.counts.cap import CapPolicy, Counts
from ratings.grid.cap_panel import CapPanel, CapReading
from ratings.models import RatingYear
from ratings.rules import by_code

SCRIPT = (settings.BASE_DIR / "static/ratings/cap.js").read_text(encoding="utf-8")
LEVELS = ("4", "3", "2", "1", "0", None)
READ = """() => {
  const text = (root, name) => root.querySelector(`[data-${name}]`).textContent;
  const panel = document.querySelector("[data-cap]");
  return {
    used: text(panel, "used"), most: text(panel, "most"), left: text(panel, "left"), over: text(panel, "over"),
    tooMany: !panel.querySelector("[data-over-line]").hidden,
    readings: Object.fromEntries([...panel.querySelectorAll("[data-reading]")].map((reading) => [
      reading.dataset.reading, [text(reading, "base-count"), text(reading, "product"), text(reading, "allowed")],
    ])),
  };
}"""


def counted(levels: list[str | None]) -> Counts:
    return Counts.of(
        (int(level), "") if level and level != "0" else (None, "exempt" if level else "") for level in levels
    )


def added(here: Counts, elsewhere: Counts) -> Counts:
    names = ("excellent", "good", "completed", "not_completed", "empty")
    return Counts(**{name: getattr(here, name) + getattr(elsewhere, name) for name in names})


def panel_of(counts: Counts, policy: CapPolicy, elsewhere: Counts) -> CapPanel:
    return CapPanel("nhóm", counts, policy, by_code("hd21").cap.members, True, elsewhere)


def row_of(number: int, level: str | None) -> str:
    radios = "".join(
        f'<input type="radio" name="m{number}-level" value="{value}"{" checked" if value == level else ""}>'
        for value in LEVELS
        if value is not None
    )
    return f'<tr data-row="m{number}"><td><fieldset class="levels">{radios}</fieldset></td></tr>'


def grouped_row(number: int, level: str | None, group: str) -> str:
    return row_of(number, level).replace("<tr ", f'<tr data-group="{group}" ', 1)


def page_of(panel: CapPanel, levels: list[str | None]) -> str:
    rows = "".join(row_of(number, level) for number, level in enumerate(levels))
    cap = render_to_string("ratings/_cap.html", {"panel": panel, "forloop": {"first": True}})
    return document(rows, cap)


def document(rows: str, cap: str) -> str:
    return f'<!doctype html><html lang="vi"><form id="sheet"><table>{rows}</table>{cap}</form></html>'


def reading_of(reading: CapReading) -> list[str]:
    return [str(reading.cap.base_count), reading.cap.product, str(reading.cap.allowed)]


def test_the_page_and_the_server_count_alike(page: Page) -> None:
    chance = random.Random(20)
    for base, rounding in product(RatingYear.CapBase, RatingYear.Rounding):
        policy = CapPolicy(base=base, rounding=rounding, percent=chance.choice((15, 20, 33)))
        for _each in range(6):
            levels = chance.choices(LEVELS, weights=(4, 6, 2, 1, 1, 3), k=chance.randint(1, 40))
            elsewhere = counted(chance.choices(LEVELS[:4], k=chance.choice((0, 7, 50))))
            # The server renders the page as if nobody were rated yet; the script has to work it all out.
            page.set_content(page_of(panel_of(added(Counts(empty=len(levels)), elsewhere), policy, elsewhere), levels))
            page.add_script_tag(content=SCRIPT)
            expected = panel_of(added(counted(levels), elsewhere), policy, elsewhere)
            cap = expected.chosen.cap
            assert page.evaluate(READ) == {
                "used": str(cap.used),
                "most": str(cap.most),
                "left": str(cap.left),
                "over": str(cap.over),
                "tooMany": cap.is_over,
                "readings": {
                    str(reading.cap.base.value): reading_of(reading) for reading in (expected.chosen, *expected.others)
                },
            }, (policy, levels, elsewhere)


def test_a_panel_of_a_group_counts_its_own_rows_by_its_own_percentage(page: Page) -> None:
    """Saved as "staff", a row that is put among the leaders on the page counts there at once."""
    policy = CapPolicy(RatingYear.CapBase.GOOD_ONLY, percent=25, decision="12-QĐ/TU")
    empty = Counts(empty=6)
    panel = CapPanel("nhóm", empty, policy, by_code("qd366").cap.members, True, Counts(good=4), group="leader")
    rows = [grouped_row(0, "4", "leader"), grouped_row(1, "3", "leader"), grouped_row(2, "4", "staff")]
    chosen = '<select name="m3-title_group"><option value="leader" selected></option></select>'
    rows.append(grouped_row(3, "4", "staff").replace("<td>", f"<td>{chosen}", 1))
    page.set_content(
        document("".join(rows), render_to_string("ratings/_cap.html", {"panel": panel, "forloop": {"first": True}}))
    )
    page.add_script_tag(content=SCRIPT)
    cap = policy.apply(Counts(excellent=2, good=5))
    read = page.evaluate(READ)
    assert (read["used"], read["most"], read["over"]) == ("2", str(cap.most), str(cap.over))
    assert read["readings"]["good_only"] == ["5", "1,25", "1"]
    page.locator('[name="m3-title_group"]').evaluate("(box) => { box.innerHTML = '<option value=staff selected>'; }")
    page.locator('[name="m3-title_group"]').dispatch_event("change")
    assert page.evaluate(READ)["used"] == "1"
    assert page.get_by_text("12-QĐ/TU").is_visible()
