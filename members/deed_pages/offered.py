"""Which deeds there are, each with its form and action, and which of them fit how a member stands today."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from members import deeds
from members.deed_pages import forms, forms_away, forms_probation
from members.models import Deed, LifeEvent, Member
from members.resting import resting_and_away

Kind = LifeEvent.Kind


@dataclass(frozen=True)
class Standing:
    """`ending`: by which somebody left who belongs nowhere today."""

    belongs: bool
    on_probation: bool
    is_resting: bool
    is_away: bool
    ending: LifeEvent | None


Fits = Callable[[Standing], bool]


@dataclass(frozen=True)
class DeedPage:
    """`usual`: a button of its own on the member's page; `lasts`: it holds from its day on, as a membership does.

    `waits_as`: what it is while it waits for its day, or for the receiver (members.offers).
    """

    code: str
    title: str | Promise
    done: str | Promise
    form: type[forms.DayForm]
    act: Callable[..., Member]
    fits: Fits
    usual: bool = False
    lasts: bool = False
    waits_as: Deed.Kind | None = None

    def url(self, member: Member) -> str:
        if self.code in OWN_ADDRESS:
            return reverse(f"members:{self.code}", args=[member.pk])
        return reverse("members:do", args=[member.pk, self.code])


class Offered(NamedTuple):
    title: str | Promise
    url: str


class OfferedDeeds(NamedTuple):
    usual: list[Offered]
    seldom: list[Offered]


# These had an address before there were others.
OWN_ADDRESS = ("transfer", "recognize", "end")


def _belongs(standing: Standing) -> bool:
    return standing.belongs


def _on_probation(standing: Standing) -> bool:
    return standing.belongs and standing.on_probation


def _comes_by(kind: LifeEvent.Kind) -> Fits:
    return lambda standing: standing.ending is not None and deeds.WAY_BACK.get(Kind(standing.ending.kind)) == kind


PAGES = (
    DeedPage(
        "recognize",
        _("Recognise as full member"),
        _("The recognition is entered."),
        forms_probation.RecognizeForm,
        deeds.recognize,
        _on_probation,
        usual=True,
        waits_as=Deed.Kind.RECOGNIZE,
    ),
    DeedPage(
        "transfer",
        _("Transfer to another organisation"),
        _("The member is transferred."),
        forms.TransferForm,
        deeds.transfer,
        _belongs,
        usual=True,
        lasts=True,
        waits_as=Deed.Kind.TRANSFER,
    ),
    DeedPage(
        "return",
        _("Return under the old number"),
        _("The member is on the list again."),
        forms.ReturnForm,
        partial(deeds.come_again, kind=Kind.RETURNED),
        _comes_by(Kind.RETURNED),
        usual=True,
        lasts=True,
    ),
    DeedPage(
        "restore",
        _("Restore to the Party"),
        _("The member is on the list again."),
        forms.ComeAgainForm,
        partial(deeds.come_again, kind=Kind.RESTORED),
        _comes_by(Kind.RESTORED),
        usual=True,
        lasts=True,
    ),
    DeedPage(
        "extend",
        _("Make the probation longer"),
        _("The longer probation is entered."),
        forms_probation.ExtendForm,
        deeds.extend,
        _on_probation,
    ),
    DeedPage(
        "refuse",
        _("Refuse full membership"),
        _("The refusal is entered. The removal is a decision of its own."),
        forms_probation.RefuseForm,
        deeds.refuse,
        _on_probation,
    ),
    DeedPage(
        "depart",
        _("Transfer to outside"),
        _("The member is off the list; the records stay."),
        forms.DepartForm,
        deeds.depart,
        _belongs,
        lasts=True,
    ),
    DeedPage(
        "lend",
        _("Temporary activity elsewhere"),
        _("The temporary activity is entered. The own cell goes on counting the member."),
        forms_away.LendForm,
        deeds.lend,
        lambda standing: standing.belongs and not standing.is_away,
    ),
    DeedPage(
        "come-back",
        _("Back from temporary activity"),
        _("The return to the own cell is entered."),
        forms.DayForm,
        deeds.come_back,
        lambda standing: standing.belongs and standing.is_away,
    ),
    DeedPage(
        "rest",
        _("Exempt or suspend"),
        _("It is entered. The member stays on the list."),
        forms_away.RestForm,
        deeds.rest,
        lambda standing: standing.belongs and not standing.is_resting,
    ),
    DeedPage(
        "resume",
        _("Active again"),
        _("It is entered that the member is active again."),
        forms.DayForm,
        deeds.resume,
        lambda standing: standing.belongs and standing.is_resting,
    ),
    DeedPage(
        "end",
        _("Take off the list"),
        _("The member is off the list; the records stay."),
        forms.EndForm,
        deeds.end,
        _belongs,
        lasts=True,
        waits_as=Deed.Kind.LEAVE,
    ),
)
BY_CODE = {page.code: page for page in PAGES}


def standing_of(member: Member) -> Standing:
    today = timezone.localdate()
    belongs = member.memberships.filter(until=None).exists()
    resting, away = resting_and_away([member.pk], today)
    ending = None if belongs else deeds.ending_of(member)
    return Standing(belongs, member.official_on is None, bool(resting), bool(away), ending)


def offered_for(member: Member) -> OfferedDeeds:
    standing = standing_of(member)
    fitting = [page for page in PAGES if page.fits(standing)]
    usual, seldom = (
        [Offered(page.title, page.url(member)) for page in fitting if page.usual is usual] for usual in (True, False)
    )
    return OfferedDeeds(usual, seldom)
