from inspections.models.cases import Body, Case, CaseQuerySet
from inspections.models.disciplines import Discipline, DisciplineQuerySet, counted_in, year_counted

__all__ = [
    "Body",
    "Case",
    "CaseQuerySet",
    "Discipline",
    "DisciplineQuerySet",
    "counted_in",
    "year_counted",
]
