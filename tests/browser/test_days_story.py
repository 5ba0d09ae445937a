"""A day typed in any spelling is written back as it was understood; today and a calendar stand beside it."""

from datetime import date

from django.utils import timezone
from playwright.sync_api import expect


def test_a_day_is_written_back_as_it_was_understood(person) -> None:
    # Given the form of a new member
    page = person("danguy").at("/members/enter/")
    born = page.locator("[name=birth_date]")
    line = page.locator(".day-line").filter(has=born)

    # When a day is typed short, and the field is left
    born.fill("5.9.95")
    born.press("Tab")

    # Then it is written whole; what is no day is said below, and stays as it was typed
    expect(born).to_have_value("05/09/1995")
    born.fill("31/2/95")
    born.press("Tab")
    expect(line.get_by_role("status")).to_contain_text("Không có ngày này trong lịch")
    expect(born).to_have_value("31/2/95")


def test_today_and_a_day_of_the_calendar_take_no_typing(person) -> None:
    # Given the same form
    page = person("danguy").at("/members/enter/")
    decided = page.locator("[name=decided_on]")
    line = page.locator(".day-line").filter(has=decided)

    # When today is pressed
    line.get_by_role("button", name="Hôm nay").click()

    # Then the day stands there
    expect(decided).to_have_value(f"{timezone.localdate():%d/%m/%Y}")

    # When a day is chosen in the calendar, which the system draws
    expect(line.get_by_role("button", name="Lịch")).to_be_visible()
    line.locator("input[type=date]").evaluate(
        "(input, day) => { input.value = day; input.dispatchEvent(new Event('change')); }", date(2024, 3, 1).isoformat()
    )

    # Then it is written as people write it
    expect(decided).to_have_value("01/03/2024")
    expect(decided).to_be_focused()
