"""The organisations that a figure adds up, as a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import User
from organizations.models import Organization, Sector
from ratings.summary.cells import rounded
from reports.dashboard.chosen import Chosen
from reports.dashboard.filters import PROVISIONAL, SharesFilter
from reports.indicators.definitions import OfProvince, Tallied, Unit
from reports.scorecard import records, wording
from reports.scorecard.records import Share
from ui.lists.columns import Column
from ui.lists.spec import ListSpec
from ui.numbers import format_integer, format_percent
from ui.vietnamese import collation_key


def shares_spec(chosen: Chosen) -> ListSpec:
    return ListSpec(
        title=_("By organisation"),
        about=chosen.title,
        columns=_columns(chosen),
        form=lambda asked: SharesFilter(asked, line=chosen.line),
        counted=lambda count: (
            ngettext("%(total)s organisation", "%(total)s organisations", count) % {"total": format_integer(count)}
        ),
        search_hint=_("Name or code; marks are not needed"),
        nothing=_("No organisation is like that"),
        download=chosen.download,
    )


def _columns(chosen: Chosen) -> tuple[Column, ...]:
    return (
        Column("name", _("Party organisation"), _name, by=_name_key, link=lambda each: _url(chosen, each), width=46),
        Column("code", _("Code"), lambda each: each.organization.code, by=_code, usual=False, kept=True, card="no"),
        *([Column("year", _("Year"), "year", by=lambda each: each.year, **_NUMBER)] if chosen.is_mean else ()),
        Column(
            "counted", _("Counted"), "numerator", by=lambda each: each.numerator, **_NUMBER, **_sum(chosen, _numerator)
        ),
        *(_whole(chosen) if isinstance(chosen.source, Tallied) else ()),
        Column("state", _("State"), _state, by=lambda each: each.waiting, width=26),
    )


_NUMBER: dict[str, Any] = {"number": True, "card": "labelled", "width": 12}


def _whole(chosen: Chosen) -> tuple[Column, ...]:
    added = _sum(chosen, _denominator)
    whole = Column("whole", _("Out of"), "denominator", by=lambda each: each.denominator, **_NUMBER, **added)
    if chosen.line.unit is not Unit.PERCENT:
        return (whole,)
    share = Column(
        "share",
        _("Share"),
        lambda each: rounded(each.value),
        by=lambda each: each.value,
        html=lambda each: format_percent(each.value),
        total=lambda shares: _together(chosen, shares),
        **_NUMBER,
    )
    return (whole, share)


def _sum(chosen: Chosen, of: Callable[[Sequence[Share]], int]) -> dict[str, Any]:
    """None where each one's own share counts the same, however large it is."""
    return {} if chosen.is_mean else {"total": of}


def _name(share: Share) -> str:
    return share.organization.name


def _name_key(share: Share) -> str:
    return collation_key(share.organization.name)


def _code(share: Share) -> str:
    return share.organization.code


def _url(chosen: Chosen, share: Share) -> str:
    """The sheet that was counted; over several years, the organisation."""
    if year := share.year or (chosen.years[0] if len(chosen.years) == 1 else None):
        return reverse("ratings:sheet", args=[year, share.organization.pk])
    return share.organization.get_absolute_url()


def _state(share: Share) -> str:
    if not share.waiting:
        return str(_("approved"))
    words = ngettext("provisional, %(number)s sheet waits", "provisional, %(number)s sheets wait", share.waiting)
    return words % {"number": format_integer(share.waiting)}


def _numerator(shares: Sequence[Share]) -> int:
    return sum(share.numerator for share in shares)


def _denominator(shares: Sequence[Share]) -> int:
    return sum(share.denominator or 0 for share in shares)


def _together(chosen: Chosen, shares: Sequence[Share]) -> str:
    value = _mean(shares) if chosen.is_mean else chosen.line.unit.value_of(_numerator(shares), _denominator(shares))
    return "" if value is None else wording.shown(value, chosen.line.unit, chosen.bound)


def _mean(shares: Sequence[Share]) -> Fraction | None:
    values = [share.value for share in shares if share.value is not None]
    return sum(values, Fraction(0)) / len(values) if values else None


def shares_found(chosen: Chosen, asked: dict[str, Any], user: User) -> list[Share]:
    """Those to look at first come first."""
    found = _shares(chosen, user, asked["sector"])
    if asked["state"]:
        found = [share for share in found if bool(share.waiting) is (asked["state"] == PROVISIONAL)]
    return _named(found, asked["q"]) if asked["q"] else found


def _shares(chosen: Chosen, user: User, sector: Sector | None) -> list[Share]:
    source = chosen.source
    assert isinstance(source, Tallied | OfProvince)
    if chosen.is_mean and isinstance(source, Tallied):
        return records.own_shares(chosen.line.indicator, source, chosen.years, chosen.organization, user, sector)
    return records.shares(chosen.line.indicator, source, chosen.years, chosen.organization, user, sector)


def _named(found: list[Share], text: str) -> list[Share]:
    those = Organization.objects.filter(pk__in=[share.organization.pk for share in found])
    named = set(those.matching(text).values_list("pk", flat=True))
    return [share for share in found if share.organization.pk in named]
