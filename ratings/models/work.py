"""The work of a year in numbers: what is asked of a grassroots organisation, and its answers."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ratings.levels import Level
from ratings.models.questions import AnswerKind, AnswerMeasures, Question, QuestionGroup
from ratings.models.sheets import Sheet

MORE_ATTENDED = _("More attended than were summoned. Check both numbers.")
MORE_REGISTERED = _("More registered than should. Check both numbers.")
MILLION_DONG, MODELS = _("million đồng"), _("models")

# In the order in which an organisation reports.
QUESTION_GROUPS = (
    QuestionGroup(
        _("Study of resolutions"),
        (
            Question("K01", "officials_summoned"),
            Question("K02", "officials_attended", part_of="officials_summoned", too_many=MORE_ATTENDED),
            Question("K03", "workers_summoned"),
            Question("K04", "workers_attended", part_of="workers_summoned", too_many=MORE_ATTENDED),
        ),
    ),
    QuestionGroup(
        _("Commitments to follow Hồ Chí Minh's example"),
        (
            Question("K05", "officials_expected"),
            Question("K06", "officials_registered", part_of="officials_expected", too_many=MORE_REGISTERED),
            Question("K07", "workers_expected"),
            Question("K08", "workers_registered", part_of="workers_expected", too_many=MORE_REGISTERED),
            Question(
                "K09",
                "ethics_standards",
                AnswerKind.YES_NO,
                unit="",
                tallied=AnswerMeasures("ethics_units", "ethics_standards"),
            ),
        ),
    ),
    QuestionGroup(
        _("Directives"),
        (
            Question("K10", "directives_expected"),
            Question(
                "K11",
                "directives_reached",
                part_of="directives_expected",
                too_many=_("More reached than expected. Check both numbers."),
            ),
        ),
    ),
    QuestionGroup(
        _("Political task"),
        (
            Question(
                "K12",
                "political_task_level",
                AnswerKind.LEVEL,
                unit="",
                tallied=AnswerMeasures("political_task_units", "political_task_good"),
            ),
            Question(
                "K13",
                "revenue",
                AnswerKind.MONEY,
                MILLION_DONG,
                compared_with="revenue_previous",
                enterprises_only=True,
            ),
            Question("K14", "revenue_previous", AnswerKind.MONEY, MILLION_DONG, enterprises_only=True),
            Question("K15", "budget_paid", AnswerKind.MONEY, MILLION_DONG, enterprises_only=True),
        ),
    ),
    QuestionGroup(
        _("Titles"),
        (
            Question("K16", "staff_considered"),
            Question(
                "K17",
                "staff_titled",
                part_of="staff_considered",
                too_many=_("More titled than were considered. Check both numbers."),
            ),
        ),
    ),
    QuestionGroup(
        _("Mass mobilisation"),
        (
            Question("K18", "mobilisation_registered", unit=MODELS),
            Question(
                "K19",
                "mobilisation_recognised",
                unit=MODELS,
                part_of="mobilisation_registered",
                too_many=_("More recognised than registered. Check both numbers."),
            ),
            Question("K20", "dialogues", unit=_("dialogues")),
        ),
    ),
)
QUESTIONS = {question.name: question for group in QUESTION_GROUPS for question in group.questions}
PAIRS = tuple((question.name, question.partner) for question in QUESTIONS.values() if question.partner)


class WorkResult(models.Model):
    """The year's work of a grassroots organisation in numbers, as the term's indicators need them.

    "Officials" are cadres, Party members, officials and public employees; "workers" the other employees.
    Money is in million đồng.
    """

    sheet = models.OneToOneField(Sheet, models.CASCADE, related_name="work_result")
    officials_summoned = models.PositiveIntegerField(_("officials summoned to study sessions"), null=True, blank=True)
    officials_attended = models.PositiveIntegerField(_("officials who attended"), null=True, blank=True)
    workers_summoned = models.PositiveIntegerField(_("workers summoned to study sessions"), null=True, blank=True)
    workers_attended = models.PositiveIntegerField(_("workers who attended"), null=True, blank=True)
    officials_expected = models.PositiveIntegerField(
        _("officials who should register a commitment"), null=True, blank=True
    )
    officials_registered = models.PositiveIntegerField(
        _("officials who registered a commitment"), null=True, blank=True
    )
    workers_expected = models.PositiveIntegerField(_("workers who should register a commitment"), null=True, blank=True)
    workers_registered = models.PositiveIntegerField(_("workers who registered a commitment"), null=True, blank=True)
    ethics_standards = models.BooleanField(_("ethics standards issued and kept up to date"), null=True, blank=True)
    staff_considered = models.PositiveIntegerField(_("staff considered for titles"), null=True, blank=True)
    staff_titled = models.PositiveIntegerField(_("staff titled advanced worker or higher"), null=True, blank=True)
    political_task_level = models.PositiveSmallIntegerField(
        _("level of the agency or enterprise in its political task"), choices=Level.choices, null=True, blank=True
    )
    directives_expected = models.PositiveIntegerField(
        _("officials to whom directives should be brought"), null=True, blank=True
    )
    directives_reached = models.PositiveIntegerField(
        _("officials whom directives reached in time"), null=True, blank=True
    )
    revenue = models.PositiveBigIntegerField(_("revenue of the year, million đồng"), null=True, blank=True)
    revenue_previous = models.PositiveBigIntegerField(
        _("revenue of the year before, million đồng"), null=True, blank=True
    )
    budget_paid = models.PositiveBigIntegerField(_("paid into the budget, million đồng"), null=True, blank=True)
    mobilisation_registered = models.PositiveIntegerField(
        _("“Skilful mass mobilisation” models registered"), null=True, blank=True
    )
    mobilisation_recognised = models.PositiveIntegerField(
        _("“Skilful mass mobilisation” models recognised"), null=True, blank=True
    )
    dialogues = models.PositiveIntegerField(_("dialogues with citizens"), null=True, blank=True)

    class Meta:
        verbose_name = _("work result")
        verbose_name_plural = _("work results")
        constraints = [
            models.CheckConstraint(
                condition=Q(**{f"{each.name}__lte": F(each.part_of)})
                | Q(**{each.name: None})
                | Q(**{each.part_of: None}),
                name=f"workresult_{each.name}_within",
                violation_error_message=each.too_many,  # type: ignore[arg-type]
            )
            for each in QUESTIONS.values()
            if each.part_of
        ]

    def __str__(self) -> str:
        return str(self.sheet)
