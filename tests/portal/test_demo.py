"""The demo data as it stands in the database: published figures and books that balance, computed from the rows."""

from collections import Counter
from datetime import date
from fractions import Fraction

import pytest
import yaml
from django.conf import settings
from django.core.management import call_command
from django.db.models import Count, F, Q, Sum

from accounts.models import User
from accounts.roles import Role
from demo.accounts import PASSWORD, USERNAMES
from inspections.models import Body, Case, Discipline
from members.models import LifeEvent, Member, Membership
from organizations.models import Lineage, Organization
from ratings import findings
from ratings.counts import measures
from ratings.levels import LEGACY_LEVELS, Level, NotRatedReason
from ratings.models import MemberRating, OrganizationRating, RatingYear, Sheet, Tally, WorkResult
from reports.models import Plan, ProvincialFigure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_database")]

YEARS = range(2015, 2025)
TERM = range(2015, 2020)
FACTS = yaml.safe_load((settings.BASE_DIR / "tests/seed/facts.yaml").read_text(encoding="utf-8"))
OrganizationKind, EventKind = Organization.Kind, LifeEvent.Kind


# --- the published figures


def percent(part: int, whole: int) -> Fraction:
    return Fraction(100 * part, whole)


def of_work(year: int, part: str, whole: str) -> Fraction:
    sums = WorkResult.objects.filter(sheet__rating_year__year=year).aggregate(part=Sum(part), whole=Sum(whole))
    return percent(sums["part"], sums["whole"])


def of_rated(ratings, *levels: Level) -> Fraction:
    rated = ratings.filter(level__isnull=False)
    return percent(rated.filter(level__in=levels).count(), rated.count())


def grassroots_ratings(year: int):
    return OrganizationRating.objects.filter(
        sheet__rating_year__year=year, sheet__organization__kind__in=OrganizationKind.grassroots()
    )


def member_ratings(year: int):
    return MemberRating.objects.filter(sheet__rating_year__year=year)


def admitted(*years: int) -> int:
    return LifeEvent.objects.filter(kind=EventKind.ADMITTED, happened_on__year__in=years).count()


def acts(condition: Q, of_members: bool) -> int:
    return Case.objects.filter(condition, opened_on__year__in=TERM, member__isnull=not of_members).count()


COMMITTEES = Q(body__in=["bloc_committee", "bloc_standing", "bloc_advisory", "grassroots_committee", "cell"])
COMMISSIONS = Q(body__in=["bloc_commission", "grassroots_commission"])
INSPECTED, SUPERVISED = Q(kind="inspection"), Q(kind="supervision")
SUSPECTED = Q(basis="suspected_violation")
ACTS = {
    "violation_inspected": INSPECTED & SUSPECTED,
    "committee_inspected": INSPECTED & COMMITTEES & Q(basis="programme"),
    "committee_supervised": SUPERVISED & COMMITTEES,
    "commission_inspected": INSPECTED & COMMISSIONS & ~SUSPECTED,
    "commission_supervised": SUPERVISED & COMMISSIONS,
}


def growth(year: int) -> Fraction:
    return of_work(year, "revenue", "revenue_previous") - 100


def revenue_share(year: int) -> Fraction:
    paid = WorkResult.objects.filter(sheet__rating_year__year=year).aggregate(paid=Sum("budget_paid"))["paid"]
    return percent(paid, ProvincialFigure.objects.get(year=year, code="domestic_revenue").value)


EACH_YEAR = {
    "study_participation": lambda year: of_work(year, "officials_attended", "officials_summoned"),
    "ethics_standards": lambda year: percent(
        WorkResult.objects.filter(sheet__rating_year__year=year, ethics_standards=True).count(), 81
    ),
    "org_rated_good": lambda year: of_rated(grassroots_ratings(year), Level.GOOD),
    "org_rated_excellent": lambda year: of_rated(grassroots_ratings(year), Level.EXCELLENT),
    "member_rated_good_up": lambda year: of_rated(member_ratings(year), Level.GOOD, Level.EXCELLENT),
    "enterprise_growth": growth,
    "domestic_revenue_share": revenue_share,
}
WHOLE_TERM = {
    "admissions": lambda: admitted(*TERM),
    **{
        f"{name}_{subject}": lambda condition=condition, of_members=of_members: acts(condition, of_members)
        for name, condition in ACTS.items()
        for subject, of_members in (("orgs", False), ("members", True))
    },
}
HOLDS = {
    "eq": lambda found, value: found == value,
    "gt": lambda found, value: found > value,
    "between": lambda found, value: value[0] <= found <= value[1],
}


