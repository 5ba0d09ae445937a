"""What would become of each row: what stands already, what its deed would do, or wrong and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils.translation import gettext

from accounts.models import User
from exchange.kinds import Difference, Judged, Outcome, Row, Scope
from members.events.importing.comparing import refuse_other_words
from members.events.importing.meant import Meant
from members.events.importing.plans import COMES, DEEDS, Plan
from members.events.importing.reading import Reading, Sent
from members.events.importing.rehearsing import Rehearsed, rehearse
from members.events.importing.stored import Events
from members.importing.late import Late
from members.importing.stored import Known
from members.models import LifeEvent
from organizations import closed_days
from ui.numbers import format_integer

Kind = LifeEvent.Kind
# Each is rehearsed by itself, with all that follows from it: so many are a matter of a minute.
MOST = 1_000


def judge(rows: Iterable[Row], scope: Scope, by: User) -> Iterator[Judged]:
    """Gone through twice: what is to be done is rehearsed whole before the first row is answered."""
    judging = Judging(scope, by)
    for row in rows:
        judging.gather(row)
    judging.rehearse()
    return (judging.judged(row) for row in rows)


class Judging:
    def __init__(self, scope: Scope, by: User):
        self.by, self.reading, self.events, self.late = by, Reading(), Events(scope), Late(scope)
        self.meant = Meant(scope)
        self.planned: dict[int, Plan] = {}
        self.first: dict[tuple[int, str, str], int] = {}
        self.rehearsed: dict[int, Rehearsed] = {}

    def gather(self, row: Row) -> None:
        sent = self.reading.sent(row)
        known = self.meant.member(sent)
        if known and sent.kind and sent.on:
            self.first.setdefault((known.pk, sent.kind, sent.on.isoformat()), sent.number)
        if known and not self._stands(sent, known):
            plan = self._plan(sent, known)
            if plan and not sent.cells.problems and len(self.planned) < MOST:
                self.planned[sent.number] = plan

    def rehearse(self) -> None:
        self.rehearsed = rehearse(self.planned, self.by)

    def judged(self, row: Row) -> Judged:
        sent = self.reading.sent(row)
        known = self.meant.member(sent)
        if known is None:
            return _wrong(sent, sent.person.label)
        label, url = _label(sent, known), reverse("members:detail", args=[known.pk])
        if event := self.events.standing(known.pk, sent.kind, sent.on):
            self._refuse_twice(sent, known)
            refuse_other_words(sent, known, event)
            return (
                _wrong(sent, label, url) if sent.cells.problems else Judged(sent.number, Outcome.SAME, label, url=url)
            )
        if self._is_told_by_its_departure(sent, known):
            return Judged(sent.number, Outcome.SAME, label, url=url)
        return self._new(sent, known, label, url)

    def _stands(self, sent: Sent, known: Known) -> bool:
        stands = self.events.standing(known.pk, sent.kind, sent.on)
        return stands is not None or self._is_told_by_its_departure(sent, known)

    def _is_told_by_its_departure(self, sent: Sent, known: Known) -> bool:
        """Of a move inside a list has both ends, and one of them is enough to bring it in."""
        if sent.kind != Kind.TRANSFERRED_IN or sent.on is None:
            return False
        return (known.pk, Kind.TRANSFERRED_OUT.value, sent.on.isoformat()) in self.first

    def _refuse_twice(self, sent: Sent, known: Known) -> None:
        key = (known.pk, sent.kind, sent.on.isoformat() if sent.on else "")
        if (at := self.first.get(key, sent.number)) != sent.number:
            sentence = gettext("The same stands in row %(row)s") % {"row": at}
            sent.cells.wrong("kind", sentence, gettext("Leave one of the two rows"))

    def _plan(self, sent: Sent, known: Known) -> Plan | None:
        """With what is wrong told in the row's cells."""
        self._refuse_twice(sent, known)
        if not sent.kind or sent.on is None:
            return None
        url = reverse("members:detail", args=[known.pk])
        if sent.kind not in DEEDS:
            _refuse_entry(sent, url)
            return None
        self.meant.refuse_strangers(sent, known, comes=sent.kind in COMES, url=url)
        for column in DEEDS[sent.kind].needs:
            if not sent.row.get(column):
                sent.cells.missing(column)
        place = self.meant.place(sent)
        return Plan(
            member=known.pk,
            kind=sent.kind,
            on=sent.on.isoformat(),
            effective=sent.effective.isoformat() if sent.effective else None,
            until=sent.until.isoformat() if sent.until else None,
            decision=sent.decision,
            place=place.pk if place else None,
            elsewhere="" if place else sent.other,
            beyond="" if place else sent.beyond,
            note=sent.note,
        )

    def _new(self, sent: Sent, known: Known, label: str, url: str) -> Judged:
        plan, found = self._plan(sent, known), self.rehearsed.get(sent.number)
        if plan and found:
            sent.cells.problems.extend(found.problems)
        elif plan and not sent.cells.problems:
            sentence = gettext("A file brings in at most %(most)s events that are new") % {"most": format_integer(MOST)}
            sent.cells.wrong("kind", sentence, gettext("Bring in the rest by a file of its own, after this one"))
        if sent.cells.problems or plan is None or found is None:
            return _wrong(sent, label, url)
        told = [Difference("kind", "", each) for each in found.foreseen]
        years = self._late(plan, known)
        if years:
            told.append(Difference("on", "", closed_days.told_of_row(years)))
        notes = (closed_days.LATE,) if years else ()
        return Judged(sent.number, Outcome.NEW, label, (), tuple(told), plan._asdict(), url, notes)

    def _late(self, plan: Plan, known: Known) -> set[int]:
        place = plan.place if plan.kind in COMES else known.place
        if place is None:
            return set()
        lasts = plan.kind in (*Kind.endings(), *COMES)
        return self.late.years_of({"place": place, "exempted": plan.on, "since": plan.on if lasts else None})


def _refuse_entry(sent: Sent, url: str) -> None:
    """Who comes has facts of their own, and a move has two ends."""
    if sent.kind == Kind.TRANSFERRED_IN:
        sentence = gettext("An arrival is not brought in by itself")
        mend = gettext(
            "Of a move inside write “Transferred out” with the receiver's code; others come with the members"
        )
        sent.cells.wrong("kind", sentence, mend, url)
    else:
        sentence = gettext("An admission is not brought in by itself")
        sent.cells.wrong("kind", sentence, gettext("New members come with the file of members"), url)


def _label(sent: Sent, known: Known) -> str:
    kind = str(Kind(sent.kind).label) if sent.kind else ""
    return ": ".join(filter(None, (known.label, kind)))


def _wrong(sent: Sent, label: str, url: str = "") -> Judged:
    return Judged(sent.number, Outcome.ERROR, label, tuple(sent.cells.problems), url=url)
