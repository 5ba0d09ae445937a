"""Committees and offices of the demo say what the positions in the files say, and break no rule of the deeds."""

import pytest
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from committees import fitting
from committees.doubts import doubts
from committees.leading import in_time
from committees.models import Committee, Office
from committees.terms_of_office import due
from members.models import Member, Membership
from members.offices import leading
from organizations.models import Organization

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_database")]
Kind = Organization.Kind


def test_every_grassroots_organization_and_most_cells_have_a_committee_with_a_secretary():
    led = Office.objects.standing().filter(kind=Office.Kind.SECRETARY, committee=OuterRef("pk"))
    standing = Committee.objects.standing().filter(Exists(led)).values("organization")
    entered = Organization.objects.filter(closed_on=None).exclude(kind=Kind.ROOT)
    counts = entered.values_list("kind").annotate(all=Count("pk"), formed=Count("pk", filter=Q(pk__in=standing)))
    by_kind = {kind: (formed, everyone) for kind, everyone, formed in counts}
    for kind in (*Kind.grassroots(), Kind.SECTION):
        assert by_kind[kind][0] == by_kind[kind][1] > 0, kind
    formed, everyone = by_kind[Kind.SUBORDINATE_CELL]
    assert 4 * formed > 3 * everyone > 3 * formed


def test_inspection_commissions_have_a_chair_who_sits_in_the_committee():
    committees = Committee.objects.filter(organization__kind=Kind.GRASSROOTS_COMMITTEE)
    seated = Office.objects.leading().filter(committee=OuterRef("committee"), member=OuterRef("member"))
    chairs = Office.objects.filter(kind=Office.Kind.COMMISSION_CHAIR)
    assert chairs.filter(Exists(seated)).count() == chairs.count() == committees.count()
    assert not chairs.exclude(committee__in=committees).exists()


def test_terms_are_over_due_soon_or_long():
    today = timezone.localdate()
    standing = Committee.objects.standing()
    assert all(each.due_on == due(each.organization.kind, each.since) for each in standing[::9])
    assert 5 < standing.filter(due_on__lt=today).count() < standing.filter(due_on__gt=today).count()


def test_positions_and_offices_say_the_same():
    people = list(Member.objects.exclude(position="").filter(memberships__until=None))
    homes = dict(Membership.objects.filter(until=None).values_list("member", "organization"))
    places = Organization.objects.in_bulk()
    today, compared = timezone.localdate(), 0
    chains = {each.pk: _chain(each, places) for each in places.values()}
    led = {pk: in_time(place).on(today) for pk, place in places.items()}
    for member in people:
        for place in chains[homes[member.pk]]:
            if led[place.pk].held is not None:
                compared += 1
                assert led[place.pk].of(member.pk, "") == leading(member.position, place.kind), (member, place)
    assert compared > 1_000


def test_no_office_speaks_against_the_rules():
    for office in Office.objects.select_related("member", "committee__organization").order_by("pk")[::7]:
        fitting.check(office)
    for committee in Committee.objects.select_related("organization").order_by("pk")[::5]:
        held = list(committee.offices.standing().select_related("member"))
        assert list(doubts(committee, held, timezone.localdate())) == []


def _chain(place, places):
    found = [place]
    while found[-1].parent_id:
        found.append(places[found[-1].parent_id])
    return found
