"""Who may not record a change because it concerns them, as far as the portal can know it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext

from accounts.models import User
from ratings.models import Sheet
from ui.vietnamese import fold


def conflict_of_interest(sheet: Sheet, names: Sequence[str], by: User) -> str:
    """An office in the organisation itself, or a member of the same name; in a sentence, empty where there is none."""
    if any(grant.path.startswith(sheet.path) for grant in by.grants):
        return gettext("You act in %(name)s yourself: somebody else has to record its change.") % {"name": sheet.name}
    own = next((name for name in names if fold(name) == fold(by.full_name)), "")
    if own:
        return gettext("%(name)s bears your name: somebody else has to record this change.") % {"name": own}
    return ""
