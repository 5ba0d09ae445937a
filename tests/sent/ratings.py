"""Years, sheets and what becomes of them, and reports."""

from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from accounts.models import AuditEvent
from ratings.models import (
    Appeal,
    CalibrationSession,
    DossierItem,
    Import,
    LocalDocument,
    RaisedCap,
    RatingYear,
    ReopeningRequest,
    Rerating,
    Sheet,
)
from ratings.register.differences import differences
from ratings.rules.local import LocalRule
from ratings.sheets import entry
from ratings.workbook import actions as workbook_actions
from ratings.years import corrections, documents, raised
from ratings.years.foreseen import seal
from reports.models import Report
from tests import factories
from tests.ratings import sheets
from tests.ratings.appealed import appealed
from tests.ratings.requested import asked as requested
from tests.ratings.workbooks import downloaded, filled
from tests.reports.factories import term_report
from tests.sent.sent import Sent
from tests.world import World

YEAR = 2024
SCORED_YEAR = 2025
GROUPS = ("fill_groups", "sheet")
DECIDED = {"decision_number": "12-QĐ/ĐU", "decided_on": "06/01/2025"}
REASON = "Thiếu biên bản bỏ phiếu"
AGAIN = {"decision_number": "45-QĐ/ĐU", "decided_on": "20/01/2025"}


def _of_year(deed: str, fields: dict[str, object] | None = None, page: str = "", again: str = "") -> Sent:
    return Sent("bloc_office", reverse(f"ratings:{deed}", args=[YEAR]), fields or {}, page, again=again)


def _settings() -> str:
    return reverse("ratings:settings", args=[YEAR])


def open_year(world: World) -> Sent:
    factories.RatingYearFactory(year=YEAR, state=RatingYear.State.PLANNED)
    return _of_year("open_year")


def close_year(world: World) -> Sent:
    sheets.open_year(world)
    return _of_year("close_year", {"reason": REASON, "understood": "on", **DECIDED}, again="không còn mở")


def undo_closing(world: World) -> Sent:
    sheets.close_year(sheets.open_year(world), world.users["bloc_office"])
    return _of_year("undo_closing", page=_settings())


def remind_year(world: World) -> Sent:
    sheets.open_year(world)
    return _of_year("remind_year", page=reverse("ratings:close_year", args=[YEAR]))


def remind_listed(world: World) -> Sent:
    sheets.open_year(world)
    return _of_year("remind_listed", page=f"{reverse('ratings:year', args=[YEAR])}?state=draft")


def reopen_year(world: World) -> Sent:
    sheets.close_year(sheets.open_year(world), world.users["bloc_office"])
    return _of_year("reopen_year", {"reason": REASON, **DECIDED}, again="không còn khóa")


def correct_year(world: World) -> Sent:
    rating_year = sheets.open_year(world)
    sheets.close_year(rating_year, world.users["bloc_office"])
    factories.member_of(world.own_cell)
    [row] = (each.key for each in differences(rating_year))
    fields = {"row": row, "reason": REASON, "seen": seal(rating_year, [row]), "confirm": "1", **AGAIN}
    return replace(_of_year("correct_year", fields, again="Sổ đăng ký đã thay đổi"), previewed=True)


def take_back_correction(world: World) -> Sent:
    rating_year = sheets.open_year(world)
    sheets.close_year(rating_year, world.users["bloc_office"])
    factories.member_of(world.own_cell)
    keys = [each.key for each in differences(rating_year)]
    said = {"decision_number": "45-QĐ/ĐU", "decided_on": date(2025, 1, 20), "reason": REASON}
    corrections.correct_year(rating_year=rating_year, keys=keys, by=world.users["bloc_office"], **said)
    address = reverse("ratings:take_back_correction", args=[YEAR, 2])
    fields = {"reason": REASON, **AGAIN}
    return Sent("bloc_office", address, fields, again="đã được rút lại")


def year_settings(world: World) -> Sent:
    sheets.open_year(world)
    return _of_year("settings", {"closes_on": "15/03/2025", "reason": REASON})


