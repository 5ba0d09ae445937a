"""The tables of the year's rating."""

from ratings.models.answers import YearlyAnswer, YearlySession
from ratings.models.appeals import Appeal, AppealQuerySet, Rerating, ReratingQuerySet
from ratings.models.calibration import CalibrationChange, CalibrationSession, CalibrationSessionQuerySet
from ratings.models.dossier import DossierItem
from ratings.models.drafts import SheetDraft
from ratings.models.editions import Edition, YearAct, YearEvent, YearMembership, YearPlace
from ratings.models.imports import Import
from ratings.models.local import LocalDocument
from ratings.models.raised import RaisedCap
from ratings.models.reminders import Reminder
from ratings.models.reopening import ReopeningRequest, ReopeningRequestQuerySet
from ratings.models.rows import MemberRating, OrganizationRating, Rating
from ratings.models.sheets import Sheet, SheetQuerySet
from ratings.models.tallies import Tally
from ratings.models.work import WorkResult
from ratings.models.yearly import AnswerType, YearlyQuestion, YearlyQuestionQuerySet
from ratings.models.years import RatingYear

__all__ = [
    "AnswerType",
    "Appeal",
    "AppealQuerySet",
    "CalibrationChange",
    "CalibrationSession",
    "CalibrationSessionQuerySet",
    "DossierItem",
    "Edition",
    "Import",
    "LocalDocument",
    "MemberRating",
    "OrganizationRating",
    "RaisedCap",
    "Rating",
    "RatingYear",
    "Reminder",
    "ReopeningRequest",
    "ReopeningRequestQuerySet",
    "Rerating",
    "ReratingQuerySet",
    "Sheet",
    "SheetDraft",
    "SheetQuerySet",
    "Tally",
    "WorkResult",
    "YearAct",
    "YearEvent",
    "YearMembership",
    "YearPlace",
    "YearlyAnswer",
    "YearlyQuestion",
    "YearlyQuestionQuerySet",
    "YearlySession",
]
