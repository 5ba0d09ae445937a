"""What is asked of the year's work."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

ENTERPRISE_ONLY = ("revenue", "revenue_previous", "budget_paid")
WITHIN = {
    "officials_attended": ("officials_summoned", gettext_lazy("More attended than were summoned. Check both numbers.")),
    "workers_attended": ("workers_summoned", gettext_lazy("More attended than were summoned. Check both numbers.")),
    "officials_registered": ("officials_expected", gettext_lazy("More registered than should. Check both numbers.")),
    "workers_registered": ("workers_expected", gettext_lazy("More registered than should. Check both numbers.")),
    "staff_titled": ("staff_considered", gettext_lazy("More titled than were considered. Check both numbers.")),
    "directives_reached": ("directives_expected", gettext_lazy("More reached than expected. Check both numbers.")),
    "mobilisation_recognised": (
        "mobilisation_registered",
        gettext_lazy("More recognised than registered. Check both numbers."),
    ),
}


# (title, fields), in the order in which a grassroots organisation reports.
WORK_GROUPS = (
    (
        gettext_lazy("Study of resolutions"),
        ("officials_summoned", "officials_attended", "workers_summoned", "workers_attended"),
    ),
    (
        gettext_lazy("Commitments to follow Hồ Chí Minh's example"),
        ("officials_expected", "officials_registered", "workers_expected", "workers_registered", "ethics_standards"),
    ),
    (gettext_lazy("Directives"), ("directives_expected", "directives_reached")),
    (gettext_lazy("Political task"), ("political_task_level", "revenue", "revenue_previous", "budget_paid")),
    (gettext_lazy("Titles"), ("staff_considered", "staff_titled")),
    (gettext_lazy("Mass mobilisation"), ("mobilisation_registered", "mobilisation_recognised", "dialogues")),
)