def plan_year(world: World) -> Sent:
    sheets.open_year(world)
    address = reverse("ratings:settings", args=[YEAR + 1])
    return Sent("bloc_office", address, makes={RatingYear: 1})


RAISED = {
    "group": "staff",
    "percent": "25",
    "decision_number": "15-QĐ/ĐUK",
    "decided_on": "20/12/2025",
    "ground": "Vượt 40 % chỉ tiêu",
}


def _raised_caps(deed: str) -> str:
    return reverse(f"ratings:{deed}", args=[YEAR + 1])


def raise_cap(world: World) -> Sent:
    factories.RatingYearFactory(year=YEAR + 1, rule_set="qd366")
    fields = {**RAISED, "organization": world.own}
    return Sent(
        "bloc_office", _raised_caps("raised_caps"), fields, makes={RaisedCap: 1}, again="Nhóm này đã có tỷ lệ được nâng"
    )


def take_back_raised(world: World) -> Sent:
    year = factories.RatingYearFactory(year=YEAR + 1, rule_set="qd366")
    raised.raise_cap(
        rating_year=year,
        organization=world.own,
        by=world.users["bloc_office"],
        **{**RAISED, "percent": 25, "decided_on": date(2025, 12, 20)},
    )
    made = {RaisedCap: -1}
    return Sent("bloc_office", _raised_caps("take_back_raised"), {"reason": REASON}, _raised_caps("raised_caps"), made)


DOCUMENT = {
    "number": "399-QĐ/TU",
    "issued_on": "27/08/2025",
    "body": "Tỉnh ủy Quảng Trị",
    "abstract": "Kiểm điểm, xếp loại hằng năm",
}


def _document(deed: str, fields: dict[str, object], added: int, again: str = "") -> Sent:
    address, page = (reverse(f"ratings:{name}", args=[YEAR]) for name in (deed, "year_rules"))
    return Sent("bloc_office", address, fields, page, {LocalDocument: added} if added else {}, again=again)


def _known_document(world: World) -> None:
    year = factories.RatingYearFactory(year=YEAR)
    rule = LocalRule(**{**DOCUMENT, "issued_on": date(2024, 8, 27)})
    documents.add(rating_year=year, rule=rule, by=world.users["bloc_office"])


def add_document(world: World) -> Sent:
    factories.RatingYearFactory(year=YEAR)
    return _document("add_document", {**DOCUMENT, "issued_on": "27/08/2024"}, 1, "Văn bản này đã có trong năm")


def correct_document(world: World) -> Sent:
    _known_document(world)
    return _document("correct_document", {"abstract": "Kiểm điểm cuối năm"}, 0)


def delete_document(world: World) -> Sent:
    _known_document(world)
    return _document("delete_document", {"reason": REASON}, -1)


def _own_sheet(world: World) -> Sheet:
    sheets.open_year(world)
    return sheets.sheet_of(world.own_cell)


def _of_sheet(
    who: str, deed: str, sheet: Sheet, fields: dict[str, object], page: str = "review", again: str = ""
) -> Sent:
    address, stands_on = (reverse(f"ratings:{name}", args=[YEAR, sheet.organization_id]) for name in (deed, page))
    return Sent(who, address, fields, stands_on, again=again)


def save_sheet(world: World) -> Sent:
    key = entry.key_of(world.members["own"].pk)
    return _of_sheet("clerk", "sheet", _own_sheet(world), {f"{key}-level": "3"}, "sheet")


def save_row(world: World) -> Sent:
    sheets.open_year(world, SCORED_YEAR, rule_set="qd366")
    key = entry.key_of(world.members["own"].pk)
    address = reverse("ratings:row", args=[SCORED_YEAR, world.own_cell.pk, key])
    return Sent("clerk", address, {f"{key}-points_common": "28", f"{key}-points_results": "65"})