@pytest.mark.parametrize("fact", FACTS["term_2015_2020_results"], ids=lambda fact: fact["id"])
def test_the_rows_give_the_published_result(fact):
    found = [WHOLE_TERM[fact["id"]]()] if fact["id"] in WHOLE_TERM else [EACH_YEAR[fact["id"]](year) for year in TERM]
    assert all(HOLDS[fact["op"]](each, fact["value"]) for each in found), found


def test_the_bloc_is_as_published():
    facts = {fact["id"]: fact["value"] for fact in FACTS["bloc"]}
    bloc = Organization.objects.get(kind=OrganizationKind.BLOC, closed_on=None)
    assert bloc.opened_on == facts["founded"]
    assert Organization.objects.grassroots().count() == facts["grassroots_orgs"]
    for day in (date(2020, 8, 23), date(2024, 12, 31)):
        low, high = facts["members"]
        assert low <= Membership.objects.on(day).count() <= high


# --- the tree and its people


def test_the_tree_is_as_large_as_the_bloc():
    assert Counter(Organization.objects.values_list("kind", flat=True)) == {
        "bloc": 3,
        "grassroots_committee": 46,
        "grassroots_cell": 35,
        "section": 3,
        "subordinate_cell": 286,
    }
    sizes = Organization.objects.grassroots().order_by("sector__position").values_list("sector__code")
    assert dict(sizes.annotate(Count("pk"))) == {
        "party": 9,
        "advisory": 18,
        "social": 15,
        "internal_affairs": 5,
        "front": 11,
        "enterprises": 23,
    }
    assert not Organization.objects.filter(synthetic=False).exists()


def test_the_bloc_came_from_two():
    links = Lineage.objects.filter(successor__closed_on=None, kind=Lineage.Kind.MERGE)
    assert set(links.values_list("predecessor__closed_on", "happened_on")) == {(date(2019, 7, 1), date(2019, 7, 1))}
    assert len(links) == 2


def test_members_belong_to_cells_of_a_fitting_size():
    today = Membership.objects.filter(until=None)
    assert today.count() == 4_989
    paths = Organization.objects.filter(sector__code="enterprises").values_list("path", flat=True)
    in_enterprises = Q()
    for path in paths:
        in_enterprises |= Q(organization__path__startswith=path)
    assert today.filter(in_enterprises).count() == 1_546
    for year in (2014, *YEARS):
        belonging = Membership.objects.on(date(year, 12, 31))
        cells = dict(belonging.values_list("organization__path").annotate(Count("pk")).order_by())
        kinds = dict(Organization.objects.values_list("path", "kind"))
        assert {kinds[path] for path in cells} == {"grassroots_cell", "subordinate_cell"}
        assert all(3 <= size <= 29 for path, size in cells.items() if kinds[path] == OrganizationKind.GRASSROOTS_CELL)
        committees = Counter()
        for path, size in cells.items():
            committees[path[:8]] += size if kinds[path] == OrganizationKind.SUBORDINATE_CELL else 0
        assert min(size for size in committees.values() if size) >= 30


def test_every_cell_has_one_secretary():
    secretaries = Membership.objects.filter(until=None, member__position="Bí thư chi bộ")
    cells = Organization.objects.filter(kind__in=OrganizationKind.cells()).values_list("pk", flat=True)
    assert sorted(secretaries.values_list("organization", flat=True)) == sorted(cells)


def test_nobody_belongs_or_acts_where_nothing_is():
    for dated, day in ((Membership, "since"), (LifeEvent, "happened_on")):
        too_early = Q(**{f"{day}__lt": F("organization__opened_on")})
        assert not dated.objects.filter(too_early | Q(organization__closed_on__isnull=False)).exists()
    assert not Membership.objects.exclude(organization__kind__in=OrganizationKind.cells()).exists()


def test_nobody_belongs_to_two_cells_at_once():
    before: dict[int, date | None] = {}
    for member, since, until in Membership.objects.order_by("member", "since").values_list("member", "since", "until"):
        assert member not in before or (before[member] is not None and before[member] <= since)
        before[member] = until


