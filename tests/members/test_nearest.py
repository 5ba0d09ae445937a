"""Finding members by what is typed: in every way of typing, however many there are, and whatever is typed."""

import unicodedata
from datetime import date

import pytest
from django.db.models import F, Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.lists import nearest
from accounts.models import AuditEvent
from accounts.roles import Role
from members.models import Member
from organizations.matching import Nearness, nearness, spaced
from tests import factories
from ui.searching import search_key

pytestmark = pytest.mark.django_db
NAMES = ("Nguyễn Văn An", "Đặng Thị Thuý Hà", "H'Hen Niê", "Kpă Y-Bhăm", "Trần Đình Quý", "Lê Thị Mĩ Hạnh", "Võ Ỷ Lan")
HOSTILE = (
    "%",
    "_",
    "\\",
    "'",
    '"',
    "'; --",
    "   ",
    "\0",
    "a\0n",
    "😀",
    "an 😀",
    "(",
    "&|!:*",
    "{an}",
    "ａｎ",
    "-" * 120,
)


@pytest.fixture
def people():
    return [
        factories.MemberFactory(full_name=name, code=f"DV{7000 + at:06}", birth_date=date(1950 + at, 3, 2))
        for at, name in enumerate(NAMES)
    ]


def _found(text: str) -> list[str]:
    return [member.code for member in Member.objects.nearest(text)]


def _typed(word: str, way: int) -> str:
    marked = unicodedata.normalize("NFD", word) if way % 2 else word
    return (marked, marked.lower(), marked.upper(), search_key(word))[way // 2]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_each_member_is_found_by_parts_of_some_words_in_any_order_and_way_of_typing(people, data):
    member = data.draw(st.sampled_from(people))
    words = data.draw(st.permutations([word for word in member.full_name.split() if len(word) > 1]))
    chosen = words[: data.draw(st.integers(1, len(words)))]
    parts = [word[: data.draw(st.integers(2, len(word)))] for word in chosen]
    way = data.draw(st.integers(0, 7))

    assert member.code in _found(" ".join(_typed(part, way) for part in parts))
    assert _found(data.draw(st.sampled_from([member.code, member.code.lower(), member.code.lstrip("DV0")])))[0] == (
        member.code
    )


@pytest.mark.parametrize(
    "text", ["Ðặng", "đặng", "dang", "ĐẶNG", "\N{LATIN CAPITAL LETTER AFRICAN D}ặng", "ha dang", "1951 ha"]
)
def test_d_and_its_twins_are_one(people, text):
    assert _found(text) == ["DV007001"]


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_typed_gets_an_answer(client, people, text):
    client.force_login(factories.user_with(Role.OFFICE, factories.OrganizationFactory()))
    for address in ("/members/", "/search/", "/search/suggestions/", "/organizations/", "/members/pick-place/"):
        assert client.get(address, {"q": text}).status_code in ((400,) if "\0" in text else (200, 302)), address


def test_of_very_many_those_whose_words_are_as_they_were_typed_come_first(monkeypatch):
    bloc = factories.OrganizationFactory()
    cell = factories.cell(factories.committee(bloc))
    for name in ("Hạnh", "Hải", "Hân", "Hậu", "Hạ", "Hà"):
        factories.member_of(cell, full_name=f"Lê {name}")
    found = Member.objects.nearest("Hà")
    found.most = 2

    assert (found.count(), found.is_cut) == (2, True)
    assert next(member.full_name for member in found) == "Lê Hà"
    assert next(member.full_name for member in found.whole()) == "Lê Hà"
    assert found.whole().count() == 6


def test_a_list_says_that_there_are_more_and_the_workbook_holds_all(client, monkeypatch):
    bloc = factories.OrganizationFactory()
    cell = factories.cell(factories.committee(bloc))
    for number in range(4):
        factories.member_of(cell, full_name=f"Lê Văn {'An' * (number % 2) or 'Ba'}")
    monkeypatch.setattr(nearest.Nearest, "most", 3)
    monkeypatch.setattr(nearest.Nearest.__init__, "__defaults__", (*nearest.Nearest.__init__.__defaults__[:-1], 3))
    client.force_login(factories.user_with(Role.OFFICE, bloc))

    page = client.get("/members/", {"q": "le van"}).text

    assert "hơn 3 đảng viên" in page
    assert client.post("/members/download/?q=le+van").status_code == 200
    assert AuditEvent.objects.get(verb="members.download").data["rows"] == 4


@given(text=st.sampled_from(["hà", "ha", "van an", "Nguyễn", "quy", "mi ha", "niê", "7"]), name=st.sampled_from(NAMES))
def test_rows_that_were_read_stand_where_the_database_would_put_them(text, name):
    Member.objects.all().delete()
    factories.MemberFactory(full_name=name)
    rows = Member.objects.annotate(spaced_name=spaced("full_name")).annotate(
        near=nearness(text, "spaced_name", Q(pk__in=[])) + 0 * F("pk")
    )

    assert rows.get().near - 1 == Nearness(text).of(name, search_key(name))
