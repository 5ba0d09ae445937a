"""What changes of the register did to sheets after they were submitted, from the trail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext

from accounts.models import AuditEvent
from ratings.models import Sheet
from ui.moments import day
from ui.words import named

VERB, SUBMITTED = "sheet.register", "sheet.submit"


class How(StrEnum):
    CAME = "came"
    LEFT = "left"
    FILE = "file"
    DISCIPLINE = "discipline"
    OFFICE = "office"


@dataclass
class SinceSubmission:
    """By member; who came and left again is neither."""

    came: dict[int, str] = field(default_factory=dict)
    left: dict[int, str] = field(default_factory=dict)
    look: dict[str, None] = field(default_factory=dict)

    def add(self, data: Mapping[str, Any]) -> None:
        how, name = How(data["how"]), data["name"]
        if how not in (How.CAME, How.LEFT):
            self.look[name] = None
            return
        member: int = data["member"]
        to, away = (self.came, self.left) if how == How.CAME else (self.left, self.came)
        if away.pop(member, None) is None:
            to[member] = name

    @property
    def sentence(self) -> str:
        return " ".join(filter(None, (self._of_the_list(), self._of_rows())))

    def _of_the_list(self) -> str:
        parts = []
        if self.came:
            parts.append(gettext("added %(names)s") % {"names": named([*self.came.values()])})
        if self.left:
            parts.append(gettext("taken off %(names)s") % {"names": named([*self.left.values()])})
        words = gettext("The list has changed since the sheet was submitted: %(what)s.")
        return words % {"what": "; ".join(parts)} if parts else ""

    def _of_rows(self) -> str:
        words = gettext("To be looked at again, as something became known after it was submitted: %(names)s.")
        return words % {"names": named([*self.look])} if self.look else ""


def since_submission(sheets: Iterable[Sheet]) -> dict[int, str]:
    """A sentence for each sheet that something happened to, in one query."""
    ids = {str(sheet.pk) for sheet in sheets if sheet.state != Sheet.State.DRAFT}
    lines = AuditEvent.objects.filter(
        verb__in=(VERB, SUBMITTED), target_type=Sheet._meta.label_lower, target_id__in=ids
    )
    found: dict[str, SinceSubmission] = {}
    for target, verb, data in lines.order_by("pk").values_list("target_id", "verb", "data"):
        if verb == SUBMITTED:
            found[target] = SinceSubmission()
        else:
            found.setdefault(target, SinceSubmission()).add(data)
    return {int(target): sentence for target, since in found.items() if (sentence := since.sentence)}


def detail(data: Mapping[str, Any]) -> str:
    """Of one line of the trail."""
    how, name = How(data["how"]), data["name"]
    if how == How.DISCIPLINE:
        return gettext("a discipline was announced: %(name)s") % {"name": name}
    if how == How.OFFICE:
        return gettext("an office of %(name)s was entered or changed") % {"name": name}
    if how == How.FILE:
        return gettext("the file of %(name)s was corrected") % {"name": name}
    words = gettext("%(name)s belongs to it since %(on)s")
    if how == How.LEFT:
        words = gettext("%(name)s no longer belongs to it since %(on)s")
    return words % {"name": name, "on": day(date.fromisoformat(data["on"]))}
