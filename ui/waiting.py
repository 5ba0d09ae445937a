"""What waits for a person: groups of tasks, with what is due before everything else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ui.components import Link

SHOWN = 10


@dataclass(frozen=True)
class Task:
    """Without `url` where there is no page about it alone."""

    title: str
    url: str
    state: str = ""
    when: str = ""
    late: bool = False
    progress: str = ""
    action: str = ""
    """What the link does, where something is to be done."""
    primary: bool = False


@dataclass(frozen=True)
class Alert:
    """A due date that is near or gone, or what came back with its reason: said before everything else.

    Without `url` where a task below it leads there already.
    """

    title: str
    late: bool
    url: str = ""
    label: str = ""
    words: str = ""
    reason: str = ""

    @property
    def tone(self) -> str:
        return "error" if self.late else "warning"


@dataclass(frozen=True)
class Group:
    title: str
    tasks: Sequence[Task] = ()
    note: str = ""
    links: Sequence[Link] = ()
    alerts: Sequence[Alert] = ()
