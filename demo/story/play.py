"""The events in their order; each step by itself, so that one may look in between."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts.actions import add_user
from accounts.models import User
from accounts.roles import Role
from demo.accounts import ADMINISTRATOR, PASSWORD, STANDING_OFFICE
from demo.story.cast import (
    COMPANIES,
    FOUNDED,
    HANDED_OVER,
    LAST_DAY,
    MERGED,
    OFFICES,
    SUCCESSORS,
    TERM,
    UNITED,
    Root,
    decided,
)
from demo.story.rounds import begin_sheets, go_on_with, open_round
from organizations.actions import assign
from organizations.deeds import changing, merging, moving
from organizations.models import Kind, Organization, Reorganization
from reports.models import Term
from reports.terms.actions import end_early

BLOC = "KHOI"
# Office and leader of a successor.
ROLES = (Role.OFFICE, Role.LEADER)


@transaction.atomic
def play() -> None:
    end_the_bloc()
    go_on()
    merge()
    go_on_together()


def root(code: str) -> Organization:
    return Organization.objects.get(code=code)


def office() -> User:
    return User.objects.get(username=STANDING_OFFICE)


def end_the_bloc() -> None:
    by = office()
    for number, each in enumerate(SUCCESSORS, start=1):
        _found(each, number, by)
    for number, each in enumerate(SUCCESSORS, start=3):
        hand_over(each, number, by)
    dissolved = decided(HANDED_OVER, 5)
    end_early(term=term_of_the_bloc(), ended_on=LAST_DAY, decision_number=dissolved.number, by=by)
    changing.dissolve(decision=dissolved, organization=root(BLOC), by=by)


def term_of_the_bloc() -> Term:
    return Term.objects.get(root=root(BLOC), code=TERM)


def _found(of: Root, number: int, by: User) -> None:
    decision, bloc = decided(FOUNDED, number), root(BLOC)
    changing.found(decision=decision, named=of.named, kind=Kind.ROOT, parent=None, beside=bloc, by=by)
    Organization.objects.filter(code=of.named.code).update(synthetic=True)


def hand_over(of: Root, number: int, by: User) -> Reorganization:
    below = Organization.objects.filter(parent=root(BLOC), sector__code__in=of.sectors, closed_on=None)
    return moving.move(
        decision=decided(HANDED_OVER, number),
        organizations=list(below.order_by("path")),
        parent=root(of.named.code),
        by=by,
    )


def go_on() -> None:
    """Each successor for itself."""
    hashed, by = make_password(PASSWORD), office()
    for of in SUCCESSORS:
        place = root(of.named.code)
        for role, (username, full_name) in zip(ROLES, of.people, strict=True):
            _appoint(username, full_name, role, place, hashed)
        go_on_with(term_of_the_bloc(), place, HANDED_OVER, of, by)
        begin_sheets(open_round(place, of, by), by)


def _appoint(username: str, full_name: str, role: Role, place: Organization, hashed: str) -> None:
    administrator = User.objects.get(username=ADMINISTRATOR)
    user = add_user(username=username, full_name=full_name, by=administrator)
    User.objects.filter(pk=user.pk).update(password=hashed)
    assign(user=user, role=role, organization=place, since=HANDED_OVER, until=None, by=administrator)


def merge() -> Reorganization:
    both = [root(of.named.code) for of in (OFFICES, COMPANIES)]
    done = merging.merge_anew(decision=decided(MERGED, 6), organizations=both, named=UNITED.named, by=office())
    Organization.objects.filter(code=UNITED.named.code).update(synthetic=True)
    return done


def go_on_together() -> None:
    """The sheets that were begun at either go over to its year."""
    place, by = root(UNITED.named.code), office()
    go_on_with(term_of_the_bloc(), place, MERGED, UNITED, by)
    open_round(place, UNITED, by)
