"""What becomes of differences: the file's value is taken by the deed that corrects a member, or ours stays."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from accounts.models import User
from accounts.trail.record import record
from exchange.rows import batched
from members import deeds
from members.deeds import FACTS, fingerprint
from members.forms import MemberCorrectForm
from members.models import Difference, DifferenceQuerySet, Member, Reconciliation
from members.reconciling.words import DAYS, plain, told
from ui.refusals import Refused, Stale

State = Difference.State
AT_ONCE = 5_000
# Each value that is taken is a deed with all its checks; so many at once answer in seconds.
MOST = 100
# Questions of the page where facts are corrected: nobody is there to answer them.
ASKED = {"confirmed", "foreseen"}


class Settled(NamedTuple):
    done: int
    refused: int


@transaction.atomic
def take(*, differences: DifferenceQuerySet, by: User) -> Settled:
    """The file's value of each fact, in one order for all who come at the same moment.

    Of more than MOST the first are taken. Each is in a savepoint of its own: what is refused stays open and says why.
    """
    done, refused = 0, 0
    for each in differences.order_by("member", "pk")[:MOST]:
        try:
            with transaction.atomic():
                _take(each, by)
            done += 1
        except ValidationError as error:
            refused += 1
            Difference.objects.open().filter(pk=each.pk).update(refusal=" ".join(error.messages))
    return Settled(done, refused)


@transaction.atomic
def keep(*, reconciliation: Reconciliation, differences: DifferenceQuerySet, note: str, by: User) -> Settled:
    """As it is here."""
    asked = [*differences.order_by("pk").values_list("pk", flat=True)]
    done = sum(
        reconciliation.differences.open().filter(pk__in=some).update(**_settled(State.LEFT, by, note))
        for some in batched(asked, AT_ONCE)
    )
    if done:
        record(by=by, verb="members.differences_left", target=reconciliation, reason=note, differences=done)
    return Settled(done, len(asked) - done)


def _take(each: Difference, by: User) -> None:
    if each.kind != Difference.Kind.FACT:
        raise Refused(gettext("This is settled on the page of the member, because it has a decision."))
    _close(each, by)
    member = Member.objects.editable_by(by).filter(pk__in=[each.member_id]).first()
    if member is None:
        raise Refused(gettext("This member no longer belongs where you keep the register."))
    now = plain(getattr(member, each.fact))
    if now == each.theirs:
        return
    if now != each.ours:
        sentence = gettext("Meanwhile %(now)s stands here. Look at it, and compare the list again.")
        raise Refused(sentence % {"now": told(each.fact, now) or gettext("nothing")})
    _correct(member, each, by)


def _correct(member: Member, each: Difference, by: User) -> None:
    """With every check of the page where facts are corrected; what it would ask about is decided there."""
    seen = fingerprint(member)
    typed = {name: _typed(name, getattr(member, name)) for name in FACTS}
    typed |= {each.fact: told(each.fact, each.theirs) if each.fact in DAYS else each.theirs, "seen": seen}
    form = MemberCorrectForm(typed, instance=Member.objects.get(pk=member.pk))
    if not form.is_valid():
        sentences = [str(sentence) for told_at in form.errors.values() for sentence in told_at]
        mend = [gettext("Correct it on the page of the member.")] if ASKED & form.errors.keys() else []
        raise Refused(*sentences, *mend)
    try:
        deeds.correct(member=member, facts=form.facts(), seen=seen, by=by)
    except Stale:
        raise Refused(gettext("Somebody corrected this member at this moment. Compare the list again.")) from None


def _typed(name: str, value: Any) -> str:
    return told(name, value.isoformat()) if isinstance(value, date) else str(value or "")


def _close(each: Difference, by: User) -> None:
    if not Difference.objects.open().filter(pk=each.pk).update(**_settled(State.SETTLED, by)):
        raise Refused(gettext("Somebody settled this already. Load the page again."))


def _settled(state: str, by: User, note: str = "") -> dict[str, Any]:
    return {"state": state, "settled_by": by, "settled_at": timezone.now(), "note": note, "refusal": ""}


def entered(row: Difference, member: Member, by: User) -> None:
    """Who stood in the file only is on the list now."""
    _close(row, by)
    Difference.objects.filter(pk=row.pk).update(member=member)
