"""The steps as one person sees them: what is done, what is next, and who does it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import Permission as P
from accounts.roles import Role
from portal.setup.facts import Facts, facts_of, root_of
from portal.setup.steps import Step, Way, add_user, steps


@dataclass(frozen=True)
class ShownStep:
    """`state`: done, begun, now or wait. `ways`: open to the person; `whom`: who does it, where none is."""

    number: int
    step: Step
    state: str
    ways: Sequence[Way] = ()
    whom: str = ""


@dataclass(frozen=True)
class Progress:
    steps: Sequence[ShownStep]

    @property
    def done(self) -> int:
        return sum(each.state == "done" for each in self.steps)

    @property
    def heading(self) -> str:
        words = gettext("Set up the portal: %(done)s of %(all)s steps done")
        return words % {"done": self.done, "all": len(self.steps)}

    @property
    def next(self) -> ShownStep | None:
        """What is begun comes last: it is gone on with beside the others."""
        return next((each for state in ("now", "begun") for each in self.steps if each.state == state), None)


def progress_of(user: User) -> Progress | None:
    """None for whoever sets up nothing."""
    root = root_of(user)
    return Progress(list(_seen_by(user, facts_of(root)))) if root else None


def _seen_by(user: User, facts: Facts) -> Iterator[ShownStep]:
    is_next = True
    for number, step in enumerate(steps(facts), start=1):
        mine = [way for way in step.ways if user.holds(way.permission)]
        if step.is_done or step.is_begun:
            yield ShownStep(number, step, "done" if step.is_done else "begun", mine)
            continue
        if not is_next:
            yield ShownStep(number, step, "wait")
        elif mine:
            yield ShownStep(number, step, "now", mine)
        else:
            yield ShownStep(number, step, "now", _to_give_a_role(user, facts), _whom(facts))
        is_next = False


def _whom(facts: Facts) -> str:
    role = {"role": Role.OFFICE.label}
    if not facts.office:
        return gettext("Nobody holds the role “%(role)s”, which does this. Add an account and give it the role.") % role
    names = ", ".join(user.full_name for user in facts.office)
    return gettext("This is done by the role “%(role)s”: %(names)s.") % {**role, "names": names}


def _to_give_a_role(user: User, facts: Facts) -> Sequence[Way]:
    if facts.office or not user.holds(P.MANAGE_USERS):
        return ()
    listed = Way(gettext("Users and roles"), reverse("organizations:users"), P.MANAGE_USERS)
    return add_user(), listed
