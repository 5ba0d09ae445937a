"""Files of past ratings of the small world, sent as the office would, and what stands afterwards."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from exchange import actions
from exchange.kinds import Judged, Outcome, Scope, kinds
from exchange.models import Import, State
from exchange.rows import JudgedRows
from members.models import Member, Membership
from organizations.models import Organization
from ratings.models import (
    Edition,
    MemberRating,
    OrganizationRating,
    RatingYear,
    Sheet,
    Tally,
    YearAct,
    YearEvent,
    YearMembership,
    YearPlace,
)
from tests.members.importing.made import csv_file
from tests.world import World

ORGANIZATIONS, MEMBERS = "organization_ratings", "member_ratings"
HEADINGS = {
    "year": "Năm",
    "code": "Mã tổ chức",
    "name": "Tổ chức đảng",
    "above": "Đảng bộ cấp trên",
    "number": "Số hiệu đảng viên",
    "full_name": "Họ và tên",
    "birth_date": "Ngày sinh",
    "level": "Xếp loại",
    "reason": "Lý do không xếp loại",
    "note": "Ghi chú",
    "decision": "Số quyết định",
    "decided_on": "Ngày quyết định",
}
OF_A_YEAR = (
    RatingYear,
    Edition,
    YearPlace,
    YearMembership,
    YearEvent,
    YearAct,
    Sheet,
    OrganizationRating,
    MemberRating,
    Tally,
)
Row = Mapping[str, str]
DECISION = {"decision_number": "31-QĐ/ĐU", "decided_on": date(2024, 3, 1), "reason": "Nhập bổ sung"}


def sent(world: World, kind: str, *rows: Row, root: Organization | None = None) -> Import:
    names = [name for name in HEADINGS if any(name in row for row in rows)]
    content = csv_file([HEADINGS[name] for name in names], *([row.get(name, "") for name in names] for row in rows))
    return sent_file(world, kind, content, root=root)


def sent_file(
    world: World, kind: str, content: bytes, name: str = "xep-loai.csv", root: Organization | None = None
) -> Import:
    at = root or world.bloc
    return actions.send(
        kind=kinds()[kind],
        scope=Scope(at.path, at.name),
        file_name=name,
        content=content,
        by=world.users["bloc_office"],
    )


def judged(world: World, kind: str, *rows: Row) -> list[Judged]:
    upload = sent(world, kind, *rows)
    assert upload.state == State.PREVIEWED, (upload.state, upload.error)
    return list(JudgedRows(upload.sent_table))


def outcomes(world: World, kind: str, *rows: Row) -> list[Outcome]:
    return [each.outcome for each in judged(world, kind, *rows)]


def problems(world: World, kind: str, *rows: Row) -> list[tuple[str, str]]:
    return [(one.column, one.sentence) for each in judged(world, kind, *rows) for one in each.problems]


def brought_in(world: World, kind: str, *rows: Row) -> Import:
    upload = sent(world, kind, *rows)
    assert upload.error_count == 0, [each.problems for each in JudgedRows(upload.sent_table)]
    return written(upload)


def written(upload: Import) -> Import:
    actions.write(upload=upload, edition=upload.edition, by=upload.sent_by, decision=DECISION)
    assert upload.state == State.COMMITTED, (upload.state, upload.error)
    return upload


def taken_back(upload: Import) -> Import:
    actions.take_back(upload=upload, by=upload.sent_by, reason="Gửi nhầm tệp")
    return upload


def everything() -> list[list[dict[str, Any]]]:
    """All that past ratings are written to, row by row; of editions those that stand."""
    standing = {Edition: {"undone_at": None}}
    return [
        list(model._default_manager.filter(**standing.get(model, {})).order_by("pk").values()) for model in OF_A_YEAR
    ]


def own(organization: Organization, year: str = "2021", **cells: str) -> Row:
    return {"year": year, "code": organization.code, "level": "HTTNV", **cells}


def of(member: Member, year: str = "2021", **cells: str) -> Row:
    return {"year": year, "number": member.code, "level": "HTTNV", **cells}


def levels(year: int) -> dict[str, Sequence[Any]]:
    """{name on the sheet: (level, old name, reason, note)}."""
    rows = OrganizationRating.objects.filter(sheet__rating_year__year=year)
    return {
        name: tuple(rest)
        for name, *rest in rows.values_list("sheet__name", "level", "legacy_level", "not_rated_reason", "note")
    }


def stay_since(member: Member, day: str) -> None:
    Membership.objects.filter(member=member).update(since=day)
