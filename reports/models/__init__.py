from reports.models.reports import Report, ReportQuerySet
from reports.models.terms import Plan, ProvincialFigure, Target, Term

__all__ = [
    "Plan",
    "ProvincialFigure",
    "Report",
    "ReportQuerySet",
    "Target",
    "Term",
]
