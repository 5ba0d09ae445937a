from fractions import Fraction

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.roles import Role
from inspections.models import Body
from ratings.levels import Level
from reports.indicators.catalogue import INDICATORS
from reports.indicators.definitions import Unit
from reports.indicators.verdicts import Bound, Verdict
from reports.models import Plan, Target
from reports.scorecard import board, wording
from reports.scorecard.build import scorecard
from reports.scorecard.figures import TermFigure
from tests import factories
from tests.reports import worlds

pytestmark = pytest.mark.django_db
C = Target.Comparison


@pytest.fixture
def world() -> worlds.Bloc:
    return worlds.bloc()


def signed_in(role: Role, organization) -> Client:
    client = Client()
    client.force_login(factories.user_with(role, organization))
    return client


@pytest.fixture
def leader(world) -> Client:
    return signed_in(Role.LEADER, world.bloc)


def page(client: Client, name: str, *args, **query) -> str:
    answer = client.get(reverse(f"reports:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


# Who may come


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.LEADER, 200),
        (Role.OFFICE, 200),
        (Role.INSPECTOR, 200),
        (Role.CLERK, 404),
        (Role.COMMITTEE, 404),
        (Role.AUDITOR, 404),
        (Role.ADMINISTRATOR, 404),
    ],
)
@pytest.mark.parametrize(
    "address",
    ["/terms/2020-2025/", "/terms/2020-2025/levels/", "/terms/2020-2025/admissions/term/"],
)
def test_scorecards_are_for_those_who_lead_the_bloc(world, role, status, address):
    assert signed_in(role, world.bloc).get(address).status_code == status


@pytest.mark.parametrize(
    "address",
    [
        "/terms/2001-2005/",
        "/terms/2020-2025/no_such_indicator/term/",
        "/terms/2020-2025/org_rated_good/term/",
        "/terms/2020-2025/admissions/2019/",
        "/terms/2020-2025/admissions/x/",
    ],
)
def test_what_there_is_not_is_not_found(leader, address):
    assert leader.get(address).status_code == 404


def test_pages_only_read(leader):
    for address in ("/terms/", "/terms/2020-2025/", "/terms/2020-2025/admissions/term/"):
        assert leader.post(address).status_code == 405


def test_another_blocs_people_see_their_own_bloc(world):
    foreign = factories.OrganizationFactory(name="Đảng bộ Khối nơi khác")
    factories.terms(foreign)
    worlds.sheet(world, world.agency, 2020, level=Level.GOOD)
    worlds.admit(world.agency_cell, 2020)

    client = signed_in(Role.LEADER, foreign)

    shown = page(client, "dashboard", "2020-2025")
    assert "Đảng bộ Khối nơi khác" in shown
    assert world.agency.name not in shown
    assert world.agency.name not in page(client, "levels", "2020-2025")
    assert world.agency_cell.name not in page(client, "figure", "2020-2025", "admissions", "2020")


# The dashboard


def test_the_first_page_is_that_of_the_newest_term_with_data(world, leader):
    worlds.sheet(world, world.agency, 2018)
    assert leader.get("/terms/").url == "/terms/2015-2020/"
    worlds.sheet(world, world.agency, 2021)
    assert leader.get("/terms/").url == "/terms/2020-2025/"


def test_a_leader_reads_how_many_targets_hold_what_failed_and_who_is_late(world, leader):
    for year in (2020, 2021):
        level = Level.NOT_COMPLETED if year == 2021 else Level.GOOD
        worlds.sheet(world, world.agency, year, level=level, work={"staff_considered": 100, "staff_titled": 96})
    worlds.sheet(world, world.lone_cell, 2024, approved=False, level=Level.GOOD)

    shown = page(leader, "dashboard", "2020-2025")

    assert "Nhiệm kỳ 2020 – 2025: 1/12 chỉ tiêu đang đạt" in shown
    assert "Không đạt 2021" in shown
    assert "1 tổ chức chưa được duyệt" in shown
    assert reverse("ratings:year", args=[2024]) in shown
    assert "&gt; 95% hằng năm" in shown
    assert "2/2 năm" in shown
    for code in ("advanced_labour", "org_rated_failed"):
        for year in ("2020", "2024", "term"):
            assert reverse("reports:figure", args=["2020-2025", code, year]) in shown


def test_only_who_may_ask_for_reports_is_offered_one(world):
    for role, offered in ((Role.LEADER, True), (Role.OFFICE, True), (Role.INSPECTOR, False)):
        shown = page(signed_in(role, world.bloc), "dashboard", "2020-2025")
        assert ("Lập báo cáo nhiệm kỳ" in shown) is offered


def test_both_readings_of_excellent_members_are_on_the_page(world, leader):
    worlds.sheet(world, world.agency_cell, 2020, members={Level.EXCELLENT: 3, Level.GOOD: 12, Level.COMPLETED: 5})

    shown = page(leader, "dashboard", "2020-2025")

    assert "hai cách tính" in shown
    assert "trên số hoàn thành tốt nhiệm vụ trở lên" in shown
    assert "20,0%" in shown


