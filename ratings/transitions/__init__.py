"""Who may move a sheet from which state to which: one table. The server answers with it, the pages only ask."""

from ratings.transitions.refusals import Answer, allowed, refusal
from ratings.transitions.table import TABLE, Transition, TransitionRule, reaches

__all__ = ["TABLE", "Answer", "Transition", "TransitionRule", "allowed", "reaches", "refusal"]
