"""How far a sheet has come: saved, submitted, returned, approved, each on a day of its year."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

from django.utils import timezone

from accounts.models import AuditEvent, User
from demo.accounts import Accounts
from demo.chance import day_between
from demo.sheets.papers import Papers
from demo.sheets.years import OPEN_YEAR
from organizations.models import Organization
from ratings.models import Sheet

State = Sheet.State

RETURN_REASONS = (
    "Đề nghị xem lại mức xếp loại của các đồng chí được ghi ý kiến, bổ sung minh chứng.",
    "Kết quả bỏ phiếu chưa khớp với biên bản họp chi bộ, đề nghị kiểm tra lại.",
    "Đề nghị làm rõ lý do chưa xếp loại và bổ sung ghi chú.",
)
REMARKS = (
    "Tự xếp loại cao hơn kết quả công tác trong năm, đề nghị xem lại.",
    "Đề nghị bổ sung sản phẩm cụ thể làm căn cứ xếp loại xuất sắc.",
    "Số phiếu chưa khớp với biên bản.",
)


class Way:
    """Of the sheets of one year."""

    def __init__(self, year: int, moved: timedelta, accounts: Accounts, papers: Papers, random: Random) -> None:
        self.year, self.moved, self.accounts, self.papers, self.random = year, moved, accounts, papers, random
        self.decisions = 0

    def pass_on(self, sheet: Sheet) -> None:
        submitter = self.accounts.by_organization[sheet.organization_id]
        assert sheet.organization.parent is not None
        decider = self.accounts.by_organization[sheet.organization.parent.pk]
        submitted, decided = (day + self.moved for day in self._days(sheet.organization))
        sheet.version, sheet.saved_by, sheet.saved_at = 2, submitter, self._at(submitted - timedelta(days=1))
        if sheet.state == State.DRAFT:
            return
        sheet.version, sheet.submitted_by, sheet.submitted_at = 3, submitter, self._at(submitted)
        self._tell(sheet, "sheet.submit", sheet.submitted_at, submitter)
        if sheet.state == State.RETURNED:
            self._return(sheet, self._at(decided), decider)
        if sheet.state == State.APPROVED:
            self.decisions += 1
            sheet.version, sheet.approved_by, sheet.approved_at = 4, decider, self._at(decided)
            suffix = "ĐUK" if sheet.organization.is_grassroots else "ĐU"
            sheet.decision_number, sheet.decided_on = f"{self.decisions:03}-QĐ/{suffix}", decided
            self._tell(sheet, "sheet.approve", sheet.approved_at, decider)

    def _return(self, sheet: Sheet, at: datetime, by: User) -> None:
        sheet.version, sheet.return_reason = 4, self.random.choice(RETURN_REASONS)
        rows = [row for row in self.papers.members if row.sheet is sheet and row.level]
        for row in self.random.sample(rows, min(2, len(rows))):
            row.remark = self.random.choice(REMARKS)
        self._tell(sheet, "sheet.return", at, by, reason=sheet.return_reason)

    def _days(self, organization: Organization) -> tuple[date, date]:
        """When it is submitted and when decided: cells in December, sections after theirs, the rest in winter."""
        year, kind = self.year, organization.kind
        if kind == Organization.Kind.SUBORDINATE_CELL:
            return (
                day_between(self.random, date(year, 12, 4), date(year, 12, 17)),
                day_between(self.random, date(year, 12, 18), date(year, 12, 21)),
            )
        if kind == Organization.Kind.SECTION:
            return date(year, 12, 23), day_between(self.random, date(year, 12, 25), date(year, 12, 30))
        last = date(year + 1, 1, 14) if year == OPEN_YEAR else date(year + 1, 2, 20)
        return (
            day_between(self.random, date(year + 1, 1, 3), date(year + 1, 1, 9)),
            day_between(self.random, date(year + 1, 1, 11), last),
        )

    def _at(self, day: date) -> datetime:
        minute = self.random.randint(8 * 60, 17 * 60)
        return timezone.make_aware(datetime(day.year, day.month, day.day, *divmod(minute, 60)))  # noqa: DTZ001

    def _tell(self, sheet: Sheet, verb: str, at: datetime, by: User, reason: str = "") -> None:
        """A line of the trail; of closed years the sheet's own dates are enough."""
        if self.year != OPEN_YEAR:
            return
        self.papers.trail.append(
            AuditEvent(
                at=at,
                actor=by,
                verb=verb,
                target_type=sheet._meta.label_lower,
                target_id=str(sheet.pk),
                target_label=str(sheet)[:300],
                reason=reason,
                data={"version": sheet.version},
            )
        )