def test_admissions_show_the_plan_of_each_year(world, leader):
    for year in range(2015, 2020):
        Plan.objects.create(root=world.bloc, year=year, indicator="admissions", value=1)
        worlds.admit(world.agency_cell, year, 2)

    shown = page(leader, "dashboard", "2015-2020")

    assert "Nhiệm kỳ 2015 – 2020: 1/1 chỉ tiêu đạt" in shown
    assert "kế hoạch 5" in shown
    assert "Vượt" in shown


def test_acts_are_shown_by_body_kind_and_subject(world, leader):
    factories.CaseFactory(organization=world.agency, body=Body.SUPERIOR_STANDING)
    factories.CaseFactory(
        organization=world.agency_cell, body=Body.SUPERIOR_STANDING, member=factories.member_of(world.agency_cell)
    )

    [row] = leader.get("/terms/2020-2025/").context["acts"]

    assert (row.body, row.counts) == (Body.SUPERIOR_STANDING, (1, 1, 0, 0, 0, 0))


def test_levels_of_all_organisations_by_sector(world, leader):
    worlds.sheet(world, world.agency, 2020, level=Level.EXCELLENT)
    worlds.sheet(world, world.enterprise, 2020, approved=False, level=Level.COMPLETED)

    shown = page(leader, "levels", "2020-2025")
    assert world.agency.name in shown
    assert world.enterprise.name in shown

    narrowed = page(leader, "levels", "2020-2025", sector="enterprises")
    assert world.agency.name not in narrowed
    assert world.enterprise.name in narrowed


def test_the_map_of_low_levels_holds_only_who_stood_below_good(world, leader):
    worlds.sheet(world, world.agency, 2020, level=Level.GOOD)
    assert "chưa năm nào có tổ chức xếp loại dưới mức" in page(leader, "dashboard", "2020-2025")

    worlds.sheet(world, world.enterprise, 2021, level=Level.COMPLETED)

    rows = leader.get("/terms/2020-2025/").context["level_map"].rows
    assert [row.name for row in rows] == [world.enterprise.name]


def test_an_empty_portal_shows_a_page_without_figures(leader):
    shown = page(leader, "dashboard", "2020-2025")

    assert "Nhiệm kỳ 2020 – 2025: chưa có số liệu" in shown
    assert "—" in shown


def populate(world, organizations) -> None:
    for organization in organizations:
        for year in (2020, 2021):
            worlds.sheet(
                world,
                organization,
                year,
                approved=year == 2020,
                level=Level.GOOD,
                work={"officials_summoned": 5, "officials_attended": 5},
            )
            worlds.admit(organization, year)
            factories.CaseFactory(
                organization=organization,
                kind="supervision",
                body=Body.SUPERIOR_STANDING,
                opened_on=f"{year}-05-05",
            )


@pytest.mark.parametrize(
    "address",
    [
        "/terms/2020-2025/",
        "/terms/2020-2025/levels/",
        "/terms/2020-2025/study_officials/2020/",
        "/terms/2020-2025/study_officials/term/",
        "/terms/2020-2025/admissions/term/",
        "/terms/2015-2020/committee_supervised_orgs/2019/",
    ],
)
def test_queries_do_not_grow_with_the_rows(world, leader, address):
    populate(world, [world.agency])
    leader.get(address)
    with CaptureQueriesContext(connection) as few:
        leader.get(address)
    populate(world, [world.enterprise, world.lone_cell])
    with CaptureQueriesContext(connection) as many:
        assert leader.get(address).status_code == 200
    assert len(many) == len(few)


# Words of a cell


@pytest.mark.parametrize(
    ("value", "bound", "text"),
    [
        (Fraction(6800, 81), Bound(C.MORE_THAN, Fraction(80)), "84,0%"),
        (Fraction(100), Bound(C.EXACTLY, Fraction(100)), "100%"),
        # rounding must not hide that a bound is missed, or that it is met
        (Fraction(9996, 100), Bound(C.EXACTLY, Fraction(100)), "99,96%"),
        (Fraction(8001, 100), Bound(C.MORE_THAN, Fraction(80)), "80,01%"),
        (Fraction(80), Bound(C.MORE_THAN, Fraction(80)), "80,0%"),
        (Fraction(-5, 2), Bound(C.AT_LEAST, Fraction(5)), "-2,5%"),
    ],
)
def test_a_share_is_shown_so_that_its_verdict_can_be_seen(value, bound, text):
    assert wording.shown(value, Unit.PERCENT, bound) == text


