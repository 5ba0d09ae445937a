from inspections.models.cases import Body, Case, CaseQuerySet, in_office
from inspections.models.disciplines import Discipline, DisciplineQuerySet, counted_in, year_counted

__all__ = [
    "Body",
    "Case",
    "CaseQuerySet",
    "Discipline",
    "DisciplineQuerySet",
    "counted_in",
    "in_office",
    "year_counted",
]
