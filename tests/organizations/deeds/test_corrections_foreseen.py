"""Nobody corrects a closed year without having seen what becomes of its figures."""

import pytest

from accounts.models import AuditEvent
from ratings.models import YearPlace
from ratings.register.differences import differences
from tests.organizations.deeds import entries, kept, readers
from tests.organizations.deeds.small import build

pytestmark = pytest.mark.django_db
ADDRESS = "/ratings/2024/correct/"
SENT = {**entries.DECISION, "decided_on": "05/01/2026"}


@pytest.fixture
def small():
    return build(size=2)


@pytest.fixture
def year(small):
    """2024 below `one`, every organisation and member rated; closed, and two cells merged late."""
    closed = entries.rated_and_closed(small)
    small.merge(small.second, into=small.first)
    small.rename(small.own, "Đảng bộ Sở Mới")
    closed.refresh_from_db()
    return closed


@pytest.fixture
def office(client, small):
    client.force_login(small.office)
    return client


def keys(year, *, of=None):
    return [each.key for each in differences(year) if of is None or each.value("organization_id") == of.pk]


def corrections() -> int:
    return AuditEvent.objects.filter(verb="year.correct").count()


def changed(page) -> dict[str, tuple[str, str]]:
    return {f"{each.table}: {each.figure}": (each.before, each.after) for each in page.context["changes"]}


def test_that_ratings_are_lost_stands_on_the_page_before_it_is_sent(office, small, year):
    before = kept.figures(year), year.editions.count(), YearPlace.objects.count(), corrections()
    assert office.get(ADDRESS).context["changes"] is None
    page = office.post(ADDRESS, {**SENT, "row": keys(year)})
    found = changed(page)
    assert found["Đảng viên: Toàn thể đảng viên: Được xếp loại"] == ("8", "6")
    assert found["Đảng viên: Toàn thể đảng viên: Chưa nhập"] == ("0", "2")
    assert "Chốt lại số liệu" in page.text
    assert (kept.figures(year), year.editions.count(), YearPlace.objects.count(), corrections()) == before


def test_with_the_same_rows_it_makes_what_was_foreseen(office, year):
    sent = {**SENT, "row": keys(year)}
    page = office.post(ADDRESS, sent)
    assert office.post(ADDRESS, sent | {"seen": page.context["seen"], "confirm": "1"}).status_code == 302
    shown = office.get("/ratings/2024/editions/2/").context["changes"]
    assert shown == page.context["changes"]
    readers.agree(year)


def test_what_a_browser_brings_back_makes_no_edition_before_its_button_says_so(office, year):
    sent = {**SENT, "row": keys(year)}
    seen = office.post(ADDRESS, sent).context["seen"]
    again = office.post(ADDRESS, sent | {"seen": seen})
    assert (again.status_code, again.context["seen"]) == (200, seen)
    assert "Chốt lại số liệu" in again.text
    assert year.editions.count() == 1


def test_with_other_rows_their_figures_are_shown_first(office, small, year):
    page = office.post(ADDRESS, {**SENT, "row": keys(year)})
    other = {**SENT, "row": keys(year, of=small.own), "seen": page.context["seen"], "confirm": "1"}
    shown = office.post(ADDRESS, other)
    assert (shown.status_code, shown.context["changes"]) == (200, [])
    assert "Không có số liệu nào" in shown.text
    assert year.editions.count() == 1


def test_what_is_refused_is_refused_before_any_figure_is_shown(office, year):
    page = office.post(ADDRESS, {**SENT, "row": keys(year), "reason": ""})
    assert (page.status_code, page.context["changes"]) == (422, None)
    assert "Xem số liệu trước và sau" in page.text
