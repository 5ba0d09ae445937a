from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ratings.findings.facts import Facts
from ratings.rules.base import Clause


class Severity(models.TextChoices):
    """Only what cannot be true blocks; the rest goes on with a written justification."""

    BLOCKING = "blocking", _("Has to be corrected")
    WARNING = "warning", _("Needs a justification")
    INFO = "info", _("For your attention")


# The fields of a sheet in which its people explain what was found.
EXPLAINED_IN = JUSTIFICATION, NO_BALLOT = "justification", "no_ballot_reason"


@dataclass(frozen=True)
class Finding:
    """What was found, by what rule, and what to do; worded in the reader's language when it is read."""

    code: str
    severity: Severity
    message: str | Promise
    remedy: str | Promise
    params: Mapping[str, object] = field(default_factory=dict)
    clause: Clause | None = None
    member_id: int | None = None
    explained_in: str = JUSTIFICATION

    @property
    def sentence(self) -> str:
        return self.worded(self.message)

    @property
    def advice(self) -> str:
        return self.worded(self.remedy)

    def worded(self, template: str | Promise) -> str:
        return str(template) % self._words

    @property
    def key(self) -> str:
        """The same finding after another check has the same key."""
        return self.code if self.member_id is None else f"{self.code}:{self.member_id}"

    @property
    def wants_no_ballot_reason(self) -> bool:
        return self.severity == Severity.WARNING and self.explained_in == NO_BALLOT

    @property
    def _words(self) -> dict[str, str]:
        return {name: str(value) for name, value in self.params.items()}


Findings = Iterator[Finding]
Check = Callable[[Facts], Findings]
