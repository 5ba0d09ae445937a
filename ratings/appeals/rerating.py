"""A level on an approved sheet is cancelled and set anew by a decision of its own.

The sheet stays approved; its tallies get a new edition, and those before it stay.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from accounts.trail.record import record
from ratings import findings
from ratings.appeals.excess import said
from ratings.appeals.standing import Standing, rows_of, standing
from ratings.approval import readiness
from ratings.approval.days import not_before_approval
from ratings.approval.interest import conflict_of_interest
from ratings.counts import measures
from ratings.levels import Level, NotRatedReason
from ratings.models import Appeal, RatingYear, Rerating, Sheet
from ratings.notices import appeals as notices
from ratings.register import freezing
from ratings.sheets.entry import OWN, Changes, Row, changes, member_id_of, stored
from ratings.sheets.saving import claim, take_over, write
from ratings.transitions import TABLE, Transition, refusal
from ui import frozen
from ui.refusals import Refused, need
from ui.seen import plain
from ui.vietnamese import nfc, nfc_lines


class Decision(NamedTuple):
    number: str
    decided_on: date
    reason: str

    @property
    def cleaned(self) -> Decision:
        return Decision(nfc(self.number), self.decided_on, nfc_lines(self.reason))


@transaction.atomic
def rerate(
    *,
    sheet: Sheet,
    version: int,
    row: str,
    new: Standing,
    decision: Decision,
    by: User,
    cause: str = "",
    scores: Row | None = None,
    appeal: Appeal | None = None,
) -> Rerating:
    """`row` is a key of ratings.sheets.entry; `cause` goes with "not completed" alone; `scores` are the points and
    tasks that the level rests on now."""
    need(decision.number, gettext("Write the number of the decision."))
    need(decision.reason, gettext("Write why it is rated again."))
    if why_not := refusal(sheet, Transition.RERATE, by):
        raise Refused(why_not)
    not_before_approval(sheet, decision.decided_on)
    rule = TABLE[Transition.RERATE]
    rating_year = freezing.held(sheet.rating_year_id)
    claimed = claim(sheet, version, rule.sources, year_states=rule.year_states)
    old = standing(sheet, row)
    need_no_interest(sheet, row, by)
    changed = _set(
        sheet, row, old, {**new.row(sheet, row), **_beside(sheet, row, new, cause, decision), **(scores or {})}
    )
    made = _made(sheet, claimed["version"], row, old, new, decision.cleaned, by, appeal)
    measures.freeze(sheet, made.version)
    _fix(rating_year, made, by)
    take_over(sheet, claimed)
    _tell(made, changed, by)
    return made


def need_no_interest(sheet: Sheet, row: str, by: User) -> None:
    if barred := conflict_of_interest(sheet, [rows_of(sheet).get(row, "")], by):
        raise Refused(barred)


def _beside(sheet: Sheet, row: str, new: Standing, cause: str, decision: Decision) -> Row:
    """The cause of "not completed", and in the note the other reason why there is no level."""
    if new.reason and new.reason not in NotRatedReason.fitting(of_member=row != OWN):
        raise Refused(level=gettext("This is no reason for this row: choose another."))
    if cause and new.level != Level.NOT_COMPLETED:
        raise Refused(cause=gettext("A cause goes with “not completed” only: clear it or change the level."))
    needs_note = new.reason == NotRatedReason.OTHER and not stored(sheet)[row]["note"]
    return {"cause": cause, **({"note": decision.cleaned.reason} if needs_note else {})}


def _set(sheet: Sheet, row: str, old: Standing, values: Row) -> Changes:
    """What the check bars already is no matter of this row; what would be barred only now, or more than before, is."""
    if (values["level"], values["not_rated_reason"]) == old:
        raise Refused(level=gettext("That stands there already. Choose another level, or leave it as it is."))
    before, bars = stored(sheet), _bars(sheet)
    after = {row: {**before[row], **values}}
    write({sheet.pk: after})
    if worse := [sentence for key, (over, sentence) in _bars(sheet).items() if over > bars.get(key, (-1, ""))[0]]:
        raise Refused(*worse)
    return changes(before, after)


def _bars(sheet: Sheet) -> dict[tuple[int, str], tuple[int, str]]:
    """{(sheet, finding): (how many too many, sentence)} on the sheet and on the one above that counts it."""
    counting = readiness.counted_on(sheet)
    barred = {}
    for each in [sheet, counting] if counting else [sheet]:
        for finding in findings.check(each):
            if finding.severity == findings.Severity.BLOCKING:
                over = int(str(finding.params.get("over", 0)))
                barred[each.pk, finding.key] = over, said(finding, None if each == sheet else each)
    return barred


def _made(
    sheet: Sheet,
    version: int,
    row: str,
    old: Standing,
    new: Standing,
    decision: Decision,
    by: User,
    appeal: Appeal | None,
) -> Rerating:
    return Rerating.objects.create(
        sheet=sheet,
        version=version,
        member_id=member_id_of(row),
        appeal=appeal,
        old_level=old.level,
        old_reason=old.reason,
        new_level=new.level,
        new_reason=new.reason,
        decision_number=decision.number,
        decided_on=decision.decided_on,
        reason=decision.reason,
        local=frozen.encode(sheet.rating_year.local_rules),
        recorded_by=by,
    )


def _fix(rating_year: RatingYear, made: Rerating, by: User) -> None:
    if not rating_year.is_closed:
        return
    decided = {"decision_number": made.decision_number, "decided_on": made.decided_on, "reason": made.reason}
    freezing.rerated(rating_year, made.sheet, made.version, by=by, **decided)


def _tell(made: Rerating, changed: Changes, by: User) -> None:
    decided = {"decision_number": made.decision_number, "decided_on": plain(made.decided_on)}
    told = {"version": made.version, "changes": changed, "rerating": made.pk, "subject": made.subject, **decided}
    record(by=by, verb="sheet.rerate", target=made.sheet, reason=made.reason, **told)
    notices.rerated(made, by=by)
