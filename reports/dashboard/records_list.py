"""The records behind a figure as a list, whichever kind they are of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from accounts.lists.pages import list_page
from accounts.models import User
from accounts.permissions import Permission
from accounts.policy import Request
from inspections.acts import Acts
from reports.dashboard.chosen import Chosen
from reports.dashboard.events import acts_found, acts_spec, admissions_found, admissions_spec
from reports.dashboard.shares import shares_found, shares_spec
from reports.indicators.definitions import Admissions
from ui.lists.pages import ListPage
from ui.lists.spec import ListSpec

Found = Callable[[Chosen, dict[str, Any], User], Any]


def records_listed(request: Request, chosen: Chosen) -> ListPage | None:
    """None where nothing is counted yet, or where this person may not look at single ones."""
    may_look = not isinstance(chosen.source, Acts) or request.user.holds(Permission.VIEW_CASES)
    if not chosen.years or not may_look:
        return None
    spec, found = _kind(chosen)
    name = f"figure_{chosen.line.code}"
    return list_page(request, name, spec, lambda asked: found(chosen, asked, request.user), path=chosen.path)


def _kind(chosen: Chosen) -> tuple[ListSpec, Found]:
    match chosen.source:
        case Admissions():
            return admissions_spec(chosen), admissions_found
        case Acts():
            return acts_spec(chosen), acts_found
    return shares_spec(chosen), shares_found
