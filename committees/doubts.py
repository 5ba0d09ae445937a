"""What is unusual about a committee as it stands: said on its page, never refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext

from committees.models import Committee, Office
from members.models import Member, Membership
from organizations.models import Kind

# Charter of 2011, Art. 24: a cell with nine full members elects a cell committee, a smaller one secretary and deputy.
FULL_MEMBERS_FOR_A_CELL_COMMITTEE = 9
# From so many members on a grassroots committee has a standing board (Rule 232-QĐ/TW, and Charter, Art. 22).
MEMBERS_FOR_A_BOARD = 9


def doubts(committee: Committee, offices: Sequence[Office], on: date) -> Iterator[str]:
    """`offices`: those held on the day, with their members."""
    kinds = {Office.Kind(each.kind) for each in offices}
    if Office.Kind.SECRETARY not in kinds:
        yield gettext("No secretary is entered for this day.")
    yield from _of_a_cell(committee, kinds, on)
    yield from _of_seats(committee, offices)
    yield from _of_a_board(committee, offices)
    yield from _of_who_left(committee, offices, on)


def _of_a_cell(committee: Committee, kinds: set[Office.Kind], on: date) -> Iterator[str]:
    place = committee.organization
    if place.kind not in Kind.cells() or Office.Kind.COMMITTEE_MEMBER not in kinds:
        return
    full = Member.objects.belonging_to(place, on).filter(official_on__lte=on).count()
    if full < FULL_MEMBERS_FOR_A_CELL_COMMITTEE:
        sentence = gettext(
            "The cell has %(full)s full members. With fewer than %(least)s a cell elects a secretary and, where "
            "needed, a deputy, but no cell committee."
        )
        yield sentence % {"full": full, "least": FULL_MEMBERS_FOR_A_CELL_COMMITTEE}


def _of_seats(committee: Committee, offices: Sequence[Office]) -> Iterator[str]:
    for name, planned, actual in seats(committee, offices):
        if planned is not None and actual > planned:
            sentence = gettext("%(body)s: %(actual)s are entered, %(planned)s were planned.")
            yield sentence % {"body": name, "actual": actual, "planned": planned}


def _of_a_board(committee: Committee, offices: Sequence[Office]) -> Iterator[str]:
    members = {each.member_id for each in offices if each.kind in Office.Kind.leading()}
    has_board = any(each.kind == Office.Kind.BOARD_MEMBER for each in offices)
    if has_board and len(members) < MEMBERS_FOR_A_BOARD:
        sentence = gettext("A committee of fewer than %(least)s members usually elects no standing board.")
        yield sentence % {"least": MEMBERS_FOR_A_BOARD}


def _of_who_left(committee: Committee, offices: Sequence[Office], on: date) -> Iterator[str]:
    ids = {each.member_id for each in offices}
    here = Membership.objects.of(committee.organization, on).filter(member__in=ids)
    left = ids - set(here.order_by().values_list("member", flat=True))
    for name in dict.fromkeys(each.member.full_name for each in offices if each.member_id in left):
        sentence = gettext("%(name)s belongs here no longer. Enter the end of the office.")
        yield sentence % {"name": name}


def seats(committee: Committee, offices: Sequence[Office]) -> list[tuple[str, int | None, int]]:
    """Each body with its planned and its actual number; the secretary and deputies sit in committee and board."""

    def held(kinds: Sequence[Office.Kind]) -> int:
        return len({each.member_id for each in offices if each.kind in kinds})

    found = [(gettext("Committee"), committee.committee_seats, held(Office.Kind.leading()))]
    if committee.organization.kind in (Kind.ROOT, Kind.GRASSROOTS_COMMITTEE):
        found += [
            (gettext("Standing board"), committee.board_seats, held(Office.Kind.board())),
            (gettext("Inspection commission"), committee.commission_seats, held(Office.Kind.commission())),
        ]
    return found
