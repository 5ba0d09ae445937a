"""A tree of organisations in bulk, its people, and where they belong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

from members.models import LifeEvent, Likeness, Member, Membership
from members.numbers import code_of
from organizations.models import Organization, Sector
from organizations.places import lay
from organizations.tree import child_path

AT_ONCE = 5_000
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ")
MIDDLES = ("Văn", "Thị", "Hữu", "Ngọc", "Minh", "Thanh", "Quang", "Thu", "Đức", "Xuân")
GIVEN = ("An", "Bình", "Châu", "Dũng", "Hà", "Khánh", "Lan", "Minh", "Phương", "Sơn", "Thảo", "Vinh")
TRADES = ("Kế toán", "Kỹ thuật", "Văn phòng")


def written(model: Any, rows: Iterable[Any]) -> list[Any]:
    """In bulk, AT_ONCE at a time."""
    rows, done = iter(rows), []
    while batch := list(islice(rows, AT_ONCE)):
        for row in batch:
            if hasattr(row, "set_keys"):
                row.set_keys()
        done += model.objects.bulk_create(batch)
        if model is Organization:
            lay(batch)
    return done


def committees(bloc: Organization, numbers: range) -> list[Organization]:
    sectors = list(Sector.objects.all())
    rows = (
        Organization(
            code=f"C{number:03}",
            name=f"Đảng bộ Cơ quan số {number}",
            kind=Organization.Kind.GRASSROOTS_COMMITTEE,
            sector=sectors[number % len(sectors)],
            parent=bloc,
            path=child_path(bloc.path, number),
            opened_on=date(2010, 1, 1),
        )
        for number in numbers
    )
    return written(Organization, rows)


def cells(above: Organization, each: int) -> Iterator[Organization]:
    for number in range(1, each + 1):
        yield Organization(
            code=f"{above.code}-{number:02}",
            name=f"Chi bộ {TRADES[number % 3]} {int(above.code[1:])}.{number}",
            kind=Organization.Kind.SUBORDINATE_CELL,
            parent=above,
            path=child_path(above.path, number),
            opened_on=date(2010, 1, 1),
        )


def people(numbers: range, places: list[Organization]) -> list[Member]:
    """The members, each belonging to a cell, every second with a decision of admission."""
    members = written(Member, map(_member, numbers))
    placed = [(one, places[at % len(places)]) for at, one in enumerate(members)]
    written(Membership, (Membership(member=one, organization=cell, since=date(2015, 1, 1)) for one, cell in placed))
    written(LifeEvent, (_admission(*each) for each in placed[::2]))
    written(Likeness, (Likeness(one=one, other=other) for one, other in zip(members[::2], members[1::2], strict=False)))
    return members


def name_of(number: int) -> str:
    return f"{FAMILIES[number % 10]} {MIDDLES[number // 10 % 10]} {GIVEN[number // 100 % 12]}"


def _member(number: int) -> Member:
    admitted = date(2000 + number % 24, 1 + number % 12, 1 + number % 28)
    return Member(
        code=code_of(number),
        full_name=name_of(number),
        sex=("female", "male")[number % 2],
        birth_date=date(1950 + number % 30, 1 + number % 12, 1 + number % 28),
        admitted_on=admitted,
        official_on=None if number % 50 == 0 else admitted.replace(year=admitted.year + 1),
    )


def _admission(member: Member, cell: Organization) -> LifeEvent:
    number = member.pk // 2
    return LifeEvent(
        member=member,
        kind=LifeEvent.Kind.ADMITTED,
        happened_on=date(2020 + number % 5, 1 + number % 12, 1 + number % 28),
        organization=cell,
        decision_number=f"{number}-QĐ/ĐU",
    )
