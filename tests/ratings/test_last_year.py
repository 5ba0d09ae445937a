"""Last year's levels as a start: typed for the clerk, marked, not saved, and never for whom something new is known."""

from datetime import date

import pytest
from django.urls import reverse

from inspections.models import Discipline
from members.models import LifeEvent
from ratings.findings.facts import Disciplined, Ended
from ratings.grid.last_year import taken_over
from ratings.models import MemberRating, RatingYear, SheetDraft
from ratings.sheets import entry
from tests import factories
from tests.ratings import sheets
from tests.ratings.checked import E, G, facts_of, row
from tests.ratings.sheets import fields_in, form_of

REPRIMAND = Discipline.Form.REPRIMAND


@pytest.mark.parametrize(
    "about",
    [
        {"last_level": None},
        {"admitted_on": date(2024, 8, 1)},
        {"resting": LifeEvent.Kind.EXEMPTED},
        {"resting": LifeEvent.Kind.SUSPENDED},
        {"disciplines": (Disciplined(REPRIMAND, date(2024, 3, 1)),)},
        {"disciplines": (Disciplined(REPRIMAND, date(2024, 3, 1), counted_in_year=2025),)},
        {"disciplines": (Disciplined(REPRIMAND, date(2023, 12, 1), counted_in_year=2024),)},
        {"belongs": False},
        {"ended": Ended(LifeEvent.Kind.DIED, date(2024, 5, 1))},
        {"elsewhere": "Chi bộ khác"},
    ],
    ids=str,
)
def test_whom_something_new_is_known_of_starts_empty(about):
    told = row(None, member_id=7, **({"last_level": E} | about))
    plain = row(None, member_id=8, last_level=G, disciplines=(Disciplined(REPRIMAND, date(2023, 3, 1)),))
    assert taken_over(facts_of(2024, rows=(told, plain))) == {"m8": "3"}


@pytest.fixture
def last(world, year):
    """One of three members was excellent last year; another has been exempt since March."""
    before = factories.RatingYearFactory(year=2023, state=RatingYear.State.CLOSED)
    old = factories.SheetFactory(rating_year=before, organization=world.own_cell)
    for member in (world.members["own"], exempt := factories.member_of(world.own_cell)):
        MemberRating.objects.create(sheet=old, member=member, level=4)
    LifeEvent.objects.create(
        member=exempt, kind=LifeEvent.Kind.EXEMPTED, happened_on=date(2024, 3, 1), organization=world.own_cell
    )
    factories.member_of(world.own_cell)
    return entry.key_of(world.members["own"].pk)


def test_an_untouched_sheet_starts_from_last_year(client, world, last):
    client.force_login(world.users["clerk"])
    address = reverse("ratings:sheet", args=[2024, world.own_cell.pk])
    typed = form_of(client, address) | {f"{last}-note": "Hỏi lại"}
    page = client.post(address, typed | {"fill": "last_year"}, follow=True).content.decode()
    shown = fields_in(page)
    assert {name: value for name, value in shown.items() if name.endswith("-level")} == {f"{last}-level": "4"}
    assert shown[f"{last}-note"] == "Hỏi lại"
    assert "Chép từ năm 2023, chưa lưu" in page
    assert page.count("data-copied>") == 1
    assert 'value="last_year"' not in page
    assert sheets.sheet_of(world.own_cell).version == 1

    # Another level is the clerk's own, and saved nothing is copied any more.
    client.post(address, shown | {f"{last}-level": "3", "fill": "good"})
    assert "data-copied>" not in client.get(address).content.decode()
    assert client.post(address, form_of(client, address)).status_code == 302
    assert not SheetDraft.objects.exists()
    assert entry.stored(sheets.sheet_of(world.own_cell))[last]["level"] == 3


def test_where_a_level_stands_or_nobody_had_one_nothing_is_offered(client, world, last):
    client.force_login(world.users["clerk"])
    address = reverse("ratings:sheet", args=[2024, world.own_cell.pk])
    assert 'value="last_year"' in client.get(address).content.decode()
    client.post(address, form_of(client, address) | {f"{last}-level": "2"})
    assert 'value="last_year"' not in client.get(address).content.decode()
    client.force_login(world.users["lone_clerk"])
    other = reverse("ratings:sheet", args=[2024, world.lone_cell.pk])
    assert 'value="last_year"' not in client.get(other).content.decode()
