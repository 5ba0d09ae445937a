"""What comes next in a member's Party life."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext

from members.badges.reckoning import next_badge
from members.days import a_year_after
from members.lives import Milestone, Told
from members.models import LifeEvent
from members.seen import Seen
from ui.moments import day


def milestones(seen: Seen, told: Iterable[Told], today: date) -> list[Milestone]:
    """Of who belongs here today."""
    if seen.current is None or seen.on != today:
        return []
    own = [each for each in (_probation(seen, today), _badge(seen, today)) if each]
    return sorted([*own, *(each for one in told for each in one.milestones)], key=lambda each: each.on or today)


def _probation(seen: Seen, today: date) -> Milestone | None:
    if not seen.probationary:
        return None
    longer = [each.until for each in seen.events if each.kind == LifeEvent.Kind.EXTENDED and each.until]
    complete = max([a_year_after(seen.member.admitted_on), *longer])
    words = gettext("on %(day)s") if complete >= today else gettext("was due on %(day)s")
    return Milestone(gettext("End of probation"), words % {"day": day(complete)}, complete, late=complete < today)


def _badge(seen: Seen, today: date) -> Milestone | None:
    if not seen.official_on:
        return None
    admission = seen.member.events.admissions().first()
    badge = next_badge(admission.happened_on if admission else seen.member.admitted_on, today)
    if badge is None:
        return None
    title = gettext("Badge of %(years)s years in the Party") % {"years": badge.years}
    words = gettext("complete on %(day)s; to be given on %(batch)s")
    return Milestone(title, words % {"day": day(badge.reached_on), "batch": day(badge.batch)}, badge.reached_on)
