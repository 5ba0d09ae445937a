from inspections.models.cases import Body, Case, CaseQuerySet
from inspections.models.disciplines import Discipline, DisciplineQuerySet

__all__ = [
    "Body",
    "Case",
    "CaseQuerySet",
    "Discipline",
    "DisciplineQuerySet",
]