def test_the_books_balance_each_year_in_every_cell():
    for year in YEARS:
        opening, closing = (
            Counter(Membership.objects.on(date(each, 12, 31)).values_list("organization", flat=True))
            for each in (year - 1, year)
        )
        events = LifeEvent.objects.filter(happened_on__year=year)
        joined = Counter(
            events.filter(kind__in=[EventKind.ADMITTED, EventKind.TRANSFERRED_IN]).values_list(
                "organization", flat=True
            )
        )
        left = Counter(events.filter(kind__in=EventKind.endings()).values_list("organization", flat=True))
        for cell in opening | closing:
            assert opening[cell] + joined[cell] - left[cell] == closing[cell], (year, cell)


def test_events_end_memberships_and_probation():
    for event in LifeEvent.objects.filter(kind__in=EventKind.endings()).select_related("member")[::25]:
        assert event.member.memberships.filter(organization=event.organization_id, until=event.happened_on).exists()
    recognized = LifeEvent.objects.filter(kind=EventKind.RECOGNIZED)
    assert not recognized.filter(happened_on__lt=F("member__official_on")).exists()
    assert not recognized.filter(member__official_on=None).exists()
    new = Member.objects.filter(events__kind=EventKind.ADMITTED, events__happened_on__gt=date(2024, 2, 1))
    assert new.exists()
    assert not new.exclude(official_on=None).exists()
    for kind in EventKind:
        assert LifeEvent.objects.filter(kind=kind).exists(), kind


def test_admissions_pass_the_plan():
    plans = dict(Plan.objects.filter(indicator="admissions").values_list("year", "value"))
    assert all(admitted(year) > plans[year] for year in range(2015, 2024))
    assert sum(plans[year] for year in TERM) < 1_062
    assert admitted(*range(2020, 2025)) == 793


# --- ratings


def test_closed_years_are_approved_and_the_open_one_is_under_way():
    states = {}
    for year, state in Sheet.objects.values_list("rating_year__year", "state"):
        states.setdefault(year, Counter())[state] += 1
    assert all(set(states[year]) == {"approved"} for year in range(2015, 2024))
    assert set(states[2024]) == {"draft", "submitted", "returned", "approved"}
    cells = Sheet.objects.for_year(2024).filter(organization__kind=OrganizationKind.SUBORDINATE_CELL)
    assert 35 <= percent(cells.approved().count(), cells.count()) <= 50
    assert list(RatingYear.objects.exclude(state="closed").values_list("year", "state")) == [(2024, "open")]


def test_each_organization_of_the_day_has_a_sheet():
    for year in YEARS:
        there = Organization.objects.open_on(date(year, 12, 31)).exclude(kind=OrganizationKind.BLOC)
        sheets = Sheet.objects.for_year(year).values_list("organization", flat=True)
        assert sorted(sheets) == sorted(there.values_list("pk", flat=True))


def test_a_sheet_is_submitted_only_when_those_below_are_approved():
    above = Sheet.objects.filter(state__in=["submitted", "approved"], organization__kind__in=["grassroots_committee"])
    waiting = Sheet.objects.pending().values("rating_year", "organization__parent")
    pending = {(row["rating_year"], row["organization__parent"]) for row in waiting}
    assert not [each for each in above.values_list("rating_year", "organization") if each in pending]


def test_approved_sheets_are_frozen_as_they_count():
    counted = measures.count(Sheet.objects.approved())
    frozen: dict[int, dict[str, int]] = {}
    for sheet, measure, value in Tally.objects.values_list("sheet", "measure", "value"):
        frozen.setdefault(sheet, {})[measure] = value
    assert frozen == {sheet: dict(counts) for sheet, counts in counted.items()}


def test_exactly_the_roster_is_on_an_approved_sheet():
    for year in YEARS:
        sheets = Sheet.objects.for_year(year).approved()
        rated = MemberRating.objects.filter(sheet__in=sheets).values_list("sheet__organization", "member")
        belonging = Membership.objects.on(date(year, 12, 31)).filter(organization__in=sheets.values("organization"))
        assert sorted(rated) == sorted(belonging.values_list("organization", "member"))
        assert not MemberRating.objects.filter(sheet__in=sheets, level=None, not_rated_reason="").exists()


def test_who_is_not_rated_has_the_event_to_it():
    for year in YEARS:
        last = date(year, 12, 31)
        reasons = member_ratings(year).exclude(not_rated_reason="").values_list("not_rated_reason", "member")
        by_reason: dict[str, set[int]] = {}
        for reason, member in reasons:
            by_reason.setdefault(reason, set()).add(member)
        events = LifeEvent.objects.filter(Q(until=None) | Q(until__gt=last), happened_on__lte=last)
        for reason, kind in ((NotRatedReason.EXEMPT, "exempted"), (NotRatedReason.SUSPENDED, "suspended")):
            assert by_reason.get(reason, set()) <= set(events.filter(kind=kind).values_list("member", flat=True))
        new = Member.objects.filter(pk__in=by_reason.get(NotRatedReason.NEW_MEMBER, set()))
        assert not new.filter(admitted_on__lt=date(year, 7, 1)).exists()


