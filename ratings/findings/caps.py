"""More excellent than the cap of the year allows: said with the group and the numbers, never with a name."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ratings.counts.cap import Counts
from ratings.findings.base import Finding, Findings, Severity
from ratings.findings.facts import Brief
from ratings.levels import Level
from ratings.rules.base import Clause


def members_over(brief: Brief) -> Findings:
    """In the grassroots organisation, on whose sheet it counts; a cell below sees its own share as a hint."""
    clause = brief.rules.cap.members
    if brief.is_grassroots:
        counts = brief.own_members if brief.is_cell else brief.members
        message = _("%(used)s members are excellent, the cap allows %(most)s: %(over)s too many.")
        yield from _over("members_over_cap", brief, counts, message, clause, _severity(brief))
    elif brief.is_cell:
        message = _("%(used)s members of this cell are excellent, the cap for the cell alone would allow %(most)s.")
        yield from _over("cell_over_cap", brief, brief.own_members, message, clause, Severity.INFO)


def children_over(brief: Brief) -> Findings:
    """Of each kind for itself."""
    kinds = {child.kind: None for child in brief.children}
    for kind in kinds:
        counts = Counts.of((child.level, child.reason) for child in brief.children if child.kind == kind)
        message = _("%(used)s organisations below are excellent, the cap allows %(most)s: %(over)s too many.")
        code = f"children_over_cap_{kind.value}"
        yield from _over(code, brief, counts, message, brief.rules.cap.organizations, _severity(brief))


def siblings_over(brief: Brief) -> Findings:
    """It is for the committee above to choose, so that this never blocks the organisation itself."""
    if brief.own.level == Level.EXCELLENT:
        message = _(
            "With this organisation %(used)s of its kind are excellent, the cap allows %(most)s: %(over)s too many."
        )
        clause = brief.rules.cap.organizations
        yield from _over("siblings_over_cap", brief, brief.siblings, message, clause, Severity.WARNING)


def _severity(brief: Brief) -> Severity:
    return Severity.BLOCKING if brief.policy.enforced else Severity.WARNING


def _over(
    code: str, brief: Brief, counts: Counts, message: str | Promise, clause: Clause, severity: Severity
) -> Findings:
    cap = brief.policy.apply(counts)
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
