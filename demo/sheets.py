"""The sheets: all of the closed years approved, those of the open year in every state."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from django.utils import timezone

from accounts.models import AuditEvent, User
from demo.accounts import Accounts, Story
from demo.chance import chance, day_between
from demo.history import YEARS, Register
from demo.organizations import Grassroots, Tree
from demo.progress import Progress
from demo.ratings import Round, Verdict
from demo.work import Numbers
from organizations.models import Organization
from ratings.levels import LegacyLevel, Level
from ratings.models import MemberRating, OrganizationRating, RatingYear, Sheet, WorkResult

RuleSet, State = RatingYear.RuleSet, Sheet.State

OPEN_YEAR = YEARS[-1]
RULES = {
    **dict.fromkeys((2015, 2016, 2017), RuleSet.HD27),
    2018: RuleSet.HD16,
    **dict.fromkeys((2019, 2020, 2021, 2022), RuleSet.HD21),
    **dict.fromkeys((2023, 2024), RuleSet.QD124),
}
LAST_LEGACY_YEAR = 2017
FIRST_CIVIL_YEAR = 2018
RETURN_REASONS = (
    "Đề nghị xem lại mức xếp loại của các đồng chí được ghi ý kiến, bổ sung minh chứng.",
    "Kết quả bỏ phiếu chưa khớp với biên bản họp chi bộ, đề nghị kiểm tra lại.",
    "Đề nghị làm rõ lý do chưa xếp loại và bổ sung ghi chú.",
)
REMARKS = (
    "Tự nhận mức cao hơn kết quả công tác trong năm, đề nghị xem lại.",
    "Đề nghị bổ sung sản phẩm cụ thể làm căn cứ xếp loại xuất sắc.",
    "Số phiếu chưa khớp với biên bản.",
)


@dataclass
class Papers:
    years: list[RatingYear] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)
    members: list[MemberRating] = field(default_factory=list)
    organizations: list[OrganizationRating] = field(default_factory=list)
    work: list[WorkResult] = field(default_factory=list)
    trail: list[AuditEvent] = field(default_factory=list)


def build(
    tree: Tree,
    register: Register,
    rounds: dict[int, Round],
    work: dict[tuple[int, int], Numbers],
    accounts: Accounts,
    cast: Story,
) -> Papers:
    papers, random = Papers(), chance("sheets")
    for number, year in enumerate(YEARS, start=1):
        rating_year = _rating_year(number, year)
        papers.years.append(rating_year)
        progress = Progress.unfinished(tree, cast) if year == OPEN_YEAR else Progress.finished()
        desk = Desk(rating_year, register, rounds[year], work, accounts, progress, papers, random)
        for each in tree.grassroots:
            for cell in each.cells if each.is_committee else ():
                if cell.opened_on <= date(year, 12, 31):
                    desk.lay(cell.organization, each)
            for section in each.sections:
                desk.lay(section, each)
            desk.lay(each.organization, each)
    papers.trail.sort(key=lambda event: event.at)
    return papers


def _rating_year(number: int, year: int) -> RatingYear:
    return RatingYear(
        pk=number,
        year=year,
        state=RatingYear.State.OPEN if year == OPEN_YEAR else RatingYear.State.CLOSED,
        rule_set=RULES[year],
        opens_on=date(year, 11, 15),
        cells_due_on=date(year, 12, 20),
        grassroots_due_on=date(year + 1, 1, 10),
        closes_on=date(year + 1, 2, 28),
        cap_base=RatingYear.CapBase.GOOD_OR_BETTER,
    )


class Desk:
    """Lays the sheets of one year."""

    def __init__(
        self,
        rating_year: RatingYear,
        register: Register,
        round_: Round,
        work: dict[tuple[int, int], Numbers],
        accounts: Accounts,
        progress: Progress,
        papers: Papers,
        random: Random,
    ) -> None:
        self.rating_year, self.year = rating_year, rating_year.year
        self.rosters, self.round, self.work = register.rosters[self.year], round_, work
        self.accounts, self.progress, self.papers, self.random = accounts, progress, papers, random
        self.decisions = 0

    def lay(self, organization: Organization, each: Grassroots) -> None:
        sheet = Sheet(
            pk=len(self.papers.sheets) + 1,
            rating_year=self.rating_year,
            organization=organization,
            state=self.progress.state(organization.pk),
        )
        self.papers.sheets.append(sheet)
        filled = self.progress.filled(organization.pk)
        self._rate_members(sheet, each, filled)
        if filled == 100:
            self._rate_organization(sheet)
        if organization.is_grassroots and filled >= 60:
            self._enter_work(sheet)
        if filled:
            self._pass_on(sheet)

    # --- rows

    def _rate_members(self, sheet: Sheet, each: Grassroots, filled: int) -> None:
        roster = self.rosters.get(sheet.organization_id, [])
        voters = sum(not person.member.is_probationary(date(self.year, 12, 31)) for person in roster)
        for person in roster[: len(roster) * filled // 100]:
            verdict = self.round.members[person.member.pk]
            rating = MemberRating(
                pk=len(self.papers.members) + 1,
                sheet=sheet,
                member=person.member,
                level=verdict.level,
                not_rated_reason=verdict.reason,
                note=verdict.note,
            )
            if verdict.level:
                self._vote(rating, verdict.level, voters, is_agency=not each.is_enterprise)
            self.papers.members.append(rating)

    def _vote(self, rating: MemberRating, level: Level, voters: int, *, is_agency: bool) -> None:
        chances = self.random.randint(0, 99)
        rating.self_level = min(Level.EXCELLENT, level + (chances < 15))
        if is_agency and self.year >= FIRST_CIVIL_YEAR:
            rating.civil_level = min(Level.EXCELLENT, max(level, Level.COMPLETED) + (chances >= 90))
        rating.ballot_present = max(2, voters - self.random.randint(0, 2))
        rating.ballot_for = max(rating.ballot_present // 2 + 1, rating.ballot_present - self.random.randint(0, 4))

    def _rate_organization(self, sheet: Sheet) -> None:
        verdict = self.round.organizations[sheet.organization_id]
        self.papers.organizations.append(
            OrganizationRating(
                pk=len(self.papers.organizations) + 1,
                sheet=sheet,
                level=verdict.level,
                not_rated_reason=verdict.reason,
                self_level=verdict.level,
                legacy_level=self._legacy(verdict) if self.year <= LAST_LEGACY_YEAR else "",
            )
        )

    def _legacy(self, verdict: Verdict) -> str:
        if verdict.level == Level.GOOD:
            return LegacyLevel.CLEAN_STRONG if self.random.randint(1, 100) <= 85 else LegacyLevel.GOOD
        names = {
            Level.EXCELLENT: LegacyLevel.MODEL,
            Level.COMPLETED: LegacyLevel.COMPLETED,
            Level.NOT_COMPLETED: LegacyLevel.WEAK,
        }
        return names[verdict.level] if verdict.level else ""

    def _enter_work(self, sheet: Sheet) -> None:
        numbers = self.work[self.year, sheet.organization_id]
        self.papers.work.append(WorkResult(pk=len(self.papers.work) + 1, sheet=sheet, **numbers))

    # --- its way

    def _pass_on(self, sheet: Sheet) -> None:
        submitter = self.accounts.by_organization[sheet.organization_id]
        assert sheet.organization.parent is not None
        decider = self.accounts.by_organization[sheet.organization.parent.pk]
        submitted, decided = self._days(sheet.organization)
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
