"""Lists of another register, compared as a clerk would."""

from collections.abc import Mapping

from exchange import actions
from exchange.kinds import Scope, kinds
from exchange.models import Import
from members.models import Difference, Member, Reconciliation
from organizations.models import Organization
from tests.members.importing.made import csv_file
from tests.world import World
from ui.days import written

HEADINGS = {
    "number": "Số hiệu",
    "full_name": "Họ và tên",
    "birth_date": "Ngày sinh",
    "sex": "Giới tính",
    "organization": "Chi bộ",
    "admitted_on": "Ngày vào Đảng",
    "official_on": "Ngày chính thức",
}


def line_of(member: Member, **other: str) -> dict[str, str]:
    """As a list has them that agrees, but for `other`."""
    told = {"full_name": member.full_name, "birth_date": written(member.birth_date)}
    return {**told, "admitted_on": written(member.admitted_on), **other}


def file_of(*lines: Mapping[str, str]) -> bytes:
    columns = [code for code in HEADINGS if any(code in line for line in lines)]
    return csv_file([HEADINGS[code] for code in columns], *([line.get(code, "") for code in columns] for line in lines))


def sent(world: World, *lines: Mapping[str, str], place: Organization | None = None, by: str = "committee") -> Import:
    where = place or world.own
    scope = Scope(where.path, where.name)
    user = world.users[by]
    return actions.send(
        kind=kinds()["reconciliation"], scope=scope, file_name="ds.csv", content=file_of(*lines), by=user
    )


def compared(
    world: World, *lines: Mapping[str, str], place: Organization | None = None, by: str = "committee"
) -> Reconciliation:
    upload = sent(world, *lines, place=place, by=by)
    actions.write(upload=upload, edition=upload.edition, by=world.users[by])
    return Reconciliation.objects.get(upload=upload)


def told(made: Reconciliation) -> list[tuple[str, str, str, str, str]]:
    rows = Difference.objects.filter(reconciliation=made).order_by("kind", "pk")
    return [(row.kind, row.full_name, row.fact, row.ours, row.theirs) for row in rows]
