"""One frozen object for the page of a sheet: what the template shows, and nothing for it to work out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext

from members.models import Member
from ratings.findings import Finding
from ratings.findings.facts import under_six_months
from ratings.grid.asked import named_in
from ratings.grid.choices import short
from ratings.grid.differences import Difference, in_words
from ratings.grid.reading import Errors, Raw, raw_row
from ratings.grid.score import Score, score_of
from ratings.grounds import QUARTERS, Cause, QuarterResult, TitleGroup
from ratings.levels import Level, NotRatedReason
from ratings.models import MemberRating, OrganizationRating, Sheet
from ratings.roster import Participant
from ratings.sheets.entry import OWN, WORK, Entry, blank, key_of
from ratings.work.form import WorkForm
from ui.components import Fact
from ui.moments import day


@dataclass(frozen=True)
class GridRow:
    """A member's row, or the organisation's own. `raw` is what stands in the inputs, read back or just typed."""

    key: str
    name: str
    raw: Mapping[str, str]
    errors: Mapping[str, str] = field(default_factory=dict)
    number: int = 0
    about: str = ""
    last: str = ""
    last_words: str = ""
    last_level: int | None = None
    left: bool = False
    copied: bool = False
    """Whether the level is last year's as it was copied, not looked at since."""
    named: bool = False
    """Whether the reason of the return names this member."""
    remark: str = ""
    suggested: str = ""
    findings: Sequence[Finding] = ()
    score: Score | None = None
    meanwhile: Sequence[Difference] = ()
    """What somebody else saved in this row after it was read: what stands in the inputs would replace it."""

    @property
    def has_under(self) -> bool:
        return bool(self.left or self.named or self.remark or self.findings or self.meanwhile)

    @property
    def grounds_words(self) -> str:
        """What is said beside points and level, in a word each."""
        said = [self.raw.get("title_group", ""), self.raw["cause"]]
        words = [str(TitleGroup(each).label) for each in said[:1] if each in TitleGroup.values]
        if self.raw["tasks_given"]:
            done = self.raw["tasks_done"] or "–"
            words.append(gettext("tasks %(done)s/%(given)s") % {"done": done, "given": self.raw["tasks_given"]})
        words += [str(Cause(each).label) for each in said[1:] if each in Cause.values]
        return " · ".join([*words, *self._quarters])

    @property
    def _quarters(self) -> list[str]:
        """What was said of quarters: an approver reads a year's level beside them."""
        said = [(number, self.raw.get(name, "")) for number, name in enumerate(QUARTERS, 1)]
        return [
            gettext("quarter %(number)s: %(result)s") % {"number": number, "result": QuarterResult(result).label}
            for number, result in said
            if result in QuarterResult.values
        ]

    @property
    def is_filled(self) -> bool:
        return bool(self.raw["level"] or self.raw["not_rated_reason"])

    @property
    def has_more(self) -> bool:
        """Whether what stands behind the pencil is worth showing at once."""
        return bool(self.errors.get("note") or self.raw["note"])

    @property
    def legend(self) -> str:
        return gettext("Level of %(name)s") % {"name": self.name}

    @property
    def reason_label(self) -> str:
        return gettext("Why %(name)s is not rated") % {"name": self.name}

    @property
    def self_label(self) -> str:
        return gettext("Self-rating of %(name)s") % {"name": self.name}

    @property
    def civil_label(self) -> str:
        return gettext("Level of %(name)s as official or employee") % {"name": self.name}

    @property
    def note_label(self) -> str:
        return gettext("Note on %(name)s") % {"name": self.name}

    @property
    def votes_label(self) -> str:
        return gettext("Votes for the level of %(name)s") % {"name": self.name}

    @property
    def present_label(self) -> str:
        return gettext("Present at the vote on %(name)s") % {"name": self.name}

    @property
    def is_own(self) -> bool:
        return self.key == OWN

    @property
    def odd_reason(self) -> str:
        """In words, where what stands there is nothing that can be chosen in this row."""
        fits = self.raw["not_rated_reason"] in NotRatedReason.fitting(of_member=not self.is_own)
        return "" if fits else self.reason_words

    @property
    def reason_words(self) -> str:
        reason = self.raw["not_rated_reason"]
        return str(NotRatedReason(reason).label) if reason in NotRatedReason.values else ""

    @property
    def ballot_words(self) -> str:
        votes, present = self.raw.get("ballot_for", ""), self.raw.get("ballot_present", "")
        return f"{votes or '–'}/{present}" if present else ""

    @property
    def self_short(self) -> str:
        return self._short("self_level")

    @property
    def civil_short(self) -> str:
        return self._short("civil_level")

    def _short(self, name: str) -> str:
        value = self.raw[name]
        return short(int(value)) if value.isdigit() and int(value) in Level.values else ""