def test_the_disciplined_did_not_complete_their_tasks():
    disciplined = Discipline.objects.exclude(member=None).exclude(form=Discipline.Form.EXPULSION)
    assert disciplined.count() >= 6
    for member, year in disciplined.values_list("member", "counted_in_year"):
        ratings = member_ratings(year).filter(member=member)
        assert set(ratings.values_list("level", flat=True)) <= {Level.NOT_COMPLETED}


def test_levels_keep_their_conditions_and_the_cap():
    members, cells = {}, {}
    for sheet, level in MemberRating.objects.filter(level__isnull=False).values_list("sheet", "level"):
        members.setdefault(sheet, []).append(level)
    ratings = OrganizationRating.objects.filter(level__isnull=False, sheet__state="approved")
    own = {
        (year, organization): (level, parent, kind, members.get(sheet))
        for sheet, year, organization, parent, kind, level in ratings.values_list(
            "sheet", "sheet__rating_year__year", "sheet__organization", "sheet__organization__parent",
            "sheet__organization__kind", "level",
        )
    }  # fmt: skip
    for (year, _organization), (level, parent, _kind, _levels) in own.items():
        cells.setdefault((year, parent), []).append(level)
    for (year, organization), (level, _parent, kind, levels) in own.items():
        below = levels if kind in OrganizationKind.cells() else cells[year, organization]
        good = sum(each >= Level.GOOD for each in below)
        if level == Level.EXCELLENT:
            assert 100 * good >= 80 * len(below)
        if level >= Level.GOOD:
            assert 100 * good >= 50 * len(below)
            assert Level.NOT_COMPLETED not in below
    for (year, _parent), levels in cells.items():
        if year < 2024:
            assert levels.count(Level.EXCELLENT) * 5 <= sum(each >= Level.GOOD for each in levels)


def test_excellent_members_stay_below_the_cap_of_their_organization():
    ratings = MemberRating.objects.filter(sheet__state="approved", sheet__rating_year__year__lt=2024)
    excellent, good = Counter(), Counter()
    for year, path, level in ratings.values_list("sheet__rating_year__year", "sheet__organization__path", "level"):
        excellent[year, path[:8]] += level == Level.EXCELLENT
        good[year, path[:8]] += (level or 0) >= Level.GOOD
    assert all(5 * excellent[group] <= good[group] for group in good)


def test_old_names_stand_beside_the_levels_until_2017():
    for year in YEARS:
        pairs = set(
            OrganizationRating.objects.filter(sheet__rating_year__year=year, level__isnull=False).values_list(
                "legacy_level", "level"
            )
        )
        if year > 2017:
            assert {legacy for legacy, _level in pairs} == {""}
        else:
            assert all(LEGACY_LEVELS[legacy] == level for legacy, level in pairs)


def test_the_years_after_2020_hold_what_a_leader_should_see():
    assert [grassroots_ratings(year).filter(level=Level.NOT_COMPLETED).count() for year in range(2020, 2024)] == [
        0,
        1,
        0,
        0,
    ]
    assert [growth(year) >= 5 for year in range(2020, 2024)] == [True, False, True, True]
    study = [of_work(year, "officials_attended", "officials_summoned") for year in range(2020, 2024)]
    assert [each == 100 for each in study] == [True, True, False, True]
    assert round(study[2], 1) == Fraction("99.6")
    excellent = [of_rated(member_ratings(year), Level.EXCELLENT) for year in range(2020, 2024)]
    assert [15 <= each <= 20 for each in excellent] == [False, True, True, True]
    for year in range(2020, 2024):
        assert of_rated(member_ratings(year), Level.GOOD, Level.EXCELLENT) >= 85
        assert of_work(year, "staff_titled", "staff_considered") > 95
        assert of_work(year, "officials_registered", "officials_expected") == 100
        assert of_work(year, "directives_reached", "directives_expected") == 100
        assert of_work(year, "workers_attended", "workers_summoned") > 80
        assert of_work(year, "workers_registered", "workers_expected") > 80


