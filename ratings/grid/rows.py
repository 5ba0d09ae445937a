"""The rows of a sheet as its pages show them: who they are, what they were last year, what speaks against them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from members.models import Member
from ratings.counts.once import the_last_counts
from ratings.findings import Finding
from ratings.findings.facts import under_six_months
from ratings.grid.asked import named_in
from ratings.grid.choices import short
from ratings.grid.grid_row import GridRow
from ratings.grid.reading import raw_row
from ratings.grid.score import score_of
from ratings.grid.understanding import Errors, Raw
from ratings.levels import Level, NotRatedReason
from ratings.models import MemberRating, OrganizationRating, Sheet
from ratings.roster import Participant
from ratings.sheets.decided import decided
from ratings.sheets.entry import OWN, Entry, blank, key_of
from ui.moments import day


@dataclass(frozen=True)
class RowContext:
    """What stands beside members' rows on sheets of one year: last year, and what the committee above asked."""

    year: int
    last: Mapping[int, tuple[int | None, str]]
    remarks: Mapping[tuple[int, int], str]

    @classmethod
    def of(cls, year: int, sheet_ids: Sequence[int], member_ids: Sequence[int]) -> RowContext:
        before = MemberRating.objects.filter(sheet__rating_year__year=year - 1, member__in=member_ids)
        last = the_last_counts(before.exclude(sheet__path="")).values_list("member", "level", "not_rated_reason")
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
    named, made = named_in(sheet, participants), decided(sheet)
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
            score=score_of(sheet, shown, participant.member.full_name, made.get(key)),
            errors=errors.get(key, {}),
            findings=found[participant.member.pk],
            named=participant.member.pk in named,
        )
        lines.append(line)
    return lines


def own_line(sheet: Sheet, entry: Entry, raw: Raw, errors: Errors, findings: Sequence[Finding]) -> GridRow:
    last_year = OrganizationRating.objects.filter(
        sheet__organization=sheet.organization_id, sheet__rating_year__year=sheet.rating_year.year - 1
    )
    before = the_last_counts(last_year.exclude(sheet__path="")).last()
    now = OrganizationRating.objects.filter(sheet=sheet).exclude(remark="").first()
    shown = raw.get(OWN) or raw_row(entry.get(OWN) or blank(OWN), OWN)
    return GridRow(
        key=OWN,
        name=sheet.name,
        raw=shown,
        score=score_of(sheet, shown, sheet.name, decided(sheet).get(OWN)),
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
    parts.append(gettext("born %(year)s") % {"year": member.birth_date.year})
    return " · ".join(parts)


def suggested_reason(member: Member, year: int) -> str:
    """What key 0 chooses at once: admitted less than six months ago is not rated (Guide 21-HD/BTCTW, II.6)."""
    return NotRatedReason.NEW_MEMBER if under_six_months(member.admitted_on, date(year, 12, 31)) else ""
