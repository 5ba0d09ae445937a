"""The points, tasks and grounds of a row, as entered."""

from __future__ import annotations

from dataclasses import dataclass

from ratings.grounds import Cause


@dataclass(frozen=True)
class Grounds:
    """Points in hundredths."""

    points_common: int | None = None
    points_results: int | None = None
    tasks_given: int | None = None
    tasks_done: int | None = None
    tasks_late: int | None = None
    tasks_above: int | None = None
    shortcomings_fixed: bool | None = None
    cause: str = ""
    exception: str = ""

    @property
    def points(self) -> int | None:
        """Of both parts; one alone says nothing about a level."""
        if self.points_common is None or self.points_results is None:
            return None
        return self.points_common + self.points_results

    @property
    def has_half_points(self) -> bool:
        return (self.points_common is None) != (self.points_results is None)

    @property
    def has_tasks(self) -> bool:
        """All that the highest level asks is there."""
        numbers = (self.tasks_given, self.tasks_done, self.tasks_late, self.tasks_above)
        return all(number is not None for number in numbers) and self.shortcomings_fixed is not None

    def is_under(self, percent: int) -> bool:
        """Whether fewer than this percentage of the tasks are done, as far as they are entered."""
        if not self.tasks_given or self.tasks_done is None:
            return False
        return self.tasks_done * 100 < percent * self.tasks_given

    @property
    def cause_label(self) -> str:
        return str(Cause(self.cause).label) if self.cause else ""
