"""What the page of a comparison, and that of one difference, shows beside their rows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext

from accounts.models import User
from members.models import Difference, Member, Reconciliation
from members.reconciling.words import ours, theirs, told
from ui.components import Fact, Link, Slice

Kind = Difference.Kind
TONES = {Kind.MISSING: "l3", Kind.EXTRA: "l2", Kind.FACT: "l4", Kind.ELSEWHERE: "l2", Kind.AMBIGUOUS: "l1"}


def counted(compared: Reconciliation, user: User) -> list[Slice]:
    """How many agree, and the open differences of each kind."""
    rows = Difference.objects.editable_by(user).open().filter(reconciliation=compared)
    counts = dict(rows.order_by().values_list("kind").annotate(count=Count("pk")))
    kinds = [Slice(kind.label, counts[kind], TONES[kind]) for kind in Kind if counts.get(kind)]
    return [Slice(gettext("Agree"), compared.agreed, "l0"), *kinds] if compared.agreed else kinds


@dataclass(frozen=True)
class DifferencePage:
    row: Any
    user: User

    @property
    def what(self) -> str:
        return str(self.row.get_fact_display() if self.row.fact else self.row.get_kind_display())

    @property
    def theirs(self) -> str:
        return theirs(self.row)

    @property
    def ours(self) -> str:
        return ours(self.row)

    @property
    def in_the_file(self) -> list[Fact]:
        facts = self.row.facts
        return [
            Fact(str(fact.label), told(fact.value, facts[fact.value])) for fact in Difference.Fact if facts.get(fact)
        ]

    @property
    def may_be_taken(self) -> bool:
        return self.row.kind == Kind.FACT

    @cached_property
    def candidates(self) -> list[Member]:
        """Of who may be meant, those that the person may look at."""
        return [*Member.objects.visible_to(self.user).filter(pk__in=self.row.facts.get("candidates", ()))]

    @property
    def ways(self) -> list[Link]:
        """Where it is settled, if not here: what happened to a member has a decision."""
        row = self.row
        if row.kind == Kind.MISSING and not row.member:
            return [Link(gettext("Add the member"), reverse("members:enter", query={"difference": row.pk}))]
        if row.kind == Kind.AMBIGUOUS or not self._may_edit:
            return []
        correct = Link(gettext("Correct the facts"), reverse("members:correct", args=[row.member_id]))
        return [correct] if row.kind == Kind.FACT else [*self._moves()]

    def _moves(self) -> list[Link]:
        place = self.row.facts.get("place") if self.row.kind == Kind.ELSEWHERE else None
        query = {"organization": place} if place else None
        transfer = Link(gettext("Transfer"), reverse("members:transfer", args=[self.row.member_id], query=query))
        leave = Link(gettext("Leaving the list"), reverse("members:end", args=[self.row.member_id]))
        if self.row.kind == Kind.MISSING:
            return [Link(gettext("Enter the return on the member's page"), self.row.member.get_absolute_url())]
        return [transfer, leave] if self.row.kind == Kind.EXTRA else [transfer]

    @property
    def _may_edit(self) -> bool:
        return Member.objects.editable_by(self.user).filter(pk=self.row.member_id).exists()
