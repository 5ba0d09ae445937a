"""Cases by number or by whom they are about, wherever the person may look."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import Permission
from inspections.models import Case
from ui.hits import Hit, Hits, is_number, list_url
from ui.moments import day


def cases_found(user: User, text: str, most: int) -> Hits | None:
    if not user.holds(Permission.VIEW_CASES):
        return None
    found = Case.objects.visible_to(user).matching(text)
    nearest = found.nearest_first(text).select_related("member", "organization")[:most]
    url = list_url(reverse("inspections:list"), text)
    return Hits("case", gettext("Cases"), [_hit(case, text) for case in nearest], found.count(), url)


def _hit(case: Case, text: str) -> Hit:
    state = (
        gettext("concluded on %(day)s") % {"day": day(case.concluded_on)}
        if case.concluded_on
        else gettext("not concluded")
    )
    title, exact = f"{case.number}, {case.subject}", is_number(text, case.number)
    facts = [case.get_kind_display(), case.get_basis_display(), state]
    return Hit(title, case.get_absolute_url(), " · ".join(facts), exact)