def fill_groups(world: World) -> Sent:
    sheets.open_year(world, SCORED_YEAR, rule_set="qd366")
    address, page = (reverse(f"ratings:{name}", args=[SCORED_YEAR, world.own_cell.pk]) for name in GROUPS)
    return Sent("clerk", address, page=page, again="không có gì thay đổi")


def save_cells(world: World) -> Sent:
    sheet = _own_sheet(world)
    level = f"c{sheet.organization_id}-{entry.key_of(world.members['own'].pk)}-level"
    at = [YEAR, world.own.pk]
    return Sent("committee", reverse("ratings:cells", args=at), {level: "3"}, again="Chưa có gì thay đổi")


def mark_dossier(world: World) -> Sent:
    sheet = _own_sheet(world)
    RatingYear.objects.filter(pk=sheet.rating_year_id).update(rule_set="qd366")
    marked = {"present_3": "yes", "place_3": "Tủ hồ sơ số 2"}
    return Sent("clerk", reverse("ratings:dossier", args=[YEAR, world.own_cell.pk]), marked, makes={DossierItem: 1})


def submit(world: World) -> Sent:
    sheet = sheets.fill(_own_sheet(world), world.users["clerk"])
    return _of_sheet("clerk", "submit", sheet, sheets.SENT)


def withdraw(world: World) -> Sent:
    return _of_sheet("clerk", "withdraw", sheets.submitted(_own_sheet(world), world.users["clerk"]), {})


def return_sheet(world: World) -> Sent:
    sheet = sheets.submitted(_own_sheet(world), world.users["clerk"])
    return _of_sheet("committee", "return", sheet, {"return-reason": REASON})


def approve(world: World) -> Sent:
    sheet = sheets.submitted(_own_sheet(world), world.users["clerk"])
    fields = {f"approve-{name}": value for name, value in DECIDED.items()}
    return _of_sheet("committee", "approve", sheet, fields)


def reopen(world: World) -> Sent:
    sheet = sheets.approved(_own_sheet(world), world.users["clerk"], world.users["committee"])
    fields = {"reopen-decision_number": "3-CV/ĐUK", "reopen-decided_on": "20/01/2025", "reopen-reason": REASON}
    return _of_sheet("bloc_office", "reopen", sheet, fields)


def _approved(world: World) -> Sheet:
    return sheets.approved(_own_sheet(world), world.users["clerk"], world.users["committee"])


def record_appeal(world: World) -> Sent:
    row = entry.key_of(world.members["own"].pk)
    asked = {"asker": "member", "received_on": "10/01/2025", "request": "Xếp loại lại", "grounds": REASON}
    sheet = _approved(world)
    address = reverse("ratings:record_appeal", args=[YEAR, sheet.organization_id])
    again = "Đơn này đã được ghi và đang chờ trả lời"
    return Sent("clerk", address, {"row": row, **asked}, makes={Appeal: 1, AuditEvent: 1}, again=again)


def answer_appeal(world: World) -> Sent:
    asked = appealed(world, _approved(world))
    fields = {"outcome": "rerated", "level": "4", "reason": REASON, **AGAIN}
    return Sent("committee", asked.get_absolute_url(), fields, makes={Rerating: 1, AuditEvent: 2})


def ask_reopening(world: World) -> Sent:
    sheet = _approved(world)
    address = reverse("ratings:ask_reopening", args=[YEAR, sheet.organization_id])
    made = {ReopeningRequest: 1, AuditEvent: 1}
    return Sent(
        "clerk", address, {"reason": REASON}, page=sheet.get_absolute_url(), makes=made, again="đang chờ trả lời"
    )


def refuse_reopening(world: World) -> Sent:
    made = requested(_approved(world), world.users["clerk"])
    return Sent("bloc_office", made.get_absolute_url(), {"reason": REASON})


def take_request_back(world: World) -> Sent:
    made = requested(_approved(world), world.users["clerk"])
    address = reverse("ratings:take_back", args=[YEAR, made.pk])
    return Sent("clerk", address, page=made.get_absolute_url())