@dataclass(frozen=True)
class RowContext:
    """What stands beside members' rows on sheets of one year: last year, and what the committee above asked."""

    year: int
    last: Mapping[int, tuple[int | None, str]]
    remarks: Mapping[tuple[int, int], str]

    @classmethod
    def of(cls, year: int, sheet_ids: Sequence[int], member_ids: Sequence[int]) -> RowContext:
        before = MemberRating.objects.filter(sheet__rating_year__year=year - 1, member__in=member_ids)
        last = before.values_list("member", "level", "not_rated_reason")
        asked = MemberRating.objects.filter(sheet__in=sheet_ids).exclude(remark="").order_by()
        remarks = asked.values_list("sheet", "member", "remark")
        return cls(
            year,
            {pk: (level, reason) for pk, level, reason in last},
            {(sheet, member): remark for sheet, member, remark in remarks},
        )

    def line(self, sheet_id: int, participant: Participant, **more: Any) -> GridRow:
        member = participant.member
        level, reason = self.last.get(member.pk, (None, ""))
        return GridRow(
            name=member.full_name,
            about=about(member, date(self.year, 12, 31)),
            last=short(level) or ("–" if reason else ""),
            last_words=str(Level(level).label) if level else "",
            last_level=level,
            left=participant.left,
            remark=self.remarks.get((sheet_id, member.pk), ""),
            suggested=suggested_reason(member, self.year),
            **more,
        )


def member_lines(
    sheet: Sheet,
    participants: Sequence[Participant],
    entry: Entry,
    raw: Raw,
    errors: Errors,
    findings: Sequence[Finding],
) -> list[GridRow]:
    context = RowContext.of(sheet.rating_year.year, [sheet.pk], [each.member.pk for each in participants])
    found: defaultdict[int | None, list[Finding]] = defaultdict(list)
    for finding in findings:
        found[finding.member_id].append(finding)
    named = named_in(sheet, participants)
    lines = []
    for number, participant in enumerate(participants, start=1):
        key = key_of(participant.member.pk)
        shown = raw.get(key) or raw_row(entry.get(key) or blank(key), key)
        line = context.line(
            sheet.pk,
            participant,
            key=key,
            number=number,
            raw=shown,
            score=score_of(sheet, shown, participant.member.full_name),
            errors=errors.get(key, {}),
            findings=found[participant.member.pk],
            named=participant.member.pk in named,
        )
        lines.append(line)
    return lines


def own_line(sheet: Sheet, entry: Entry, raw: Raw, errors: Errors, findings: Sequence[Finding]) -> GridRow:
    before = OrganizationRating.objects.filter(
        sheet__organization=sheet.organization_id, sheet__rating_year__year=sheet.rating_year.year - 1
    ).first()
    now = OrganizationRating.objects.filter(sheet=sheet).exclude(remark="").first()
    shown = raw.get(OWN) or raw_row(entry.get(OWN) or blank(OWN), OWN)
    return GridRow(
        key=OWN,
        name=sheet.organization.name,
        raw=shown,
        score=score_of(sheet, shown, sheet.organization.name),
        errors=errors.get(OWN, {}),
        last=short(before.level) if before else "",
        last_level=before.level if before else None,
        last_words=(before.get_legacy_level_display() or before.get_level_display() or "") if before else "",
        remark=now.remark if now else "",
        findings=[finding for finding in findings if finding.member_id is None],
    )


def about(member: Member, on: date) -> str:
    parts = [member.position] if member.position else []
    if member.is_probationary(on):
        parts.append(gettext("probationary since %(day)s") % {"day": day(member.admitted_on)})
    parts.append(str(member.birth_date.year))
    return " · ".join(parts)


def suggested_reason(member: Member, year: int) -> str:
    """What key 0 chooses at once: admitted less than six months ago is not rated (Guide 21-HD/BTCTW, II.6)."""
    return NotRatedReason.NEW_MEMBER if under_six_months(member.admitted_on, date(year, 12, 31)) else ""


class WorkGroup(NamedTuple):
    title: str
    facts: list[Fact]


def work_words(entry: Entry, form: WorkForm) -> list[WorkGroup]:
    """The work results for reading."""
    row = entry.get(WORK) or blank(WORK)
    return [
        WorkGroup(title, [Fact(str(field.label), in_words(field.name, row)) for field in fields])
        for title, fields in form.groups
    ]


def work_form_of(sheet: Sheet, entry: Entry) -> WorkForm | None:
    if not sheet.organization.is_grassroots:
        return None
    return WorkForm(prefix=WORK, sheet=sheet, initial=entry.get(WORK) or blank(WORK))
