"""What a person sees of one member on a day: where they belonged, what happened, and up to when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from accounts.models import User
from members import standing
from members.models import LifeEvent, Member, Membership


@dataclass(frozen=True)
class Seen:
    """`stays` and `events` newest first. `until`: the day up to which the person may know, where it isn't today."""

    member: Member
    on: date
    stays: tuple[Membership, ...]
    events: tuple[LifeEvent, ...]
    in_force: tuple[LifeEvent, ...]
    until: date | None

    @property
    def current(self) -> Membership | None:
        return next((stay for stay in self.stays if stay.until is None or stay.until > self.on), None)

    @property
    def last_day(self) -> date:
        """What came later is neither told nor reckoned with."""
        return min(self.on, self.until) if self.until else self.on

    @property
    def ending(self) -> LifeEvent | None:
        """Of who belongs nowhere any more, as far as the person may know."""
        if self.current or not self.stays:
            return None
        last = self.stays[0].until
        return next(
            (each for each in self.events if each.kind in LifeEvent.Kind.endings() and each.happened_on == last), None
        )

    @property
    def has_moved_on(self) -> bool:
        return self.until is not None and self.until <= self.on

    @property
    def position(self) -> str:
        """Of today alone; what an organisation that was left would learn by it came later."""
        return "" if self.has_moved_on or self.on != timezone.localdate() else self.member.position

    @property
    def official_on(self) -> date | None:
        official = self.member.official_on
        return official if official and official <= self.last_day else None

    @property
    def probationary(self) -> bool:
        return self.member.is_probationary(self.last_day)


def seen(member: Member, user: User, on: date) -> Seen:
    stays = [*member.memberships.visible_to(user).select_related("organization")]
    until = _known_until(member, stays)
    events = member.events.visible_to(user).filter(happened_on__lte=on).select_related("organization", "host")
    in_force = standing.in_force(on).filter(member=member) if until is None else ()
    by_then = tuple(stay for stay in stays if stay.since <= on)
    return Seen(member, on, by_then, tuple(events), tuple(in_force), until)


def _known_until(member: Member, stays: list[Membership]) -> date | None:
    """The end of the last time here, where another followed that the person may not see."""
    if not stays or stays[0].until is None:
        return None
    later = member.memberships.filter(since__gt=stays[0].since)
    return stays[0].until if later.exists() else None
