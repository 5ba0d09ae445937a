"""What Regulation 366-QĐ/TW and Guide 43-HD/BTCTW say alone, restated."""

from django.utils.translation import gettext_lazy as _

CAP = _(
    "Excellent: at most 20 percent of those rated good in each group alike in position, role, function and task; up to "
    "25 percent by decision, where the results are outstanding."
)
POINTS = _(
    "Of 100 points, 30 common and 70 for results: excellent from 90, good from 70, completed from 50, as far as the "
    "other conditions hold."
)
EXCELLENT_TASKS = _(
    "Excellent: all tasks done on time and well, at least 30 percent above what was asked, all earlier shortcomings "
    "made good."
)
GOOD_TASKS = _("Good: all tasks done on time.")
COMPLETED_TASKS = _("Completed: all tasks done, at most 20 percent of them late.")
SUBORDINATE = _("No collective is excellent with a subordinate unit or a leader disciplined in the year.")
HALF_OF_TASKS = _("A member with more than 50 percent of the tasks not completed is not completed.")
SEVENTY_OF_TASKS = _(
    "A leader or a collective with less than 70 percent of the year's tasks done is not completed; a collective not "
    "where force majeure was the reason, or where it found and repaired the fault itself."
)
DEGENERATION = _("Where degeneration is concluded the level is not completed.")
DUTY = _(
    "Whoever is disciplined, from reprimand on, for a breach of duty is not completed; a member without an office not "
    "where the breach was reported and repaired by oneself."
)
LEADERSHIP = _(
    "A collective that is disciplined, or one of whose members is, from reprimand on, for a breach of duty, is not "
    "completed; not where it happened elsewhere before or has nothing to do with the duty."
)
EXEMPLARITY = _(
    "A member who did what members must not do, or set a bad example, with harm done, is not completed; not where it "
    "was reported and repaired by oneself."
)
UNITS = _("A leader with more than 50 percent of the units in charge not completed is not completed.")
CONFIDENCE = _("A leader with more than 50 percent of the votes of confidence low is not completed.")
CORRUPTION = _("A leader in whose direct charge corruption or waste happened that was disciplined is not completed.")
CADRES = _("A collective with faults in personnel work concluded by a competent body is not completed.")
DISUNITY = _("A collective with disunity or factions concluded by a competent body is not completed.")
ORDER = _("A collective is rated before its head and its members; the lower body before the higher one.")
VIOLATION = _(
    "An earlier violation counts in the round in which it is disciplined, or its form made heavier; one at a former "
    "organisation in the result of that organisation."
)
SICK_LEAVE = _("Whoever was long on sick or maternity leave is rated by the results of the time worked.")
TEMPORARY = _("Who is in temporary activity is rated by the official cell, after the temporary cell's written opinion.")
SUSPENDED_FROM_OFFICE = _(
    "Whoever is suspended from the committee alone, not from Party activity, reviews the time before at the cell and "
    "is rated."
)
DECIDES = _(
    "Who decides: for a member and a cell the grassroots committee or the standing board above; a section only "
    "proposes; for a grassroots organisation the standing board above; for one directly under the province, and for "
    "the Party organisation above the grassroots, the provincial standing board."
)
COMMENDATION = _("Certificates are proposed for who was excellent in the year, and for five years running.")
ONE_QUARTER = _(
    "Whoever leads or manages and has a quarter that is not completed is not excellent in the year. Quarters are rated "
    "from 2026 on."
)
TWO_QUARTERS = _("After two quarters in a row that are not completed another person in the office is considered.")
HEADS = _("A guide of the Party committee of VATM judges the head of a body apart, not in the share of the members.")
ROUNDING = _(
    "The regulation is silent on how the share is rounded. To round down is our reading; a guide of the Party "
    "committee of VATM rounds to the nearest whole number, from a half up."
)
