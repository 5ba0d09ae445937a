"""The tree of the demo data and its people: books that balance, nobody in two places."""

from collections import Counter
from datetime import date

import pytest
from django.db.models import Count, F, Q

from members.mending.revoking import enter_again
from members.models import Deed, LifeEvent, Member, Membership
from organizations.models import Lineage, Organization, Place, Seat
from organizations.places import settle
from ratings.models import RatingYear
from reports.models import Plan, Term
from reports.scorecard.build import scorecard
from tests.demo.loaded.rows import TERM, YEARS, EventKind, OrganizationKind, admitted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_database")]


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


def test_each_organization_stood_below_one_of_both_blocs_until_the_merger():
    """As changes say it, and as settling them would work it out."""
    roots = dict(Organization.objects.filter(parent=None).values_list("code", "pk"))
    for each in Organization.objects.grassroots().select_related("sector"):
        before = "KHOI-DN" if each.is_enterprise else "KHOI-CQ"
        stood = [(place.parent_id, place.until) for place in each.places.order_by("since")]
        assert stood == [(roots[before], date(2019, 7, 1)), (roots["KHOI"], None)]
        assert list(each.changes.values_list("parent", flat=True)) == [roots[before], roots["KHOI"]]
    late = Organization.objects.filter(opened_on__gt=date(2019, 7, 1), parent__isnull=False)
    assert set(late.annotate(stood=Count("places")).values_list("stood", flat=True)) == {1}
    rows = [list(model.objects.order_by("pk").values()) for model in (Organization, Place, Seat)]
    assert settle(Organization.objects.values_list("pk", flat=True)) == set()
    assert rows == [list(model.objects.order_by("pk").values()) for model in (Organization, Place, Seat)]


def test_each_bloc_has_its_years_and_both_together_are_the_first_term_of_the_one():
    years = {(each.root.code, each.year) for each in RatingYear.objects.select_related("root")}
    assert years == {(code, year) for year in range(2015, 2019) for code in ("KHOI-CQ", "KHOI-DN")} | {
        ("KHOI", year) for year in range(2019, 2025)
    }
    cards = {term.root.code: scorecard(term) for term in Term.objects.filter(code="2015-2020").select_related("root")}
    whole = cards.pop("KHOI")
    for code in ("admissions", "org_rated_good", "member_rated_good_up", "committee_inspected_members"):
        for figure in whole.line(code).years[:4]:
            parts = [card.line(code).year(figure.year) for card in cards.values()]
            assert figure.numerator == sum(part.numerator for part in parts)
            assert figure.plan == (sum(part.plan for part in parts) if figure.plan else None)
    assert whole.line("admissions").term.numerator == 1_062


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
    assert not new.filter(official_on__lte=date(2024, 12, 31)).exists()
    assert not new.exclude(official_on=None).exclude(pk__in=recognized.values("member")).exists()
    for kind in EventKind:
        assert LifeEvent.objects.filter(kind=kind).exists(), kind


def test_deeds_that_are_no_events_are_there_too():
    states = Deed.objects.order_by("pk").values_list("state", "kind")
    assert list(states) == [("revoked", "rest"), ("offered", "transfer"), ("planned", "transfer")]
    revoked = Deed.objects.get(state="revoked")
    assert enter_again(deed=revoked, by=revoked.by).events.filter(kind=EventKind.EXEMPTED).exists()


def test_admissions_pass_the_plan():
    plans = dict(Plan.objects.filter(indicator="admissions").values_list("year", "value"))
    assert all(admitted(year) > plans[year] for year in range(2015, 2024))
    assert sum(plans[year] for year in TERM) < 1_062
    assert admitted(*range(2020, 2025)) == 793
