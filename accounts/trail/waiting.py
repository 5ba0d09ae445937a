"""What the trail of the last days says, as far as the person may read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from accounts.models import AuditEventQuerySet, User
from accounts.permissions import Permission
from accounts.trail.lists import events_from
from accounts.trail.record import verb_words
from accounts.trail.words import TrailLine, line
from ui.components import Link
from ui.moments import day, moment
from ui.waiting import Group, Task

SHOWN = 5
DAYS, DAYS_OF_ROLES = 7, 30
REFUSED = ("user.sign_in_failed", "user.sign_in_throttled")
ABOUT_ROLES = Q(target_type="organizations.assignment") | Q(verb__in=("user.add", "user.enable", "user.disable"))
TAKEN_HOME = Q(verb__endswith=".download")


@dataclass(frozen=True)
class Lately:
    """The lines that a person may read, from a day on."""

    events: AuditEventQuerySet
    since: date

    @classmethod
    def of(cls, user: User, days: int) -> Lately:
        since = timezone.localdate() - timedelta(days=days)
        return cls(events_from(user, since), since)

    def url(self, verb: str = "") -> str:
        asked = {"verb": verb, "since": day(self.since)} if verb else {"since": day(self.since)}
        return f"{reverse('accounts:audit')}?{urlencode(asked)}"


def trail_waiting(user: User) -> Iterator[Group]:
    """Whoever keeps accounts reads of roles and of doors that stayed shut; who audits, also of all that was done."""
    if not user.holds(Permission.VIEW_AUDIT):
        return
    week = Lately.of(user, DAYS)
    if user.audits:
        yield _by_kind(week)
    yield _refused(week)
    yield _roles(Lately.of(user, DAYS_OF_ROLES))
    if user.audits:
        yield _taken_home(week)


def _refused(week: Lately) -> Group:
    events = week.events.filter(verb__in=REFUSED).order_by()
    names = events.values("target_label", "target_type").annotate(count=Count("pk"), last=Max("at"))
    tasks = [
        Task(
            name["target_label"],
            "",
            _tries(name["count"]),
            gettext("last %(moment)s") % {"moment": moment(name["last"])},
        )
        for name in names.order_by("-count", "-last")[:SHOWN]
    ]
    return Group(
        gettext("Sign-ins refused in 7 days"),
        tasks,
        note="" if tasks else gettext("No sign-in was refused."),
        links=[Link(gettext("All refused sign-ins"), week.url(REFUSED[0]))] if tasks else (),
    )


def _tries(count: int) -> str:
    return ngettext("%(count)s time", "%(count)s times", count) % {"count": count}


def _roles(month: Lately) -> Group:
    tasks = _deeds(month, ABOUT_ROLES)
    note = "" if tasks else gettext("No role and no account changed.")
    return Group(gettext("Roles and accounts changed in 30 days"), tasks, note=note)


def _taken_home(week: Lately) -> Group:
    """Lists and files that left the portal."""
    tasks = _deeds(week, TAKEN_HOME)
    note = "" if tasks else gettext("Nothing was downloaded.")
    return Group(gettext("Downloads of 7 days"), tasks, note=note)


def _deeds(lately: Lately, which: Q) -> list[Task]:
    events = lately.events.filter(which).select_related("actor")[:SHOWN]
    told = [(line(event), event.data.get("rows")) for event in events]
    return [Task(f"{deed.who}: {deed.action}", "", _on(deed, rows), moment(deed.at)) for deed, rows in told]


def _on(deed: TrailLine, rows: int | None) -> str:
    """Nothing where people did something with themselves; of a list, how many rows it had."""
    if rows is not None:
        return ngettext("%(count)s row", "%(count)s rows", rows) % {"count": rows}
    return "" if deed.target == deed.who else deed.target


def _by_kind(week: Lately) -> Group:
    kinds = week.events.order_by().values_list("verb").annotate(count=Count("pk")).order_by("-count", "verb")
    tasks = [
        Task(capfirst(str(verb_words().get(verb, verb))), week.url(verb), when=_tries(count))
        for verb, count in kinds[:SHOWN]
    ]
    return Group(
        gettext("Done most in 7 days"),
        tasks,
        note="" if tasks else gettext("Nothing has been done."),
        links=[Link(gettext("All actions of these days"), week.url())],
    )
