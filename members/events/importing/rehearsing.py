"""What the deeds of a file would come to: each member's done in their order, looked at and undone again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction

from accounts.models import User
from accounts.submissions.deeds import noted
from exchange.kinds import Problem
from members.changes import Move, foreseen
from members.events.importing.plans import COMES, DEEDS, Plan, column_of
from members.forms import place_of
from members.models import LifeEvent, Member

Kind = LifeEvent.Kind


class Rehearsed(NamedTuple):
    """What is refused, or what it would bring about besides (members.changes)."""

    problems: tuple[Problem, ...] = ()
    foreseen: tuple[str, ...] = ()


def in_order(plans: Iterable[tuple[int, Plan]]) -> list[tuple[int, Plan]]:
    """By their days; what is of one day as the file has it."""
    return sorted(plans, key=lambda each: (each[1].on, each[0]))


def rehearse(plans: Mapping[int, Plan], by: User) -> dict[int, Rehearsed]:
    """By the numbers of the rows. What a deed holds is held for one member at a time."""
    of_each: defaultdict[int, list[tuple[int, Plan]]] = defaultdict(list)
    for number, plan in in_order(plans.items()):
        of_each[plan.member].append((number, plan))
    return {number: found for each in of_each.values() for number, found in _of_one(each, by)}


def _of_one(plans: list[tuple[int, Plan]], by: User) -> list[tuple[int, Rehearsed]]:
    with noted(), transaction.atomic():
        found = [(number, _tried(plan, by)) for number, plan in plans]
        transaction.set_rollback(True)
    return found


def _tried(plan: Plan, by: User) -> Rehearsed:
    member = Member.objects.get(pk=plan.member)
    try:
        with transaction.atomic():
            told = tuple(_foreseen(plan, member))
            DEEDS[plan.kind].act(plan, member, by)
    except ValidationError as refused:
        return Rehearsed(problems=tuple(_problems(plan, refused)))
    return Rehearsed(foreseen=told)


def _foreseen(plan: Plan, member: Member) -> list[str]:
    moves = (*Kind.endings(), *COMES)
    if plan.kind not in moves:
        return []
    return foreseen(Move(member, place_of(member), plan.organization(), plan.day))


def _problems(plan: Plan, refused: ValidationError) -> Iterator[Problem]:
    at = refused.message_dict if hasattr(refused, "error_dict") else {NON_FIELD_ERRORS: refused.messages}
    for field, sentences in at.items():
        yield Problem(column_of(plan.kind, field), " ".join(sentences).rstrip("."))
