"""What an office does to members and organisations, each thing named by numbers so that it can be done again elsewhere.

People and places are found by name: the same numbers mean the same person in a register where something else happened.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction

from members import deeds
from members.mending import correcting, revoking
from members.models import Deed, LifeEvent, Member, RecordMerger
from members.persons import merging
from organizations.deeds import changing
from organizations.models import Organization, Reorganization, Sector
from tests.organizations.deeds.small import Small, build, decided

Kind = LifeEvent.Kind
PEOPLE = [f"Người {number}" for number in range(12)]
"""The first eight belong from the start; the others are admitted, or come from elsewhere."""
ON_PROBATION, BEGUN = {PEOPLE[0], PEOPLE[5]}, date(2022, 12, 1)
PLACES = ("Một", "Hai", "Ba", "Hội", "Tách", "Hợp nhất")
COMMITTEES = ("Đảng bộ Sở", "Đảng bộ Ban")
WHY = "Nhập nhầm"
BESIDE = (
    *(Kind.RECOGNIZED, Kind.EXTENDED, Kind.NOT_RECOGNIZED, Kind.EXEMPTED, Kind.SUSPENDED, Kind.RESUMED),
    *(Kind.TEMPORARY, Kind.CAME_BACK),
)
"""Of these nobody comes or goes."""
BEYOND = ("", *LifeEvent.Beyond.values)


class Doing(NamedTuple):
    """`number`: its own in the order of a sequence; what `who`, `where`, `on`, `other` mean is said by `what`."""

    number: int
    what: str
    who: int
    where: int
    on: date
    other: int


class Skipped(Exception):
    """There is nobody, or nothing, whom it could be done to."""


class Office:
    """`made`: the events that each doing told, by its number."""

    def __init__(self) -> None:
        self.small: Small = build(size=2)
        self.made: dict[int, list[int]] = {}
        for name, member in zip(PEOPLE, Member.objects.order_by("pk"), strict=False):
            member.full_name = name
            if name in ON_PROBATION:
                member.admitted_on, member.official_on = BEGUN, None
                member.memberships.update(since=BEGUN)
            member.save()
        enterprises = Sector.objects.get(code="enterprises")
        facts = {"organization": self.small.sibling, "sector": enterprises, "by": self.small.office}
        changing.classify(decision=decided(date(2011, 1, 1)), unit_type="", **facts)

    def do(self, doing: Doing) -> str:
        """What came of it."""
        before = set(LifeEvent.objects.values_list("pk", flat=True))
        try:
            with transaction.atomic():
                DEEDS[doing.what](self, doing)
        except ValidationError:
            return "refused"
        except Skipped:
            return "skipped"
        self.made[doing.number] = [*LifeEvent.objects.exclude(pk__in=before).values_list("pk", flat=True)]
        return "done"

    def person(self, number: int) -> Member:
        found = Member.objects.filter(full_name=PEOPLE[number % len(PEOPLE)]).order_by("pk").first()
        return found or _skip()

    def place(self, number: int, names: tuple[str, ...] = PLACES) -> Organization:
        named = Organization.objects.filter(name=names[number % len(names)], closed_on=None)
        return named.order_by("pk").first() or _skip()

    def told(self) -> list[int]:
        """What told something that stands."""
        standing = set(LifeEvent.objects.values_list("pk", flat=True))
        return [number for number, events in self.made.items() if standing & set(events)]

    def event(self, number: int) -> LifeEvent:
        """The last that the doing told, as long as it stands."""
        found = LifeEvent.objects.filter(pk__in=self.made.get(number, [])).select_related("member", "counterpart")
        return found.order_by("pk").last() or _skip()


def _skip() -> Any:
    raise Skipped


def _come(office: Office, doing: Doing, kind: Kind, **more: Any) -> None:
    name = PEOPLE[doing.who % len(PEOPLE)]
    if Member.objects.filter(full_name=name).exists():
        raise Skipped
    facts = {"full_name": name, "sex": "male", "birth_date": date(1990, 5, 17), "position": "", "official_on": None}
    facts["admitted_on"] = doing.on if kind == Kind.ADMITTED else date(2022, 1, 5)
    place = office.place(doing.where)
    deeds.enter(facts=facts, kind=kind, organization=place, by=office.small.office, **more)


def admit(office: Office, doing: Doing) -> None:
    _come(office, doing, Kind.ADMITTED, decided_on=doing.on - timedelta(days=doing.other % 30))


def arrive(office: Office, doing: Doing) -> None:
    _come(office, doing, Kind.TRANSFERRED_IN, decided_on=doing.on, beyond=BEYOND[doing.other % len(BEYOND)])


def recognize(office: Office, doing: Doing) -> None:
    days = {"on": doing.on, "decided_on": doing.on + timedelta(days=doing.other % 40)}
    deeds.recognize(member=office.person(doing.who), note="Muộn", by=office.small.office, **days)


def extend(office: Office, doing: Doing) -> None:
    until = doing.on + timedelta(days=180)
    member = office.person(doing.who)
    deeds.extend(member=member, decided_on=doing.on, until=until, note="Chưa đủ", by=office.small.office)


def refuse(office: Office, doing: Doing) -> None:
    deeds.refuse(member=office.person(doing.who), decided_on=doing.on, note="Chưa đủ", by=office.small.office)


def transfer(office: Office, doing: Doing) -> None:
    target = office.place(doing.where)
    deeds.transfer(member=office.person(doing.who), organization=target, on=doing.on, by=office.small.office)


def end(office: Office, doing: Doing) -> None:
    kinds = Kind.endings()
    kind = kinds[doing.other % len(kinds)]
    deeds.end(member=office.person(doing.who), kind=kind, on=doing.on, by=office.small.office)


def come_again(office: Office, doing: Doing) -> None:
    member, place = office.person(doing.who), office.place(doing.where)
    ending = deeds.ending_of(member) or _skip()
    kind = deeds.WAY_BACK.get(Kind(ending.kind)) or _skip()
    deeds.come_again(member=member, kind=kind, organization=place, on=doing.on, by=office.small.office)


def rest(office: Office, doing: Doing) -> None:
    kind = (Kind.EXEMPTED, Kind.SUSPENDED)[doing.other % 2]
    until = doing.on + timedelta(days=90) if doing.other % 3 else None
    facts = {"kind": kind, "on": doing.on, "until": until, "note": "Ốm"}
    deeds.rest(member=office.person(doing.who), by=office.small.office, **facts)


def resume(office: Office, doing: Doing) -> None:
    deeds.resume(member=office.person(doing.who), on=doing.on, by=office.small.office)


def lend(office: Office, doing: Doing) -> None:
    until = doing.on + timedelta(days=200)
    host = office.place(doing.where)
    deeds.lend(member=office.person(doing.who), on=doing.on, until=until, host=host, by=office.small.office)


def come_back(office: Office, doing: Doing) -> None:
    deeds.come_back(member=office.person(doing.who), on=doing.on, by=office.small.office)


def revoke(office: Office, doing: Doing) -> None:
    revoking.revoke(event=office.event(doing.other), reason=WHY, by=office.small.office)


def enter_again(office: Office, doing: Doing) -> None:
    revoked = Deed.objects.filter(state=Deed.State.REVOKED, member=office.person(doing.who)).order_by("pk").last()
    revoking.enter_again(deed=revoked or _skip(), by=office.small.office)


def correct(office: Office, doing: Doing) -> None:
    """The day, and where it has one the place."""
    event = office.event(doing.other)
    last = revoking.together(revoking.still_there(event))[-1]
    facts = correcting.facts_of(last) | {"happened_on": doing.on}
    if "organization" in facts:
        facts["organization"] = office.place(doing.where)
    if "admitted_on" in facts:
        facts["admitted_on"] = doing.on
    correcting.correct_event(event=last, facts=facts, reason=WHY, by=office.small.office)


def correct_facts(office: Office, doing: Doing) -> None:
    member = office.person(doing.who)
    facts = {name: getattr(member, name) for name in deeds.FACTS} | {"admitted_on": doing.on}
    deeds.correct(member=member, facts=facts, seen=deeds.fingerprint(member), by=office.small.office)


def merge(office: Office, doing: Doing) -> None:
    one, other = office.place(doing.where), office.place(doing.other)
    if doing.who % 2:
        office.small.merge_anew(one, other, name="Hợp nhất", on=doing.on)
    else:
        office.small.merge(one, into=other, on=doing.on)


def split(office: Office, doing: Doing) -> None:
    place = office.place(doing.where)
    here = place.memberships.filter(until=None, member__full_name__in=PEOPLE[::2]).order_by("pk")
    office.small.split(place, name="Tách", on=doing.on, members=list(here.values_list("member", flat=True)))


def move(office: Office, doing: Doing) -> None:
    office.small.move(office.place(doing.where), to=office.place(doing.other, COMMITTEES), on=doing.on)


def hand_over(office: Office, doing: Doing) -> None:
    office.small.move(office.place(doing.where, COMMITTEES), to=office.small.two, on=doing.on)


def take_back(office: Office, doing: Doing) -> None:
    newest = Reorganization.objects.standing().exclude(kind=Reorganization.Kind.CLASSIFY).order_by("pk").last()
    office.small.take_back(newest or _skip())


def unite(office: Office, doing: Doing) -> None:
    """Two records of one person."""
    stayed, gone = office.person(doing.who), office.person(doing.other)
    if stayed == gone:
        raise Skipped
    merging.merge(stayed=stayed, gone=gone, facts={}, reason=WHY, by=office.small.office)


def part(office: Office, doing: Doing) -> None:
    newest = RecordMerger.objects.standing().order_by("pk").last()
    merging.take_back(merger=newest or _skip(), reason=WHY, by=office.small.office)


OF_MEMBERS = (
    *(admit, arrive, recognize, extend, refuse, transfer, end, come_again),
    *(rest, resume, lend, come_back, correct_facts),
)
MENDING = (revoke, enter_again, correct)
OF_ORGANIZATIONS = (merge, split, move, hand_over, take_back)
OF_RECORDS = (unite, part)
DEEDS: dict[str, Callable[[Office, Doing], None]] = {
    deed.__name__: deed for deed in (*OF_MEMBERS, *MENDING, *OF_ORGANIZATIONS, *OF_RECORDS)
}