def test_an_enterprise_starts_from_last_years_revenue():
    revenues = WorkResult.objects.filter(revenue__isnull=False)
    rows = revenues.values_list("sheet__organization", "sheet__rating_year__year", "revenue", "revenue_previous")
    by_year = {(organization, year): revenue for organization, year, revenue, _before in rows}
    assert {organization for organization, _year in by_year} == set(
        Organization.objects.filter(sector__code="enterprises").values_list("pk", flat=True)
    )
    for organization, year, _revenue, before in rows:
        assert by_year.get((organization, year - 1), before) == before


def test_the_check_of_sheets_finds_nothing_that_cannot_be_true():
    sheets = Sheet.objects.select_related("organization", "rating_year").exclude(state="draft").order_by("pk")
    found = [(str(sheet), finding.sentence) for sheet in sheets[::60] for finding in findings.check(sheet)
             if finding.severity == findings.Severity.BLOCKING]  # fmt: skip
    assert not found


# --- inspections


def test_acts_fall_on_no_more_than_81_grassroots_organizations():
    inspected = Case.objects.filter(ACTS["committee_inspected"], member=None, opened_on__year__in=TERM)
    subjects = inspected.values_list("organization", flat=True)
    assert len(set(subjects)) <= 81
    assert set(inspected.values_list("organization__kind", flat=True)) == set(OrganizationKind.grassroots())


def test_the_body_that_acted_was_there():
    bloc_bodies = [Body.BLOC_COMMITTEE, Body.BLOC_STANDING, Body.BLOC_ADVISORY, Body.BLOC_COMMISSION]
    by_bloc = Case.objects.filter(body__in=bloc_bodies)
    for case in by_bloc.select_related("acting_organization"):
        assert case.acting_organization.kind == OrganizationKind.BLOC
        assert (case.opened_on < date(2019, 7, 1)) == (case.acting_organization.closed_on is not None)
    by_grassroots = Case.objects.filter(body__in=[Body.GRASSROOTS_COMMITTEE, Body.GRASSROOTS_COMMISSION])
    for case in by_grassroots.select_related("acting_organization", "organization"):
        assert case.acting_organization.kind == OrganizationKind.GRASSROOTS_COMMITTEE
        assert case.organization.path.startswith(case.acting_organization.path)
    assert not Case.objects.filter(body=Body.CELL).exclude(acting_organization=F("organization")).exists()


def test_a_member_was_inspected_where_the_member_belonged():
    for case in Case.objects.exclude(member=None)[::10]:
        assert (
            Membership.objects.on(case.opened_on)
            .filter(member=case.member_id, organization=case.organization_id)
            .exists()
        )


def test_cases_of_the_past_are_concluded_and_some_of_now_are_open():
    assert not Case.objects.filter(opened_on__year__lt=2024, concluded_on=None).exists()
    assert Case.objects.filter(opened_on__year=2024, concluded_on=None).exists()
    decided = Discipline.objects.select_related("case")
    assert all(row.case.discipline_applied and row.case.member_id == row.member_id for row in decided)
    assert Case.objects.filter(discipline_applied=True).count() == len(decided)


# --- accounts


def test_each_role_has_an_account_that_opens():
    users = User.objects.filter(username__in=USERNAMES)
    assert {role for user in users for role in user.assignments.values_list("role", flat=True)} == set(Role)
    assert all(user.check_password(PASSWORD) for user in users)
    assert not any(user.has_usable_password() for user in User.objects.exclude(pk__in=users))


def test_the_story_is_one_cell_away():
    chibo, danguy = User.objects.get(username="chibo"), User.objects.get(username="danguy")
    cell = chibo.assignments.get().organization
    assert cell.parent == danguy.assignments.get().organization
    sheet = Sheet.objects.get(rating_year__year=2024, organization=cell)
    roster = Membership.objects.on(date(2024, 12, 31)).filter(organization=cell).count()
    assert (sheet.state, 16 <= roster <= 29) == ("draft", True)
    assert 0 < roster - sheet.member_ratings.count() < 6
    assert not findings.check(sheet)
    beside = Sheet.objects.for_year(2024).filter(organization__parent=cell.parent_id).exclude(pk=sheet.pk)
    assert Counter(beside.values_list("state", flat=True)) == {"approved": 3, "submitted": 1}


def test_accounts_are_shown(capsys):
    call_command("demo", "--accounts")
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[1:]] == list(USERNAMES)
    assert all(PASSWORD in line for line in lines[1:])
