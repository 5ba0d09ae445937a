"""The list of members: its columns, and who is on it."""

from __future__ import annotations

from datetime import date

from django.db.models import Case, Exists, OuterRef, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import NullIf
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.lists.alphabet import in_vietnamese
from accounts.lists.pages import list_page
from accounts.lists.ranks import by_words
from accounts.models import User
from accounts.permissions import Permission
from accounts.policy import Request
from accounts.trail.record import record
from members import rows, standing
from members.asked import PASSED, at, endings, found, stays_of
from members.filters import DayAsked, MemberFilter
from members.models import Member
from organizations.models import reach_of
from ui.components import Link
from ui.lists.columns import Column
from ui.lists.pages import ListPage
from ui.lists.spec import ListSpec
from ui.moments import day
from ui.numbers import format_integer

_PLACE, _CODE, _SINCE = "belongs__organization__path", "belongs__organization__code", "belongs__since"
RESTING = ("exempted", "suspended", "away", "guests")


def members_listed(request: Request) -> ListPage:
    user, today = request.user, timezone.localdate()
    return list_page(request, "members", spec_of(user, request.GET), lambda chosen: found(user, chosen, today))


def spec_of(user: User, asked: QueryDict) -> ListSpec:
    today, on = timezone.localdate(), DayAsked(asked).day()
    return ListSpec(
        title=_("Party members"),
        columns=_columns(user, on, today, asked.get("status", "")),
        form=lambda asked: MemberFilter(asked, by=user),
        counted=lambda count: (
            ngettext("%(total)s member", "%(total)s members", count) % {"total": format_integer(count)}
        ),
        usual="name",
        views=((_("Current members"), ""), (_("On probation for more than 12 months"), "status=overdue")),
        search_hint=_("Name, number or year of birth; marks are not needed"),
        nothing=_("No member fits this filter"),
        nothing_hint=_(
            "The name may be typed with or without marks. Try the given name alone, or another organisation."
        ),
        none_yet=_("No member is entered yet"),
        begin=[Link(gettext("Add a member"), reverse("members:enter"))] if user.holds(Permission.EDIT_MEMBERS) else (),
        download=reverse("members:download"),
        about="" if on == today else _as_of(on),
    )


def _as_of(on: date) -> str:
    sentence = gettext("Party members on %(day)s; only the list of today can be brought in again")
    return sentence % {"day": day(on)}


def _columns(user: User, on: date, today: date, status: str) -> tuple[Column, ...]:
    seen = reach_of(user, Permission.VIEW_MEMBERS, _PLACE)
    place, code, since = (Case(When(seen, then=each)) for each in (_PLACE, _CODE, _SINCE))
    gone, rests = status in PASSED, status in RESTING
    of_today = on == today
    organization = _("Party organisation") if of_today else _("Party organisation on that day")
    its_code = _("Code of the organisation") if of_today else _("Code of the organisation on that day")
    until = Subquery(stays_of(user, on).filter(member=OuterRef("pk")).order_by("-since").values("until")[:1])
    official = Case(
        When(Exists(stays_of(user, on).filter(member=OuterRef("pk")).filter(at(on, today))), then="official_on")
    )
    active = Case(When(pk__in=standing.resting(on).values("member"), then=0), default=1)
    return (
        Column("name", _("Full name"), "full_name", ("sort_key",), link=rows.url, width=30),
        Column("number", _("Number"), "code", ("code",), kept=True, width=12),
        Column("birth", _("Date of birth"), "birth_date", ("birth_date",)),
        Column("sex", _("Sex"), "get_sex_display", (_by_sex(),), usual=False, card="no", width=8),
        Column("position", _("Position"), lambda row: rows.position(row, on), (_position(),), usual=False, width=26),
        Column(
            "organization", organization, lambda row: rows.place(row, on), (place,), html=rows.place_apart(on), width=50
        ),
        Column("code", its_code, lambda row: rows.codes(row, on), (code,), usual=False, kept=True, card="no"),
        Column("since", _("Belongs here since"), rows.since, (since,), usual=gone, card="no"),
        Column(
            "until", _("Belonged here until"), lambda row: rows.until(row, on), (until,), usual=gone, card="labelled"
        ),
        Column("left", _("Left by"), rows.left, (_kinds(user, on),), usual=gone, card="no", width=24),
        Column("admitted", _("Admitted on"), "admitted_on", ("admitted_on",), card="no"),
        Column(
            "official",
            _("Full member since"),
            lambda row: rows.official_on(row, on),
            (official,),
            usual=False,
            card="no",
        ),
        Column("status", _("Status"), lambda row: rows.status(row, on), (_rank(on),), card="no", width=20),
        Column("activity", _("Activity"), rows.activity, (active,), usual=rests, card="labelled", width=30),
        Column(
            "badge",
            _("Next badge"),
            lambda row: rows.badge(row, on),
            ("counted_from",),
            usual=status == "badge",
            width=26,
        ),
    )


def _position() -> Combinable:
    """Who holds none comes last."""
    return in_vietnamese(NullIf("position", Value("")))


def _by_sex() -> Case:
    return by_words("sex", Member.Sex.choices)


def _kinds(user: User, on: date) -> Subquery:
    gone = endings(user, on).filter(member=OuterRef("pk"))
    return Subquery(gone.order_by("-happened_on", "-pk").values("kind")[:1])


def _rank(today: date) -> Case:
    return Case(When(official_on__lte=today, then=0), default=1)


def note_download(*, rows: int, asked: str, by: User) -> None:
    """A list left the portal: how many rows, by which filter."""
    record(by=by, verb="members.download", target=by, rows=rows, filter=asked)