@pytest.mark.parametrize(
    ("verdict", "lenient", "on_course", "failed", "words"),
    [
        (Verdict.MET, Verdict.MET, True, (), ("met", "", "")),
        (
            Verdict.NOT_MET,
            Verdict.MET,
            False,
            (2020, 2021),
            ("not_met", "Không đạt 2020, 2021", "tính chung: đạt"),
        ),
        (Verdict.MET, Verdict.NOT_MET, True, (), ("met", "", "tính chung: không đạt")),
        (Verdict.PENDING, Verdict.MET, True, (), ("pending", "Đang đạt", "")),
        (Verdict.PENDING, Verdict.NOT_MET, False, (), ("pending", "Chậm tiến độ", "")),
    ],
)
def test_the_verdict_of_a_term_in_words(verdict, lenient, on_course, failed, words):
    term = TermFigure(1, 2, Fraction(50), verdict, lenient, False, 1, 1, failed, None, on_course)
    assert (*board.verdict_of(term), board.lenient_words(term)) == words


# The records behind a figure


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda each: each.code)
def test_every_figure_has_a_page_for_each_year_and_the_term(world, leader, indicator):
    term = worlds.term("2020-2025")
    for part in [each.code for each in indicator.parts] or [""]:
        Target.objects.get_or_create(
            term=term,
            indicator=indicator.code,
            part=part,
            defaults={"position": 99, "period": Target.Period.EACH_YEAR},
        )
    populate(world, [world.agency])
    for year in ("2020", "2021", "2024", "term"):
        shown = page(leader, "figure", term.code, indicator.code, year)
        assert "Cách tính" in shown
    for part in indicator.parts:
        assert str(part.name) in page(leader, "figure", term.code, indicator.code, "2020", part=part.code)


def test_a_figure_says_how_it_is_counted_and_by_whom(world, leader):
    worlds.sheet(world, world.agency, 2020, work={"officials_summoned": 40, "officials_attended": 30})
    worlds.sheet(
        world, world.enterprise, 2020, approved=False, work={"officials_summoned": 60, "officials_attended": 60}
    )

    shown = page(leader, "figure", "2020-2025", "study_officials", "2020")

    assert "90 ÷ 100 × 100 = 90,0%" in shown
    assert "75,0%" in shown
    assert "tạm tính, 1 phiếu chờ duyệt" in shown
    assert shown.index(world.agency.name) < shown.index(world.enterprise.name)
    assert reverse("ratings:sheet", args=[2020, world.agency.pk]) in shown


def test_single_cases_are_only_for_those_who_may_see_cases(world):
    case = factories.CaseFactory(
        organization=world.agency, kind="supervision", body=Body.SUPERIOR_STANDING, opened_on="2019-05-05"
    )
    address = ("figure", "2015-2020", "committee_supervised_orgs", "2019")

    assert case.number in page(signed_in(Role.INSPECTOR, world.bloc), *address)
    shown = page(signed_in(Role.OFFICE, world.bloc), *address)
    assert case.number not in shown
    assert world.agency.name not in shown
    assert str(Body.SUPERIOR_STANDING.label) in shown


def test_no_data_is_said_with_its_reason(leader):
    shown = page(leader, "figure", "2020-2025", "study_officials", "2020")

    assert "Chưa có số liệu nhập cho năm này." in shown
    assert "Chưa có hồ sơ nào cho số liệu này." in shown


@pytest.mark.parametrize(("approved", "words"), [((), " (tạm tính)"), ((2020,), "")])
def test_a_count_that_stands_on_nothing_approved_is_provisional_where_it_stands(world, leader, approved, words):
    for year in (2020, 2021):
        worlds.sheet(world, world.agency, year, level=Level.GOOD, approved=year in approved)
        worlds.sheet(world, world.lone_cell, year, level=Level.GOOD, approved=True)
    title = leader.get(reverse("reports:dashboard", args=["2020-2025"])).context["title"]
    assert title == f"Nhiệm kỳ 2020 – 2025: 2/12 chỉ tiêu đang đạt{words}"
    assert ("2/12 chỉ tiêu đang đạt (tạm tính)" in leader.get("/").text) is bool(words)


def test_many_admissions_come_by_the_page(world, leader):
    worlds.admit(world.agency_cell, 2020, 101)

    first = leader.get("/terms/2020-2025/admissions/2020/")
    last = leader.get("/terms/2020-2025/admissions/2020/?page=3")

    assert (len(first.context["page"]), len(last.context["page"])) == (50, 1)


def test_in_english_too(world, leader):
    worlds.sheet(world, world.agency, 2020, level=Level.GOOD)
    leader.cookies["django_language"] = "en"

    assert "Term 2020 – 2025: 2/12 targets on course" in page(leader, "dashboard", "2020-2025")


def test_the_board_follows_the_scorecard_line_by_line(world):
    card = scorecard(worlds.term(), world.bloc, worlds.AS_OF)

    rows = board.rows(card)

    assert [row.name for row in rows if not row.is_minor] == [str(line.name) for line in card.lines]
    assert sum(row.is_minor for row in rows) == sum(len(line.parts) + len(line.readings) for line in card.lines)
