"""More excellent than the cap of the year allows: said with the group and the numbers, never with a name."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ratings.counts.cap import CapPolicy, Counts
from ratings.counts.ceilings import TITLES, title_label
from ratings.findings.base import Finding, Findings, Severity
from ratings.findings.facts import Facts
from ratings.grounds import TitleGroup
from ratings.levels import Level
from ratings.rules.base import Clause


def members_over(facts: Facts) -> Findings:
    """In the grassroots organisation, on whose sheet it counts; a cell below sees its own share as a hint."""
    if facts.rules.cap.by_title_group:
        return
    clause = facts.rules.cap.members
    if facts.is_grassroots:
        counts = facts.own_members if facts.is_cell else facts.members
        message = _("%(used)s members are excellent, the cap allows %(most)s: %(over)s too many.")
        yield from _over("members_over_cap", facts.policy, counts, message, clause, _severity(facts))
    elif facts.is_cell:
        message = _("%(used)s members of this cell are excellent, the cap for the cell alone would allow %(most)s.")
        yield from _over("cell_over_cap", facts.policy, facts.own_members, message, clause, Severity.INFO)


def title_groups_over(facts: Facts) -> Findings:
    """Each group of titles by itself, on the grassroots organisation's sheet: no share is passed down to cells."""
    if not facts.rules.cap.by_title_group or not facts.is_grassroots:
        return
    for name in TITLES:
        message = _("%(group)s: %(used)s members are excellent, the cap allows %(most)s: %(over)s too many.")
        counts = facts.title_groups.get(name, Counts())
        code = f"members_over_cap_{name or 'unsaid'}"
        clause = facts.rules.cap.members
        policy = facts.policy_of(name)
        yield from _over(code, policy, counts, message, clause, _severity(facts), group=title_label(name))


def title_group_missing(facts: Facts) -> Findings:
    if not facts.rules.cap.by_title_group or not (facts.is_cell or facts.is_grassroots):
        return
    if unsaid := facts.title_groups.get("", Counts()).rated:
        yield Finding(
            code="title_group_missing",
            severity=Severity.INFO,
            message=_(
                "Members with a level whose group of titles is not said: %(count)s. They count as a group apart."
            ),
            params={"count": unsaid},
            remedy=_("Say of each whether the member leads or manages, holds no office, or is outside the system."),
            clause=facts.rules.cap.members,
        )


def heads_apart(facts: Facts) -> Findings:
    """Anybody can be put there, and whoever is has no share: the committee above should see how many are."""
    if not facts.rules.cap.by_title_group or not (facts.is_cell or facts.is_grassroots):
        return
    if heads := facts.title_groups.get(TitleGroup.HEAD, Counts()).rated:
        yield Finding(
            code="heads_apart",
            severity=Severity.INFO,
            message=_("Heads of bodies judged apart, in no share of “excellent”: %(count)s."),
            params={"count": heads},
            remedy=_("See that each heads the body, and that your guide says so."),
            clause=facts.rules.cap.heads,
        )


def children_over(facts: Facts) -> Findings:
    """Of each kind for itself."""
    kinds = {child.kind: None for child in facts.children}
    for kind in kinds:
        counts = Counts.of((child.level, child.reason) for child in facts.children if child.kind == kind)
        message = _("%(used)s organisations below are excellent, the cap allows %(most)s: %(over)s too many.")
        code, clause = f"children_over_cap_{kind.value}", facts.rules.cap.organizations
        yield from _over(code, facts.policy_of(kind), counts, message, clause, _severity(facts))


def siblings_over(facts: Facts) -> Findings:
    """It is for the committee above to choose, so that this never blocks the organisation itself."""
    if facts.own.level == Level.EXCELLENT:
        message = _(
            "With this organisation %(used)s of its kind are excellent, the cap allows %(most)s: %(over)s too many."
        )
        policy, clause = facts.siblings_policy or facts.policy, facts.rules.cap.organizations
        yield from _over("siblings_over_cap", policy, facts.siblings, message, clause, Severity.WARNING)


def _severity(facts: Facts) -> Severity:
    return Severity.BLOCKING if facts.policy.enforced else Severity.WARNING


def _over(
    code: str,
    policy: CapPolicy,
    counts: Counts,
    message: str | Promise,
    clause: Clause,
    severity: Severity,
    **more: object,
) -> Findings:
    cap = policy.apply(counts)
    if cap.is_over:
        yield Finding(
            code=code,
            severity=severity,
            message=message,
            params={
                "used": cap.used,
                "most": cap.most,
                "over": cap.over,
                "base": cap.base.label,
                "percent": policy.percent,
                "decision": policy.decision,
                **more,
            },
            remedy=_BY_DECISION if policy.decision else _BY_RULE,
            clause=clause,
        )


_BY_RULE = _("The cap is counted %(base)s. Decide who stays excellent, or write down what allows more.")
_BY_DECISION = _("The cap of %(percent)s%% by decision %(decision)s is counted %(base)s. Decide who stays excellent.")

CHECKS = (members_over, title_groups_over, title_group_missing, heads_apart, children_over, siblings_over)
