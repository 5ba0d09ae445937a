"""Is everybody who is rated there, and is anybody rated who should not be?"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from members.models import LifeEvent
from ratings.findings.base import Finding, Findings, Severity
from ratings.findings.facts import Facts, MemberFacts, under_six_months
from ratings.levels import NotRatedReason

RESTING = {
    LifeEvent.Kind.EXEMPTED: NotRatedReason.EXEMPT,
    LifeEvent.Kind.SUSPENDED: NotRatedReason.SUSPENDED,
}


def rated_though_gone(facts: Facts) -> Findings:
    """The cell where a member is at the end of the year rates; whoever has left is rated elsewhere or not at all."""
    for row in facts.rows:
        if row.level is None or (row.belongs and row.ended is None):
            continue
        yield Finding(
            code="rated_though_gone",
            severity=Severity.BLOCKING,
            message=_gone(row),
            params=_gone_params(row),
            remedy=_("Clear the level of this row, or have the member's file corrected if it is wrong."),
            member_id=row.member_id,
        )


def _gone(row: MemberFacts) -> str | Promise:
    if row.ended is not None:
        return _("%(name)s is rated here, but the file says: %(event)s on %(date)s.")
    if row.left_on is not None:
        return _("%(name)s is rated here, but left this organisation on %(date)s.")
    return _("%(name)s is rated here, but does not belong to this organisation.")


def _gone_params(row: MemberFacts) -> dict[str, object]:
    if row.ended is not None:
        return {"name": row.name, "event": row.ended.kind.label, "date": f"{row.ended.on:%d/%m/%Y}"}
    return {"name": row.name, **({"date": f"{row.left_on:%d/%m/%Y}"} if row.left_on else {})}


def rated_elsewhere(facts: Facts) -> Findings:
    """A sheet of the year that is approved counts the member already: nobody is counted twice."""
    for row in facts.rows:
        if row.belongs and row.level is not None and row.elsewhere:
            yield Finding(
                code="rated_elsewhere",
                severity=Severity.BLOCKING if row.counted_elsewhere else Severity.WARNING,
                message=_("%(name)s is also rated this year by %(place)s."),
                params={"name": row.name, "place": row.elsewhere},
                remedy=_("Agree with that organisation: the one where the member is at the end of the year rates."),
                member_id=row.member_id,
            )


def new_member_rated(facts: Facts) -> Findings:
    for row in facts.rows:
        if row.level is not None and row.belongs and under_six_months(row.admitted_on, facts.day):
            yield Finding(
                code="new_member_rated",
                severity=Severity.WARNING,
                message=_("%(name)s was admitted on %(date)s, less than 6 months before the end of the year."),
                params={"name": row.name, "date": f"{row.admitted_on:%d/%m/%Y}"},
                remedy=_("Do not rate, and choose the reason “Admitted less than 6 months ago”."),
                clause=facts.rules.not_rated[NotRatedReason.NEW_MEMBER],
                member_id=row.member_id,
            )


def resting_rated(facts: Facts) -> Findings:
    """Exempt or suspended on 31 December, as far as the rules of the year leave them out."""
    for row in facts.rows:
        reason = RESTING.get(row.resting) if row.resting else None
        if row.level is None or reason is None or not facts.allows(reason):
            continue
        yield Finding(
            code="resting_rated",
            severity=Severity.WARNING,
            message=_("%(name)s is rated, but the file says: %(reason)s."),
            params={"name": row.name, "reason": reason.label},
            remedy=_("Do not rate, and choose this reason."),
            clause=facts.rules.not_rated[reason],
            member_id=row.member_id,
        )


def rated_while_away(facts: Facts) -> Findings:
    """The own cell rates, after the opinion of the cell where the member was active (HD 43-HD/BTCTW, item 7.6)."""
    for row in facts.rows:
        if row.belongs and row.level is not None and row.away:
            yield Finding(
                code="rated_while_away",
                severity=Severity.INFO,
                message=_("%(name)s is temporarily active at %(place)s."),
                params={"name": row.name, "place": row.away},
                remedy=_("Rate here, after the written opinion of that cell."),
                member_id=row.member_id,
            )


def reason_against_file(facts: Facts) -> Findings:
    """A reason that the member's file does not bear out."""
    for row in facts.rows:
        if row.level is None and row.belongs and row.reason and not _borne_out(row, facts):
            yield Finding(
                code="reason_against_file",
                severity=Severity.WARNING,
                message=_("%(name)s is not rated for the reason “%(reason)s”, but the member's file does not say so."),
                params={"name": row.name, "reason": NotRatedReason(row.reason).label},
                remedy=_("Choose the reason that holds, rate the member, or have the file corrected."),
                member_id=row.member_id,
            )


def _borne_out(row: MemberFacts, facts: Facts) -> bool:
    if row.reason == NotRatedReason.NEW_MEMBER:
        return under_six_months(row.admitted_on, facts.day)
    if row.reason in RESTING.values():
        return row.resting is not None and RESTING.get(row.resting) == row.reason
    return row.reason != NotRatedReason.NEW_ORGANIZATION or under_six_months(facts.opened_on, facts.day)


def reason_unknown_to_rules(facts: Facts) -> Findings:
    for row in facts.rows:
        if row.level is None and row.reason and not facts.allows(NotRatedReason(row.reason)):
            yield Finding(
                code="reason_unknown_to_rules",
                severity=Severity.INFO,
                message=_("The rules of %(year)s do not name the reason “%(reason)s” for %(name)s."),
                params={"year": facts.year, "reason": NotRatedReason(row.reason).label, "name": row.name},
                remedy=_("Check whether the member should be rated, or explain in the note."),
                member_id=row.member_id,
            )


def other_reason_without_note(facts: Facts) -> Findings:
    for row in facts.rows:
        if row.level is None and row.reason == NotRatedReason.OTHER and not row.note.strip():
            yield Finding(
                code="other_reason_without_note",
                severity=Severity.WARNING,
                message=_("%(name)s is not rated for another reason, but the note does not say which."),
                params={"name": row.name},
                remedy=_("Write the reason in the note."),
                clause=facts.rules.not_rated[NotRatedReason.OTHER],
                member_id=row.member_id,
            )


def half_filled(facts: Facts) -> Findings:
    for row in facts.rows:
        if row.belongs and row.is_half_filled:
            yield Finding(
                code="half_filled",
                severity=Severity.WARNING,
                message=_("%(name)s has entries but neither a level nor a reason for not being rated."),
                params={"name": row.name},
                remedy=_("Choose a level, or 0 with the reason."),
                member_id=row.member_id,
            )


def ledger_does_not_balance(facts: Facts) -> Findings:
    ledger = facts.ledger
    if ledger.expected != ledger.closing:
        yield Finding(
            code="ledger_does_not_balance",
            severity=Severity.WARNING,
            message=_(
                "%(opening)s members at the beginning, %(joined)s joined and %(left)s left make %(expected)s, "
                "but %(closing)s belong at the end."
            ),
            params={
                "opening": ledger.opening,
                "joined": ledger.joined,
                "left": ledger.left,
                "expected": ledger.expected,
                "closing": ledger.closing,
            },
            remedy=_("Have the missing admission, transfer or departure recorded in the members' files."),
        )


CHECKS = (
    rated_though_gone,
    rated_elsewhere,
    resting_rated,
    rated_while_away,
    reason_against_file,
    reason_unknown_to_rules,
    other_reason_without_note,
    half_filled,
    ledger_does_not_balance,
)
BY_RULES = (new_member_rated,)
