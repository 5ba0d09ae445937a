"""Which acts of inspection or supervision a figure counts. Acts are counted, not subjects."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from inspections.models import Body, Case

EVERY_BASIS = tuple(Case.Basis)
SUSPICION = (Case.Basis.SUSPECTED_VIOLATION,)
NO_SUSPICION = tuple(basis for basis in Case.Basis if basis not in SUSPICION)


@dataclass(frozen=True)
class Acts:
    """On Party members, or on Party organisations: never both in one figure."""

    kind: Case.Kind
    bases: tuple[Case.Basis, ...]
    of_members: bool
    bodies: tuple[Body, ...] = tuple(Body)

    @property
    def condition(self) -> Q:
        return Q(kind=self.kind, body__in=self.bodies, basis__in=self.bases, member__isnull=not self.of_members)

    def covers(self, kind: str, body: str, basis: str, of_member: bool) -> bool:
        """`condition`, of an act already read."""
        return kind == self.kind and body in self.bodies and basis in self.bases and of_member == self.of_members
