"""What is wrong stands where it can be read: in a row on a phone, and over a list whose filter is not understood."""

from playwright.sync_api import expect

from tests.browser.people import stands

PHONE = {"width": 390, "height": 844}
# Whatever lies over a notice takes the click at its first word; out of the window nothing does.
IS_ON_TOP = """notice => {
  notice.scrollIntoView({ block: "center", behavior: "instant" });
  const { left, top } = notice.getBoundingClientRect();
  return notice.contains(document.elementFromPoint(left + 4, top + 4));
}"""


def test_on_a_phone_the_row_of_a_mistake_keeps_the_width_of_its_name(person, lay_a_sheet, watch) -> None:
    sheet = lay_a_sheet("hep", 2)
    page = person(sheet.clerks[0], viewport=PHONE).at(sheet.path)
    row = page.locator("tr[data-row]").first
    row.locator(".ballot input").first.fill("99")
    page.get_by_role("button", name="Lưu", exact=True).click()
    row = page.locator("tr.wrong").first
    expect(row.locator(".row-error")).to_be_visible()
    stands(page)
    assert row.locator("th").bounding_box()["width"] > 200
    # The refusal itself.
    watch.errors.clear()


def test_nothing_lies_over_the_sentence_about_a_filter(person) -> None:
    page = person("khoi").at("/members/?sex=unknown&since=99")
    assert page.locator(".notice-error").evaluate(IS_ON_TOP)
