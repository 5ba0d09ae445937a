"""Checks that only some rule sets ask for, by name; what every year knows is no matter of the rules.

They are functions of ratings/findings, which knows the rules, not the other way round.
"""

BALLOTS = ("majority_missing", "more_voters_than_members", "ballot_missing")
FOUR_LEVELS = ("above_civil_level", *BALLOTS, "head_above_collective", "self_review_missing")
UNDER_SIX_MONTHS = ("new_member_rated", "new_organization_rated")
CONDITIONS = ("conditions_below", "leadership_disciplined")
POINTS_AND_TASKS = ("points_against_level", "points_missing", "tasks_against_level", "too_few_tasks", "tasks_missing")
GROUNDS = ("cause_missing", "cause_against_level", "cause_of_others", "cause_against_numbers", "exception_claimed")
QUARTERS = ("quarter_bars_excellent", "quarters_in_a_row")
