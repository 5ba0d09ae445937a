"""What was published stands as it was published, beside what is counted, with its source."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import override

from accounts.models import AuditEvent
from ratings.levels import Level
from reports.indicators.definitions import Unit
from reports.models import Published
from reports.published.reading import Read, read
from reports.scorecard.published import holds, words_of
from tests import factories
from tests.reports import worlds

LIST, ENTER = reverse("reports:published"), reverse("reports:enter_published")
TERM = "2020-2025"
Q = Published.Qualifier


@pytest.mark.parametrize(
    ("text", "qualifier", "low", "high", "each_year"),
    [
        ("trên 95%", Q.OVER, "95", None, False),
        ("Trên  95 %", Q.OVER, "95", None, False),
        ("hơn 97,2%", Q.OVER, "97.2", None, False),
        ("95%", Q.EXACTLY, "95", None, False),
        ("95", Q.EXACTLY, "95", None, False),
        ("từ 15 - 20%", Q.BETWEEN, "15", "20", False),
        ("15% đến 20%", Q.BETWEEN, "15", "20", False),
        ("từ 80 đến 85%", Q.BETWEEN, "80", "85", False),
        ("80 – 85%", Q.BETWEEN, "80", "85", False),
        ("hằng năm 80-85%", Q.BETWEEN, "80", "85", True),
        ("trên 80% hàng năm", Q.OVER, "80", None, True),
        ("từ 85% trở lên", Q.AT_LEAST, "85", None, False),
        ("ít nhất 85%", Q.AT_LEAST, "85", None, False),
        ("không quá 1%", Q.AT_MOST, "1", None, False),
        ("dưới 1%", Q.UNDER, "1", None, False),
        ("khoảng 90%", Q.ABOUT, "90", None, False),
        ("1.062", Q.EXACTLY, "1062", None, False),
    ],
)
def test_a_share_is_read_as_it_was_published(text, qualifier, low, high, each_year):
    assert read(text, Unit.PERCENT) == Read(qualifier, Decimal(low), Decimal(high) if high else None, each_year)


@pytest.mark.parametrize(
    ("text", "qualifier", "low"),
    [
        ("1.062", Q.EXACTLY, 1062),
        ("gần 5.000", Q.NEARLY, 5000),
        ("khoảng 1 200", Q.ABOUT, 1200),
        ("5.000.000", Q.EXACTLY, 5_000_000),
    ],
)
def test_a_dot_before_three_digits_parts_thousands(text, qualifier, low):
    assert read(text, Unit.COUNT) == Read(qualifier, Decimal(low))


@pytest.mark.parametrize(
    ("text", "unit", "words"),
    [
        ("nhiều", Unit.COUNT, "trên 95%"),
        ("", Unit.COUNT, "trên 95%"),
        ("chừng như 5", Unit.COUNT, "trên 95%"),
        ("95.5%", Unit.PERCENT, "97,2"),
        ("1.06", Unit.COUNT, "97,2"),
        ("97,235%", Unit.PERCENT, "97,2"),
        ("20 - 15%", Unit.PERCENT, "đổi chỗ"),
        ("5%", Unit.COUNT, "%"),
        ("1234567890123", Unit.COUNT, "12"),
        ("-5", Unit.COUNT, "trên 95%"),
    ],
)
def test_what_is_not_understood_is_refused_with_what_to_write(text, unit, words):
    with pytest.raises(ValidationError) as refused:
        read(text, unit)
    assert words in " ".join(refused.value.messages)


def published(qualifier, low, high=None, indicator="org_rated_good_up", **more) -> Published:
    return Published(
        indicator=indicator,
        qualifier=qualifier,
        low=Decimal(low),
        high=None if high is None else Decimal(high),
        **more,
    )


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("qualifier", [*Q])
@pytest.mark.parametrize("each_year", [True, False])
@pytest.mark.parametrize(("indicator", "unit"), [("org_rated_good_up", Unit.PERCENT), ("admissions", Unit.COUNT)])
def test_what_is_shown_is_read_back(qualifier, each_year, indicator, unit, language):
    high = "2345.5" if qualifier is Q.BETWEEN else None
    shown = published(qualifier, "1062", high, indicator, each_year=each_year)
    with override(language):
        found = read(words_of(shown), unit)
    assert found == Read(qualifier, shown.low, shown.high, each_year)


@pytest.mark.parametrize(
    ("qualifier", "low", "high", "agreeing", "differing"),
    [
        (Q.OVER, "95", None, ["97.2", "95.01"], ["95", "94.9"]),
        (Q.AT_LEAST, "95", None, ["95"], ["94.99"]),
        (Q.UNDER, "1", None, ["0.99"], ["1"]),
        (Q.AT_MOST, "1", None, ["1"], ["1.01"]),
        (Q.NEARLY, "5000", None, ["4999", "4750"], ["5000", "4749"]),
        (Q.ABOUT, "80", None, ["76", "84"], ["75.9", "84.1"]),
        (Q.BETWEEN, "80", "85", ["80", "85"], ["79.99", "85.01"]),
        (Q.EXACTLY, "1062", None, ["1062"], ["1064", "1061"]),
        (Q.EXACTLY, "97", None, ["96.5", "97.49"], ["96.49", "97.5"]),
        (Q.EXACTLY, "97.2", None, ["97.15", "97.24"], ["97", "97.25"]),
    ],
)
def test_a_figure_agrees_as_the_word_before_the_number_means(qualifier, low, high, agreeing, differing):
    said = published(qualifier, low, high)
    assert [value for value in agreeing if not holds(said, Fraction(value))] == []
    assert [value for value in differing if holds(said, Fraction(value))] == []


GOOD = {
    "indicator": "admissions",
    "year": 2021,
    "qualifier": Q.OVER,
    "low": Decimal(10),
    "document": "Báo cáo số 1",
}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "broken",
    [
        {"year": None},
        {"term": True},
        {"each_year": True},
        {"high": Decimal(20)},
        {"qualifier": Q.BETWEEN},
        {"qualifier": Q.BETWEEN, "high": Decimal(5)},
        {"qualifier": "perhaps"},
        {"low": Decimal(-1)},
        {"document": ""},
    ],
)
def test_the_database_holds_what_a_published_figure_is(world, broken):
    values = {**GOOD, "root": world.bloc, **broken}
    if values.pop("term", None):
        values["term"] = factories.term(TERM)
    with pytest.raises(IntegrityError), transaction.atomic():
        Published.objects.create(**values)


@pytest.mark.django_db
@pytest.mark.parametrize("of_term", [True, False])
def test_a_document_publishes_a_figure_once(world, of_term):
    when = {"year": None, "term": factories.term(TERM)} if of_term else {}
    Published.objects.create(**{**GOOD, "root": world.bloc, **when})
    Published.objects.create(**{**GOOD, "root": world.bloc, **when, "document": "Báo cáo số 2"})
    with pytest.raises(IntegrityError), transaction.atomic():
        Published.objects.create(**{**GOOD, "root": world.bloc, **when})


TYPED = {
    "indicator": "member_rated_good_up",
    "when": "y2021",
    "figure": "trên 95%",
    "document": "Báo cáo số 12-BC/ĐUK",
    "published_on": "20/12/2021",
    "words": "trên 95% đảng viên",
}


@pytest.fixture
def office(client, world):
    client.force_login(world.users["bloc_office"])
    return client


def test_a_figure_is_entered_changed_and_removed(office, world):
    assert office.post(ENTER, TYPED).url == LIST
    made = Published.objects.get()
    assert (made.root, made.year, made.term, made.qualifier, made.low) == (world.bloc, 2021, None, Q.OVER, 95)
    assert made.published_on == date(2021, 12, 20)
    assert "trên 95%" in office.get(LIST).text

    way = reverse("reports:change_published", args=[made.pk])
    seen = office.get(way).context["form"]["seen"].value()
    assert office.post(way, {**TYPED, "figure": "từ 90 đến 95%", "seen": seen}).url == LIST
    made.refresh_from_db()
    assert (made.qualifier, made.low, made.high) == (Q.BETWEEN, 90, 95)
    assert office.post(way, {**TYPED, "seen": seen}).status_code == 409

    office.post(reverse("reports:remove_published", args=[made.pk]))
    assert not Published.objects.exists()
    verbs = AuditEvent.objects.filter(verb__startswith="published").order_by("pk").values_list("verb", flat=True)
    assert [*verbs] == ["published.enter", "published.change", "published.remove"]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"figure": "nhiều"}, "figure"),
        ({"figure": ""}, "figure"),
        ({"figure": "hằng năm trên 95%"}, "figure"),
        ({"figure": "950%"}, "figure"),
        ({"figure": "từ 95 đến 100,5%"}, "figure"),
        ({"indicator": "admissions"}, "figure"),
        ({"indicator": "nothing"}, "indicator"),
        ({"when": "y1999"}, "when"),
        ({"document": ""}, "document"),
        ({"published_on": "1/1/2099"}, "published_on"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(office, typed, field):
    answer = office.post(ENTER, {**TYPED, **typed})
    assert (answer.status_code, [*answer.context["form"].errors]) == (422, [field])
    assert not Published.objects.exists()


def test_another_root_neither_sees_nor_changes_it(office, world):
    made = Published.objects.create(**{**GOOD, "root": world.foreign_bloc, "document": "Báo cáo lạ"})
    assert "Báo cáo lạ" not in office.get(LIST).text
    assert office.get(reverse("reports:change_published", args=[made.pk])).status_code == 404
    foreign = factories.term(TERM, world.foreign_bloc)
    assert office.post(ENTER, {**TYPED, "when": str(foreign.pk)}).status_code == 422


@pytest.fixture
def counted(client, db):
    """97 of 100 members good or better in 2020, 80 of 100 in 2021."""
    bloc = worlds.bloc()
    for year, good in ((2020, 97), (2021, 80)):
        levels = {Level.GOOD: good, Level.COMPLETED: 100 - good}
        worlds.sheet(bloc, bloc.agency_cell, year, members=levels)
    client.force_login(factories.user_with("leader", bloc.bloc))
    return bloc


def say(bloc, **values) -> Published:
    given = {"indicator": "member_rated_good_up", "year": 2020, "qualifier": Q.OVER, "low": 95, "document": "BC 12"}
    return Published.objects.create(**{**given, "root": bloc.bloc, **values})


def row_of(client, code="member_rated_good_up"):
    page = client.get(reverse("reports:dashboard", args=[TERM]))
    return page, next(row for row in page.context["rows"] if row.code == code and not row.is_minor)


def test_the_dashboard_says_beside_a_figure_what_was_published_and_whether_it_agrees(client, counted):
    say(counted)
    say(counted, year=2021)
    page, row = row_of(client)
    assert [[each.agrees for each in cell.told] for cell in row.cells[:3]] == [[True], [False], []]
    assert page.text.count("đã công bố:") == 2
    assert "trên 95%" in page.text


def test_of_a_term_each_year_or_the_whole_is_meant(client, counted):
    term = worlds.term()
    say(counted, term=term, year=None, low=90)
    say(counted, term=term, year=None, low=80, each_year=True)
    say(counted, term=term, year=None, low=79, each_year=True, document="BC 13")
    _page, row = row_of(client)
    assert [(each.agrees, each.years) for each in row.term.told] == [(False, ()), (False, (2021,)), (True, ())]


def test_where_nothing_is_counted_nothing_is_judged(client, counted):
    say(counted, year=2023)
    _page, row = row_of(client)
    assert row.cells[3].told[0].agrees is None


def test_the_page_behind_a_figure_names_the_source_of_what_was_published(client, counted):
    say(counted, published_on=date(2020, 12, 20), words="trên 95% đảng viên được xếp loại")
    text = client.get(reverse("reports:figure", args=[TERM, "member_rated_good_up", "2020"])).text
    assert "BC 12" in text
    assert "20/12/2020" in text
    assert "trên 95% đảng viên được xếp loại" in text
    assert "BC 12" not in client.get(reverse("reports:figure", args=[TERM, "member_rated_good_up", "2021"])).text


def test_beside_the_figures_of_a_part_nothing_published_of_the_whole_stands(client, counted):
    say(counted)
    client.force_login(factories.user_with("leader", counted.agency))
    _page, row = row_of(client)
    assert row.cells[0].told == ()
