"""How far each organisation is with its sheet: finished in closed years, in every state in the open one."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from demo.accounts import Story
from demo.chance import chance
from demo.tree import Grassroots, Tree
from organizations.models import Organization
from ratings.models import Sheet

State = Sheet.State

# How many committees have all sheets below approved, by the state of their own.
COMMITTEES = {State.APPROVED: 6, State.SUBMITTED: 5, State.RETURNED: 1, State.DRAFT: 2}
LONE_CELLS = {State.APPROVED: 10, State.SUBMITTED: 8, State.RETURNED: 2}
# Of a hundred cells of the other committees.
CELLS = {State.APPROVED: 18, State.SUBMITTED: 28, State.RETURNED: 9, State.DRAFT: 45}


@dataclass(frozen=True)
class SheetStep:
    """`filled` is how much of the sheet has been entered, of a hundred."""

    state: Sheet.State
    filled: int = 100


DONE = SheetStep(State.APPROVED)


class YearProgress:
    def __init__(self, steps: dict[int, SheetStep], otherwise: SheetStep) -> None:
        self._steps, self._otherwise = steps, otherwise

    @classmethod
    def finished(cls) -> YearProgress:
        return cls({}, DONE)

    @classmethod
    def unfinished(cls, tree: Tree, cast: Story) -> YearProgress:
        steps, random = _Steps(chance("progress")), chance("progress: order")
        committees = [each for each in tree.grassroots if each.is_committee]
        lone_cells = [each for each in tree.grassroots if not each.is_committee]
        of_the_story = (cast.committee, cast.enterprise)
        others = [each for each in committees if each not in of_the_story]
        random.shuffle(others)
        for state, count in COMMITTEES.items():
            for each in others[:count]:
                steps.complete(each, state)
            del others[:count]
        for each in (*others, cast.enterprise):
            steps.mixed(each)
        steps.complete(cast.committee, State.DRAFT)
        steps.waiting(cast)
        random.shuffle(lone_cells)
        alone = [each for each in lone_cells if each.cells[0] is not cast.lone_cell]
        for state, count in LONE_CELLS.items():
            for each in alone[:count]:
                steps.put(each.organization, SheetStep(state))
            del alone[:count]
        for each in alone:
            steps.draft(each.organization)
        steps.put(cast.lone_cell.organization, SheetStep(State.DRAFT, 60))
        return cls(steps.steps, DONE)

    def state(self, organization_id: int) -> Sheet.State:
        return self._steps.get(organization_id, self._otherwise).state

    def filled(self, organization_id: int) -> int:
        return self._steps.get(organization_id, self._otherwise).filled


class _Steps:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.steps: dict[int, SheetStep] = {}

    def put(self, organization: Organization, step: SheetStep) -> None:
        self.steps[organization.pk] = step

    def draft(self, organization: Organization) -> None:
        """Not begun, or begun and left somewhere."""
        self.put(organization, SheetStep(State.DRAFT, self.random.choice((0, 0, 30, 60, 80))))

    def complete(self, each: Grassroots, state: Sheet.State) -> None:
        """All below approved; the committee's own sheet in this state."""
        self.put(each.organization, SheetStep(state, 60 if state == State.DRAFT else 100))

    def mixed(self, each: Grassroots) -> None:
        self.draft(each.organization)
        for section in each.sections:
            self.put(section, SheetStep(State.DRAFT, 0))
        for cell in each.cells:
            state = self.random.choices(tuple(CELLS), tuple(CELLS.values()))[0]
            if state == State.DRAFT:
                self.draft(cell.organization)
            else:
                self.put(cell.organization, SheetStep(state))

    def waiting(self, cast: Story) -> None:
        """One cell still writes, another waits for the committee."""
        other = next(cell for cell in cast.committee.cells if cell is not cast.cell)
        self.put(cast.cell.organization, SheetStep(State.DRAFT, 80))
        self.put(other.organization, SheetStep(State.SUBMITTED))
