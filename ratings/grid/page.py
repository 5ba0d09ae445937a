"""What the page of a sheet shows, gathered once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import User
from accounts.permissions import Permission
from ratings import findings, roster
from ratings.crumbs import sheet_crumbs
from ratings.findings import Finding, Severity
from ratings.grid import cap_panel, choices, last_year, rows, work_read
from ratings.grid.asked_read import AskedGroup, asked_groups
from ratings.grid.frame import GridFrame
from ratings.grid.grid_row import GridRow
from ratings.grid.material import Material, names_of
from ratings.grid.read_only import ReadOnly, read_only
from ratings.grid.reading import Typed
from ratings.grid.told import lines_told
from ratings.grid.way import note, steps
from ratings.models import Sheet, SheetDraft
from ratings.progress import board
from ratings.sheets import history
from ratings.sheets.since_submission import since_submission
from ratings.transitions import Answer, Transition, allowed, reaches
from ratings.work.form import WorkForm
from ui.components import LevelChoice, Slice, Step
from ui.crumbs import Crumb

State = Sheet.State
LONG_REASON, MANY_ROWS = 64, 3


@dataclass(frozen=True)
class SheetPage:
    sheet: Sheet
    frame: GridFrame
    version: int
    can_edit: bool
    can_submit: bool
    can_decide: bool
    lines: Sequence[GridRow]
    own: GridRow
    own_choices: Sequence[LevelChoice]
    children: Sequence[board.Progress]
    work_form: WorkForm | None
    work_words: Sequence[work_read.WorkGroup]
    asked: Sequence[AskedGroup]
    caps: Sequence[cap_panel.CapPanel]
    findings: Sequence[Finding]
    answers: Sequence[Answer]
    draft: SheetDraft | None
    restored: bool
    lines_of_history: Sequence[history.HistoryLine]
    since_submission: str
    returned: history.HistoryLine | None
    crumbs: Sequence[Crumb]
    note: str
    steps: Sequence[Step]
    read_only: ReadOnly | None

    @property
    def wrong_lines(self) -> list[GridRow]:
        return [line for line in [*self.lines, self.own] if line.errors]

    @property
    def asked_lines(self) -> list[GridRow]:
        """What the committee above wants looked at: named in its reason, or with a remark of its own."""
        return [line for line in [*self.lines, self.own] if line.named or line.remark]

    @property
    def has_long_return(self) -> bool:
        """Whether the reason takes more than two lines of a phone, or the rows to look at do."""
        text = self.sheet.return_reason
        return len(text) > LONG_REASON or "\n" in text or len(self.asked_lines) > MANY_ROWS

    @property
    def may_appeal(self) -> bool:
        return any(answer.transition == Transition.APPEAL and answer.allowed for answer in self.answers)

    @property
    def wrong_work(self) -> bool:
        return self.work_form is not None and self.work_form.is_bound and bool(self.work_form.errors)

    @property
    def wrong_answers(self) -> bool:
        return any(each.form.is_bound and each.form.errors for group in self.asked for each in group.answers)

    @property
    def has_errors(self) -> bool:
        return bool(self.wrong_lines) or self.wrong_work or self.wrong_answers

    @property
    def is_blocked(self) -> bool:
        return any(finding.severity == Severity.BLOCKING for finding in self.findings)

    @property
    def wants_no_ballot_reason(self) -> bool:
        return any(finding.wants_no_ballot_reason for finding in self.findings)

    @property
    def is_complete(self) -> bool:
        """Whether it can be submitted as it was last saved."""
        mine = self.can_edit and self.can_submit and not (self.restored or self.has_errors or self.is_blocked)
        below = all(child.state == State.APPROVED for child in self.children)
        return mine and below and self.filled == self.total and self.own.is_filled

    @property
    def can_copy(self) -> bool:
        """Whether last year's levels can be a start: nobody has one yet, and somebody had one then."""
        return self.can_edit and not self.filled and any(line.last_level for line in self.here)

    @property
    def copied(self) -> list[GridRow]:
        return [line for line in self.lines if line.copied]

    @property
    def here(self) -> list[GridRow]:
        return [line for line in self.lines if not line.left]

    @property
    def total(self) -> int:
        return len(self.here)

    @property
    def filled(self) -> int:
        return sum(1 for line in self.here if line.raw["level"] or line.raw["not_rated_reason"])

    @property
    def shares(self) -> list[Slice]:
        """For the bar: every level of the rule set and the not rated, as they stand in the inputs."""
        values = [line.raw["level"] for line in self.here]
        return [Slice(each.long, values.count(each.value), each.tone) for each in self.frame.member_choices]


def sheet_page(
    material: Material, user: User, *, typed: Typed | None = None, version: int | None = None, restore: bool = True
) -> SheetPage:
    """`restore`: whether what the person typed and did not save stands in the inputs."""
    sheet = material.sheet
    can_edit = sheet.is_editable and reaches(user, Permission.EDIT_SHEETS, sheet)
    draft = SheetDraft.objects.filter(user=user, sheet=sheet).first() if can_edit and typed is None else None
    restored = restore and draft is not None
    if restore and draft is not None:
        typed, version = material.read(draft.fields), draft.version
    copied = last_year.copied_rows(draft.fields) if restore and draft is not None else set()
    raw, errors = (typed.raw, typed.errors) if typed else ({}, {})
    saved = material.stored
    work_form = typed.work_form if typed and typed.work_form else work_read.work_form_of(sheet, saved)
    found = findings.check(sheet)
    here = {each.member.pk for each in material.participants if not each.left}
    return SheetPage(
        sheet=sheet,
        frame=GridFrame.of(sheet),
        version=sheet.version if version is None else version,
        can_edit=can_edit,
        can_submit=reaches(user, Permission.SUBMIT_SHEETS, sheet),
        can_decide=reaches(user, Permission.DECIDE_SHEETS, sheet),
        lines=last_year.marked(rows.member_lines(sheet, material.participants, saved, raw, errors, found), copied),
        own=rows.own_line(sheet, saved, raw, errors, found),
        own_choices=choices.own_choices(sheet),
        children=_children(sheet),
        work_form=work_form,
        work_words=work_read.work_words(saved, work_form) if work_form else (),
        asked=asked_groups(material, typed.answers if typed else {}),
        caps=cap_panel.cap_panels(sheet, {**saved, **(typed.entry if typed else {})}, here),
        findings=found,
        answers=allowed(sheet, user),
        draft=draft,
        restored=restored,
        lines_of_history=lines_told(sheet, names_of(material)),
        since_submission=since_submission([sheet]).get(sheet.pk, ""),
        returned=history.returned(sheet),
        crumbs=sheet_crumbs(sheet),
        note=note(sheet),
        steps=steps(sheet),
        read_only=read_only(sheet, user),
    )


def _children(sheet: Sheet) -> list[board.Progress]:
    if sheet.is_cell:
        return []
    return board.progress_of(sheet.rating_year, list(roster.children(sheet).order_by("path")))
