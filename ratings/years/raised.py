"""A decision that more of one group may be excellent is recorded, or taken back."""

from __future__ import annotations

from datetime import date
from itertools import islice

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext

from accounts.models import AuditEvent, User
from accounts.permissions import Permission
from accounts.trail.record import history, record
from organizations.models import Organization, OrganizationQuerySet, Standing, reach_of
from ratings import rules
from ratings.approval.days import not_before_opening
from ratings.grounds import TitleGroup
from ratings.models import RaisedCap, RatingYear
from ratings.notices import raised as notices
from ratings.register import reading
from ui.refusals import Refused, need
from ui.seen import plain
from ui.vietnamese import nfc, nfc_lines

Kind = Organization.Kind
VERBS = ("cap.raise", "cap.take_back")


def places(user: User) -> OrganizationQuerySet:
    """Whose groups the person may raise: who manages the year any seen, who decides on sheets those decided."""
    if user.holds(Permission.MANAGE_RATING_YEARS):
        return Organization.objects.visible_to(user, Permission.VIEW_SHEETS).exclude(kind=Kind.SUBORDINATE_CELL)
    return Organization.objects.filter(_decided("path", user)).exclude(kind=Kind.SUBORDINATE_CELL)


def places_in(rating_year: RatingYear, user: User) -> OrganizationQuerySet:
    """The same by where each stood in the year: what moved since was raised there all the same."""
    if user.holds(Permission.MANAGE_RATING_YEARS):
        stood = reading.places(rating_year).filter(reach_of(user, Permission.VIEW_SHEETS))
        is_own_root = Q(pk=rating_year.root_id) & reach_of(user, Permission.VIEW_SHEETS)
    else:
        stood = reading.places(rating_year).filter(_decided("organization__path", user))
        is_own_root = Q(pk=rating_year.root_id, path__in=user.paths(Permission.DECIDE_SHEETS))
    rated = stood.exclude(kind=Kind.SUBORDINATE_CELL).order_by()
    return Organization.objects.filter(Q(pk__in=rated.values("organization")) | is_own_root)


def _decided(own_path: str, user: User) -> Q:
    """Of organisations or of their places: the person's own, its sections, and the grassroots directly below."""
    paths = user.paths(Permission.DECIDE_SHEETS)
    below = Q(kind__in=(Kind.SECTION, *Kind.grassroots()), parent__path__in=paths)
    return Q(**{f"{own_path}__in": paths}) | below


def may_raise(user: User, place: Standing, group: str) -> bool:
    if user.holds(Permission.MANAGE_RATING_YEARS):
        return any(place.path.startswith(path) for path in user.paths(Permission.VIEW_SHEETS))
    decider = place.decider if group in TitleGroup.capped() else _decides_below(place)
    return decider is not None and decider.path in user.paths(Permission.DECIDE_SHEETS)


def _decides_below(place: Standing) -> Standing | None:
    return place.parent if place.kind == Kind.SECTION else _organization(place)


def _organization(place: Standing) -> Organization:
    return place if isinstance(place, Organization) else place.organization  # type: ignore[attr-defined]


def standing(rating_year: RatingYear, organization: Organization) -> Standing:
    """Its place in the year; a root, which the year does not rate, stands nowhere else."""
    placed = reading.places(rating_year).filter(organization=organization)
    return placed.select_related("organization", "parent__parent").first() or organization


def has_group(place: Standing, group: str) -> bool:
    if group in TitleGroup.capped():
        return place.kind in Kind.grassroots()
    return place.kind in Kind.parents()[group]


def can_be_raised(rating_year: RatingYear) -> bool:
    return rules.by_code(rating_year.rule_set).cap.raised_to is not None


@transaction.atomic
def raise_cap(
    *,
    rating_year: RatingYear,
    organization: Organization,
    group: str,
    percent: int,
    decision_number: str,
    decided_on: date,
    ground: str,
    by: User,
) -> RaisedCap:
    _hold_open(rating_year)
    place = standing(rating_year, organization)
    if not has_group(place, group):
        raise Refused(group=gettext("%(name)s has no such group. Choose another.") % {"name": organization.name})
    if not may_raise(by, place, group):
        raise Refused(group=gettext("The committee above decides on this group, and records it."))
    not_before_opening(rating_year, decided_on)
    raised = RaisedCap(
        rating_year=rating_year,
        organization=organization,
        group=group,
        percent=percent,
        decision_number=nfc(decision_number),
        decided_on=decided_on,
        ground=nfc_lines(ground),
        recorded_by=by,
    )
    raised.full_clean()
    raised.save(force_insert=True)
    notices.told(raised, _record(raised, "cap.raise", raised.ground, by))
    return raised


@transaction.atomic
def take_back(*, rating_year: RatingYear, raised: int, reason: str, by: User) -> RaisedCap:
    """The share is the rule's again; that and why stands in the history."""
    need(reason, gettext("Write why it is taken back."))
    _hold_open(rating_year)
    found = RaisedCap.objects.select_for_update(of=("self",)).select_related("organization__parent__parent")
    known = found.filter(pk=raised, rating_year=rating_year, organization__in=places_in(rating_year, by)).first()
    if known is None or not may_raise(by, standing(rating_year, known.organization), known.group):
        raise Refused(gettext("It is taken back already."))
    line = _record(known, "cap.take_back", nfc_lines(reason), by)
    notices.told(known, line)
    RaisedCap.objects.filter(pk=known.pk).delete()
    return known


def _hold_open(rating_year: RatingYear) -> None:
    if not can_be_raised(rating_year):
        raise Refused(gettext("The rules of this year know no higher share."))
    held = RatingYear.objects.select_for_update().get(pk=rating_year.pk)
    if held.state == RatingYear.State.CLOSED:
        raise Refused(gettext("The year is closed: what its sheets were held against stands."))


def _record(raised: RaisedCap, verb: str, reason: str, by: User) -> AuditEvent:
    return record(
        by=by,
        verb=verb,
        target=raised.rating_year,
        reason=reason,
        place=raised.organization_id,
        organization=raised.organization.name,
        group=raised.group,
        percent=raised.percent,
        decision_number=raised.decision_number,
        decided_on=plain(raised.decided_on),
    )


def deeds(rating_year: RatingYear, by: User, most: int = 50) -> list[AuditEvent]:
    """What was recorded and taken back last in the year, as far as the person could have done it."""
    known = set(places_in(rating_year, by).values_list("pk", flat=True))
    events = history(rating_year).filter(verb__in=VERBS)
    return list(islice((event for event in events if event.data.get("place") in known), most))
