"""More excellent than the cap of the year allows: said with the group and the numbers, never with a name."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ratings.counts.cap import Counts
from ratings.findings.base import Finding, Findings, Severity
from ratings.findings.facts import Facts
from ratings.levels import Level
from ratings.rules.base import Clause


def members_over(facts: Facts) -> Findings:
    """In the grassroots organisation, on whose sheet it counts; a cell below sees its own share as a hint."""
    clause = facts.rules.cap.members
    if facts.is_grassroots:
        counts = facts.own_members if facts.is_cell else facts.members
        message = _("%(used)s members are excellent, the cap allows %(most)s: %(over)s too many.")
        yield from _over("members_over_cap", facts, counts, message, clause, _severity(facts))
    elif facts.is_cell:
        message = _("%(used)s members of this cell are excellent, the cap for the cell alone would allow %(most)s.")
        yield from _over("cell_over_cap", facts, facts.own_members, message, clause, Severity.INFO)


def children_over(facts: Facts) -> Findings:
    """Of each kind for itself."""
    kinds = {child.kind: None for child in facts.children}
    for kind in kinds:
        counts = Counts.of((child.level, child.reason) for child in facts.children if child.kind == kind)
        message = _("%(used)s organisations below are excellent, the cap allows %(most)s: %(over)s too many.")
        code = f"children_over_cap_{kind.value}"
        yield from _over(code, facts, counts, message, facts.rules.cap.organizations, _severity(facts))


def siblings_over(facts: Facts) -> Findings:
    """It is for the committee above to choose, so that this never blocks the organisation itself."""
    if facts.own.level == Level.EXCELLENT:
        message = _(
            "With this organisation %(used)s of its kind are excellent, the cap allows %(most)s: %(over)s too many."
        )
        clause = facts.rules.cap.organizations
        yield from _over("siblings_over_cap", facts, facts.siblings, message, clause, Severity.WARNING)


def _severity(facts: Facts) -> Severity:
    return Severity.BLOCKING if facts.policy.enforced else Severity.WARNING


def _over(
    code: str, facts: Facts, counts: Counts, message: str | Promise, clause: Clause, severity: Severity
) -> Findings:
    cap = facts.policy.apply(counts)
    if cap.is_over:
        yield Finding(
            code=code,
            severity=severity,
            message=message,
            params={"used": cap.used, "most": cap.most, "over": cap.over, "base": cap.base.label},
            remedy=_("The cap is counted %(base)s. Decide who stays excellent, or write down what allows more."),
            clause=clause,
        )


CHECKS = (members_over, children_over, siblings_over)
