"""What a person may be allowed to do, and how far from the place of the assignment it reaches."""

from enum import StrEnum


class Reach(StrEnum):
    """Where a permission holds, seen from the organisation that the assignment names."""

    SUBTREE = "subtree"
    """There and everywhere below."""
    CHILDREN = "children"
    """What stands directly below, past a section: the committee above decides, and no one further up in its place."""


class Permission(StrEnum):
    VIEW_ORGANIZATIONS = "view_organizations"
    MANAGE_ORGANIZATIONS = "manage_organizations"
    IMPORT_FILES = "import_files"
    VIEW_MEMBERS = "view_members"
    EDIT_MEMBERS = "edit_members"
    VIEW_SHEETS = "view_sheets"
    EDIT_SHEETS = "edit_sheets"
    SUBMIT_SHEETS = "submit_sheets"
    DECIDE_SHEETS = "decide_sheets"
    REOPEN_SHEETS = "reopen_sheets"
    MANAGE_RATING_YEARS = "manage_rating_years"
    CORRECT_YEARS = "correct_years"
    VIEW_CASES = "view_cases"
    EDIT_CASES = "edit_cases"
    VIEW_SCORECARDS = "view_scorecards"
    REQUEST_REPORTS = "request_reports"
    MANAGE_USERS = "manage_users"
    VIEW_AUDIT = "view_audit"

    @property
    def reach(self) -> Reach:
        return Reach.CHILDREN if self is Permission.DECIDE_SHEETS else Reach.SUBTREE


READING = frozenset(
    {
        Permission.VIEW_ORGANIZATIONS,
        Permission.VIEW_MEMBERS,
        Permission.VIEW_SHEETS,
        Permission.VIEW_CASES,
        Permission.VIEW_SCORECARDS,
        Permission.REQUEST_REPORTS,
    }
)
"""What who may do it at a root may do at the roots that were merged into it: to look, and to take home."""

INHERITED = frozenset({Permission.CORRECT_YEARS})
"""And what nobody else can do there any more, once it has ended: its closed years are corrected by who came after."""

WITHOUT_PLACE = frozenset({Permission.MANAGE_RATING_YEARS, Permission.CORRECT_YEARS, Permission.VIEW_AUDIT})
"""They hold for the whole root wherever the assignment is: a rating year and the trail stand at no place."""
