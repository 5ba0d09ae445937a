"""Synthetic rows for a dump: a few organisations of the demo with all that is theirs, and what the demo leaves empty.

As plain rows and not by what people do: a dump is about tables. For an empty database in a process of its own.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from uuid import UUID

from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model

from accounts.models import AuditEvent, SignInAttempt, User
from demo.build import build
from members.models import Member
from organizations.models import Organization, Sector
from ratings.counts.measures import freeze
from ratings.models import CalibrationChange, CalibrationSession, Import, RatingYear, Reminder, Sheet, SheetDraft
from reports.models import Report, Term
from reports.snapshots import term as term_snapshot
from reports.snapshots import year as year_snapshot

# A committee with cells in every state, a small cell that is approved and one of an enterprise.
KEPT = ("TC35", "TC56", "TC77")
NOON = datetime(2025, 1, 15, 5, tzinfo=UTC)
Rows = Sequence[Model]
Keys = dict[type[Model], set[object]]


@transaction.atomic
def write() -> None:
    for rows in _of_few(build(dict(Sector.objects.values_list("code", "pk")), NOON.date()).rows):
        type(rows[0])._default_manager.bulk_create(rows, batch_size=500)
    for sheet in Sheet.objects.approved().order_by("pk"):
        freeze(sheet, sheet.version)
    by, other = User.objects.order_by("pk")[:2]
    for row in (*_of_accounts(by), *_of_ratings(by), *_reports(by, other)):
        row.save(force_insert=True)
    _continue_numbers()


def _of_few(tables: Sequence[Rows]) -> Iterator[Rows]:
    """What belongs to the kept organisations, and nothing that points to a row left out."""
    left_out = _strangers(tables)
    for rows in tables:
        stay = [row for row in rows if not _is_left_out(row, left_out)]
        left_out.setdefault(type(rows[0]), set()).update({row.pk for row in rows} - {row.pk for row in stay})
        if stay:
            yield stay


def _strangers(tables: Sequence[Rows]) -> Keys:
    """Other organisations, and the people who ever stood in one."""
    by_model = {type(rows[0])._meta.label: rows for rows in tables}
    blocs = {row.pk: row.code for row in by_model["organizations.Organization"] if row.parent_id is None}
    roots = {row.path: row.code for row in by_model["organizations.Organization"] if row.parent_id in blocs}
    others = {
        row.pk
        for row in by_model["organizations.Organization"]
        if row.pk not in blocs and roots[row.path[:8]] not in KEPT
    }
    return {
        Organization: others,
        User: {row.user_id for row in by_model["organizations.Assignment"] if row.organization_id in others},
        Member: {row.member_id for row in by_model["members.Membership"] if row.organization_id in others},
    }


def _is_left_out(row: Model, left_out: Keys) -> bool:
    if row.pk in left_out.get(type(row), ()):
        return True
    if isinstance(row, AuditEvent):
        return int(row.target_id) in left_out[Sheet]
    links = [field for field in row._meta.concrete_fields if field.is_relation]
    return any(getattr(row, link.attname) in left_out.get(link.related_model, ()) for link in links)


def _of_accounts(by: User) -> Iterator[Model]:
    yield SignInAttempt(username=by.username, address="192.0.2.7", browser="0" * 32, told=True, at=NOON)
    yield Session(session_key="0" * 32, session_data="", expire_date=NOON)


def _of_ratings(by: User) -> Iterator[Model]:
    sheet = Sheet.objects.filter(state=Sheet.State.RETURNED, member_ratings__isnull=False).order_by("pk")[0]
    rating = sheet.member_ratings.order_by("pk")[0]
    upload = {"sheet": sheet, "file_sha256": "1" * 64, "uploaded_at": NOON, "uploaded_by": by}
    saved = {"committed_version": 2, "committed_at": NOON, "committed_by": by}
    changes = {f"m{rating.member_id}": {"note": ["", "Đã bỏ phiếu"]}}
    yield SheetDraft(user=by, sheet=sheet, version=2, fields={"own-note": "chưa lưu"}, kept_at=NOON)
    yield Import(file_name="phiếu.xlsx", sheet_version=2, contents={"members": []}, **upload)
    yield Import(file_name="phiếu-1.xlsx", sheet_version=1, state="committed", changes=changes, **saved, **upload)
    yield Import(
        file_name="phiếu-2.xlsx", sheet_version=1, state="undone", undone_at=NOON, undone_by=by, **saved, **upload
    )
    session = CalibrationSession(
        rating_year=sheet.rating_year,
        organization=sheet.organization.parent,
        held_on=date(2025, 1, 8),
        participants="Đồng chí A, Bí thư; đồng chí B, Phó Bí thư",
        minutes="So sánh các chi bộ cùng loại hình.",
        recorded_by=by,
        recorded_at=NOON,
    )
    yield session
    change = {"session": session, "sheet": sheet, "old_level": 4, "new_level": 3, "reason": "Chưa đủ sản phẩm"}
    yield CalibrationChange(**change)
    yield CalibrationChange(member=rating.member, **change)
    yield Reminder(user=by, day=date(2024, 12, 21), sent_at=NOON)


def _reports(by: User, other: User) -> Iterator[Model]:
    """Both kinds; the small one in each state."""
    bloc, cell = Organization.objects.get(code="KHOI"), Organization.objects.get(code=KEPT[1])
    term, year = Term.objects.order_by("first_year")[0], RatingYear.objects.get(year=2023)
    asked = {"requested_at": NOON, "run_after": NOON}
    of_term = {"kind": "term", "term": term, "organization": bloc, **_frozen(term_snapshot.take(term, bloc)), **asked}
    of_year = {"kind": "year", "rating_year": year, "organization": cell, **_frozen(year_snapshot.take(year, cell))}
    of_year |= asked | {"requested_by": by}
    ready = {"file_name": "x.pdf", "file_sha256": "2" * 64, "page_count": 12, "percent": 100, "finished_at": NOON}
    yield Report(id=UUID(int=1), state="done", requested_by=by, **ready, **of_term)
    yield Report(id=UUID(int=2), state="done", **ready, **of_year)
    yield Report(id=UUID(int=3), state="failed", error="interrupted", attempts=5, finished_at=NOON, **of_year)
    yield Report(id=UUID(int=4), state="cancelled", finished_at=NOON, **of_year)
    yield Report(id=UUID(int=5), state="queued", **of_year)
    leased = {"attempts": 1, "token": UUID(int=9), "lease_until": NOON, "requested_by": other}
    yield Report(id=UUID(int=6), state="running", **(of_year | leased))


def _frozen(snapshot: term_snapshot.TermSnapshot | year_snapshot.YearSnapshot) -> dict[str, object]:
    return {"snapshot": snapshot.to_json(), "snapshot_sha256": snapshot.sha256}


def _continue_numbers() -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(statement)