def rate_again(world: World) -> Sent:
    sheet = _approved(world)
    address = reverse("ratings:rate_again", args=[YEAR, sheet.organization_id])
    fields = {"row": entry.OWN, "level": "4", "reason": REASON, **AGAIN}
    sent = {"version": sheet.version, **fields}
    return Sent("committee", address, sent, f"{address}?row={entry.OWN}", makes={Rerating: 1, AuditEvent: 1})


def comment(world: World) -> Sent:
    said = {"comment-text": "Xem lại đồng chí Bình"}
    return _of_sheet("committee", "comment", _own_sheet(world), said, again="đã có trong lịch sử")


def approve_many(world: World) -> Sent:
    sent = sheets.submitted(_own_sheet(world), world.users["clerk"])
    fields = {"sheet": f"{sent.pk}:{sent.version}", **DECIDED}
    address = reverse("ratings:approve_each", args=[YEAR])
    return Sent("committee", address, fields, reverse("ratings:year", args=[YEAR]))


def record_session(world: World) -> Sent:
    sheets.open_year(world)
    sheet = sheets.submitted(sheets.sheet_of(world.lone_cell), world.users["lone_clerk"])
    row = f"{sheet.pk}-{entry.OWN}"
    met = {"held_on": "08/01/2025", "participants": "Đồng chí A, Bí thư", "minutes": "So sánh các chi bộ."}
    fields = {**met, f"level-{row}": "2", f"reason-{row}": "Chưa hoàn thành một chỉ tiêu"}
    address = reverse("ratings:calibration_record", args=[YEAR])
    made = {CalibrationSession: 1, AuditEvent: 2}
    return Sent("bloc_office", address, fields, f"{address}?sheet={sheet.pk}", made)


def _workbook(world: World) -> Import:
    sheet, by = _own_sheet(world), world.users["clerk"]
    cells = {(world.members["own"].code, "Mức xếp loại"): 3}
    content = filled(downloaded(sheet), cells)
    return workbook_actions.upload(sheet=sheet, file_name="phiếu.xlsx", content=content, by=by)


def _of_workbook(deed: str, upload: Import) -> Sent:
    """The sheet is saved, and that it was by a workbook is a line of its own."""
    at = [YEAR, upload.sheet.organization_id, upload.pk]
    address, page = (reverse(f"ratings:{name}", args=at) for name in (deed, "workbook_import"))
    return Sent("clerk", address, page=page, makes={AuditEvent: 2})


def commit_workbook(world: World) -> Sent:
    return _of_workbook("workbook_commit", _workbook(world))


def undo_workbook(world: World) -> Sent:
    upload = _workbook(world)
    by = world.users["clerk"]
    workbook_actions.commit(upload=upload, version=upload.sheet_version, skip_wrong=False, by=by)
    return _of_workbook("workbook_undo", upload)


def ask_for_report(world: World) -> Sent:
    term = factories.term()
    address, page = reverse("reports:request"), reverse("reports:list")
    return Sent("bloc_office", address, {"term": term.code, "confirmed": "1"}, page, {Report: 1}, previewed=True)


def ask_for_year_report(world: World) -> Sent:
    sheets.open_year(world)
    address, page = reverse("reports:request_year", args=[YEAR]), reverse("ratings:summary", args=[YEAR])
    return Sent("bloc_office", address, page=page, makes={Report: 1})


def ask_for_ledger(world: World) -> Sent:
    days = {"organization": world.own.pk, "first": "2024-01-01", "last": "2024-12-31"}
    page = f"{reverse('ratings:ledger')}?{urlencode(days)}"
    return Sent("bloc_office", reverse("reports:request_ledger"), days, page, {Report: 1})


def cancel_report(world: World) -> Sent:
    report = term_report(organization=world.bloc, requested_by=world.users["bloc_office"])
    page = reverse("reports:detail", args=[report.pk])
    return Sent("bloc_office", reverse("reports:cancel", args=[report.pk]), page=page)
