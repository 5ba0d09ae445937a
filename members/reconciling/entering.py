"""Who stands in the file only, entered on the page where members are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from accounts.models import User
from members.models import Difference, Member
from members.reconciling import settling
from members.reconciling.words import told
from ui.queries import pk_of


@dataclass(frozen=True)
class FromFile:
    """`initial`: what the file says of the person."""

    row: Difference | None = None
    initial: dict[str, Any] = field(default_factory=dict)


def from_difference(asked: str, by: User) -> FromFile:
    rows = Difference.objects.editable_by(by).open().filter(kind=Difference.Kind.MISSING, member=None)
    number = pk_of(asked)
    row = rows.filter(pk=number).first() if number else None
    if row is None:
        return FromFile()
    facts = {name: told(name, row.facts[name]) for name in Difference.Fact.values if name in row.facts}
    sex = {"sex": row.facts["sex"]} if "sex" in row.facts else {}
    return FromFile(row, {**facts, **sex, "organization": row.facts.get("place") or ""})


def entered(known: FromFile, member: Member, by: User) -> None:
    if known.row:
        settling.entered(known.row, member, by)
