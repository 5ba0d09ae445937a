"""Which sheets that were submitted a change of the register touches, and how."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import singledispatch

from committees.changes import OfficesChanged
from committees.leading import InTime, each_in_time
from inspections.changes import Announced
from inspections.models import Discipline, year_counted
from members.changes import Change, Correction, Corrections, Move, Moved, Moves
from members.models import Member, Membership
from organizations.models import Organization
from organizations.tree import ancestor_paths
from ratings import roster, rules
from ratings.findings.disciplined import led_when, position_then
from ratings.findings.facts import under_six_months
from ratings.models import RatingYear, Sheet
from ratings.sheets.since_submission import How

ON_ITS_WAY = (Sheet.State.SUBMITTED, Sheet.State.APPROVED)


@dataclass(frozen=True)
class Touch:
    """`name` is the member's, or the organisation's that was disciplined itself."""

    sheet: Sheet
    how: How
    name: str
    on: date | None = None
    member_id: int | None = None


@singledispatch
def touched(change: Change) -> Iterator[Touch]:
    """Only sheets of open years: what is closed is corrected after it is opened again."""
    yield from ()


@touched.register
def _of_move(change: Move) -> Iterator[Touch]:
    """Of the cells between which the member moves before the day of their sheets."""
    member = change.member
    for sheet in _on_their_way(organization__in=_places(change)):
        if change.on <= roster.day_of(sheet.rating_year.year):
            came = change.target is not None and sheet.organization_id == change.target.pk
            yield Touch(sheet, How.CAME if came else How.LEFT, member.full_name, change.on, member.pk)


@touched.register
def _of_moves(change: Moves) -> Iterator[Touch]:
    by_place: defaultdict[int, list[Moved]] = defaultdict(list)
    for each in change.each:
        by_place[each.place].append(each)
    for sheet in _on_their_way(organization__in=by_place.keys()):
        for each in by_place[sheet.organization_id]:
            if each.on <= roster.day_of(sheet.rating_year.year):
                yield Touch(sheet, How.CAME if each.came else How.LEFT, each.name, each.on, each.member)


@touched.register
def _of_correction(change: Correction) -> Iterator[Touch]:
    yield from _of_corrections(Corrections((change,)))


@touched.register
def _of_corrections(change: Corrections) -> Iterator[Touch]:
    by_member = {each.before.pk: each for each in change.each}
    found = list(_sheets_of(by_member.keys()))
    led = _led(sheet for _member, sheet, _place in found)
    for member, sheet, place in found:
        before, after = by_member[member].before, by_member[member].after
        if _looks_other(before, after, sheet, led[sheet.organization_id], sheet.organization_id == place.pk):
            yield Touch(sheet, How.FILE, after.full_name, None, after.pk)


@touched.register
def _of_offices(change: OfficesChanged) -> Iterator[Touch]:
    for sheet in _on_their_way(organization=change.organization):
        if change.on <= roster.day_of(sheet.rating_year.year):
            for member, name in change.members:
                yield Touch(sheet, How.OFFICE, name, change.on, member)


@touched.register
def _of_discipline(change: Announced) -> Iterator[Touch]:
    """The rows of the member, or of the organisation and of those above it, in the year in which it counts."""
    discipline, member = change.discipline, change.discipline.member
    year, on = year_counted(discipline.decided_on, discipline.counted_in_year), discipline.announced_on
    if member is None:
        place = discipline.organization
        for sheet in _on_their_way(path__in=_upwards(place), rating_year__year=year):
            yield Touch(sheet, How.DISCIPLINE, place.name, on)
    else:
        for sheet in _sheets_of_disciplined(discipline, member, year):
            yield Touch(sheet, How.DISCIPLINE, member.full_name, on, member.pk)


def _sheets_of_disciplined(discipline: Discipline, member: Member, year: int) -> Iterable[Sheet]:
    """Of the member's own row, and of those whose leadership it counts against."""
    there = discipline.violated_at
    rows = [(sheet, place) for _member, sheet, place in _sheets_of([member.pk], rating_year__year=year)]
    where = list(_on_their_way(path__in=_upwards(there), rating_year__year=year)) if there else []
    led = _led([*(sheet for sheet, _place in rows), *where])
    found = {}
    for sheet, place in rows:
        elsewhere = there is not None and _counts_where_it_happened(sheet)
        is_own = sheet.organization_id == place.pk
        if is_own or (not elsewhere and _led_it(discipline, member, led[sheet.organization_id])):
            found[sheet.pk] = sheet
    for sheet in where:
        if _counts_where_it_happened(sheet) and _led_it(discipline, member, led[sheet.organization_id]):
            found[sheet.pk] = sheet
    return found.values()


def _led(sheets: Iterable[Sheet]) -> dict[int, InTime]:
    return each_in_time((sheet.organization_id, sheet.kind) for sheet in sheets)


def _led_it(discipline: Discipline, member: Member, led: InTime) -> bool:
    return led_when(discipline, led).of(member.pk, position_then(discipline)) is not None


def _counts_where_it_happened(sheet: Sheet) -> bool:
    return rules.by_code(sheet.rating_year.rule_set).violation is not None


def hold(change: Change) -> None:
    """Whoever submits one of these sheets at this moment has done so, or waits and then sees the change."""
    if isinstance(change, Move | Moves):
        held = Sheet.objects.filter(organization__in=_places(change), rating_year__state=RatingYear.State.OPEN)
        list(held.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk"))


def _places(change: Move | Moves) -> Collection[int]:
    if isinstance(change, Moves):
        return {each.place for each in change.each}
    return {place.pk for place in (change.source, change.target) if place is not None}


def _on_their_way(**asked: object) -> Iterable[Sheet]:
    sheets = Sheet.objects.filter(state__in=ON_ITS_WAY, rating_year__state=RatingYear.State.OPEN, **asked)
    return sheets.select_related("rating_year__root", "organization", "parent__parent", "submitted_by")


def _sheets_of(members: Collection[int], **asked: object) -> Iterator[tuple[int, Sheet, Organization]]:
    """Of the cell where each is on the day of the sheet, and of the committees above it."""
    stays = list(Membership.objects.filter(member__in=members).select_related("organization").order_by("since"))
    by_path: defaultdict[str, list[Sheet]] = defaultdict(list)
    for sheet in _on_their_way(path__in={path for stay in stays for path in _upwards(stay.organization)}, **asked):
        by_path[sheet.path].append(sheet)
    for stay in stays:
        for sheet in [each for path in _upwards(stay.organization) for each in by_path[path]]:
            day = roster.day_of(sheet.rating_year.year)
            if stay.since <= day and (stay.until is None or stay.until > day):
                yield stay.member_id, sheet, stay.organization


def _upwards(organization: Organization) -> list[str]:
    return [*ancestor_paths(organization.path), organization.path]


def _looks_other(before: Member, after: Member, sheet: Sheet, led: InTime, is_cell: bool) -> bool:
    """Whether the check of the sheet sees another person: an office, less than six months, probation."""
    day = date(sheet.rating_year.year, 12, 31)
    leadership = led.on(roster.day_of(sheet.rating_year.year))
    if leadership.of(before.pk, before.position) != leadership.of(after.pk, after.position):
        return True
    return is_cell and (
        under_six_months(before.admitted_on, day) != under_six_months(after.admitted_on, day)
        or before.is_probationary(day) != after.is_probationary(day)
    )
