"""Members who may be one person, as a list."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.lists.pages import list_page
from accounts.lists.ranks import by_words
from accounts.models import User
from accounts.policy import Request
from members.models import Likeness, Member, Membership
from organizations.namesakes import named_apart, under
from ui.forms import PlainLineField
from ui.lists.columns import Column
from ui.lists.filters import ListFilter
from ui.lists.pages import ListPage
from ui.lists.spec import ListSpec
from ui.numbers import format_integer

OPEN = Likeness.State.OPEN.value


class LikenessFilter(ListFilter):
    q = PlainLineField(label=_("Name, number or year of birth"), required=False, max_length=120)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *Likeness.State.choices])


def likenesses_listed(request: Request) -> ListPage:
    path = reverse("members:likenesses")
    return list_page(request, "likenesses", _spec(), lambda chosen: found(request.user, chosen), path=path)


def _spec() -> ListSpec:
    return ListSpec(
        title=_("Perhaps the same person"),
        columns=_columns(),
        form=LikenessFilter,
        counted=lambda count: ngettext("%(total)s pair", "%(total)s pairs", count) % {"total": format_integer(count)},
        usual="-found",
        views=((_("All"), ""), (_("Not looked at yet"), f"state={OPEN}")),
        search_hint=_("Name, number or year of birth; marks are not needed"),
        nothing=_("There are no two records of one name and birth date"),
        nothing_hint=_("Two records that are written differently are put together from the member's page."),
        download=reverse("members:likenesses_download"),
    )


def _columns() -> tuple[Column, ...]:
    states = by_words("state", Likeness.State.choices)
    return (
        Column("name", _("Full name"), _name, ("one__sort_key",), link=_url, width=30),
        Column("birth", _("Date of birth"), _born, ("one__birth_date",)),
        Column("one", _("One number"), lambda pair: pair.one.code, ("one__code",), kept=True, width=12),
        Column("one_at", _("belongs to"), lambda pair: _place(pair.one), ("one_path",), card="labelled", width=46),
        Column("other", _("The other number"), lambda pair: pair.other.code, ("other__code",), kept=True, width=12),
        Column(
            "other_at",
            _("the other belongs to"),
            lambda pair: _place(pair.other),
            ("other_path",),
            card="labelled",
            width=46,
        ),
        Column("state", _("State"), "get_state_display", (states,), width=20),
        Column("found", _("Found at"), "found_at", ("found_at", "pk"), usual=False, card="no"),
    )


def _name(pair: Likeness) -> str:
    return pair.one.full_name


def _born(pair: Likeness) -> date:
    return pair.one.birth_date


def _url(pair: Likeness) -> str:
    return f"{reverse('members:merge', args=[pair.one_id])}?other={pair.other.code}"


def _place(member: Any) -> str:
    return "; ".join(map(named_apart, member.current)) or gettext("no longer on the list")


def found(user: User, chosen: dict[str, Any]) -> QuerySet[Likeness]:
    pairs = Likeness.objects.visible_to(user)
    if chosen["state"]:
        pairs = pairs.filter(state=chosen["state"])
    if text := chosen["q"]:
        pairs = pairs.filter(one__in=Member.objects.matching(text).values("pk"))
    current = Membership.objects.visible_to(user).filter(until=None).select_related("organization")
    current = current.annotate(under=under("organization__"))
    paths = {f"{end}_path": Subquery(_path(user, end)) for end in ("one", "other")}
    places = [Prefetch(f"{end}__memberships", current, to_attr="current") for end in ("one", "other")]
    return pairs.alias(**paths).select_related("one", "other").prefetch_related(*places)


def _path(user: User, end: str) -> QuerySet[Any, Any]:
    current = Membership.objects.visible_to(user).filter(until=None, member=OuterRef(end))
    return current.values("organization__path")[:1]
