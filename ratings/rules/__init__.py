"""The rules of the yearly rating as they changed: one module per document, chosen by the rating year."""

from ratings.rules import hd16, hd21, hd27, qd124, qd366
from ratings.rules.base import RuleSet

__all__ = ["ALL", "RuleSet", "by_code", "choices", "rules_for"]

# By first year.
ALL = (hd27.RULES, hd16.RULES, hd21.RULES, qd124.RULES, qd366.RULES)


def by_code(code: str) -> RuleSet:
    """What a rating year has chosen; LookupError for none of ours."""
    for rules in ALL:
        if rules.code == code:
            return rules
    raise LookupError(f"no rule set {code!r}")


def rules_for(year: int) -> RuleSet:
    """What governs a year by the documents' dates: a new rating year is proposed with it."""
    for rules in reversed(ALL):
        if rules.first_year <= year:
            return rules
    raise LookupError(f"no rules for {year}")


def choices() -> list[tuple[str, str]]:
    """Migrations name this function, so that another rule set asks for none."""
    return [(rules.code, rules.label) for rules in ALL]
