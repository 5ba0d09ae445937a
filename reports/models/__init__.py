from reports.models.figures import LatePlan, Plan, ProvincialFigure
from reports.models.published import Published
from reports.models.reports import Report, ReportQuerySet
from reports.models.terms import Target, Term

__all__ = [
    "LatePlan",
    "Plan",
    "ProvincialFigure",
    "Published",
    "Report",
    "ReportQuerySet",
    "Target",
    "Term",
]
