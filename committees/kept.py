"""A committee ends with its organisation, and is at work again where the end is taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext

from committees.models import Committee, Office
from organizations.deeds.keepers import Carrying, Keeper, set_each
from organizations.models import Organization, Reorganization

Kept = Mapping[str, Any] | None


class Committees(Keeper):
    name = "committees"

    def before(self, organization: Organization, on: Any, kept: Any = None) -> Iterable[str]:
        earlier = organization.committees.filter(since__gte=organization.opened_on, since__lt=on)
        if earlier.exists():
            yield gettext("Its committee was formed before that day. Write an earlier day.")

    def carry(self, carrying: Carrying) -> Kept:
        """What was formed on the day or later stays as it was entered."""
        ending = Committee.objects.standing().filter(organization__in=carrying.ended, since__lt=carrying.on)
        committees = list(ending.values_list("pk", flat=True))
        held = Office.objects.standing().filter(committee__in=committees, since__lt=carrying.on)
        offices = list(held.values_list("pk", flat=True))
        Office.objects.filter(pk__in=offices).update(until=carrying.on, ending=Office.Ending.TERM_OVER)
        Committee.objects.filter(pk__in=committees).update(until=carrying.on)
        return {"committees": committees, "offices": offices}

    def depends(self, reorganization: Reorganization, kept: Kept, founded: Sequence[Organization]) -> Iterable[str]:
        for each in founded:
            if each.committees.exists():
                sentence = gettext("A committee was entered at %(name)s since.")
                yield sentence % {"name": each.name}

    def restore(self, kept: Kept, founded: Sequence[Organization]) -> None:
        offices = Office.objects.filter(pk__in=(kept or {}).get("offices", ()), ending=Office.Ending.TERM_OVER)
        offices.update(until=None, ending="")
        set_each(Committee, "until", dict.fromkeys((kept or {}).get("committees", ())))
