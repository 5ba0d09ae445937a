"""What several rule sets say alike, restated once; each rule set names the document where it says so."""

from django.utils.translation import gettext_lazy as _

from ratings.levels import Level, NotRatedReason

FOUR_LEVELS = {level: level.label for level in Level}

NOT_RATED = {
    NotRatedReason.EXEMPT: _("A member exempt from Party activity is not rated."),
    NotRatedReason.SUSPENDED: _("A member suspended from Party activity is not rated."),
    NotRatedReason.NEW_MEMBER: _("A member admitted less than 6 months ago reviews but is not rated."),
    NotRatedReason.NEW_ORGANIZATION: _("An organisation founded less than 6 months ago is not rated."),
    NotRatedReason.PENDING: _("Whoever is absent with good reason is rated as soon as possible afterwards."),
    NotRatedReason.OTHER: _("Any other reason is written down."),
}

# Regulation 124-QĐ/TW, Article 5(2), and Regulation 366-QĐ/TW, Article 5(2.1): these do not even review.
NO_REVIEW = {
    NotRatedReason.EXEMPT: _("A member exempt from Party activity does not review and is not rated."),
    NotRatedReason.SUSPENDED: _("A member suspended from Party activity does not review and is not rated."),
    NotRatedReason.NEW_MEMBER: _("A member admitted less than 6 months ago does not review and is not rated."),
}

CAP_MEMBERS = _("Excellent members: at most 20 percent of those rated good in the grassroots organisation.")
CAP_ORGANIZATIONS = _("Excellent organisations: at most 20 percent of those of the same kind rated good.")
CAP_GROUPS = _("Excellent: at most 20 percent of those rated good in each group with similar functions.")

CONDITION_EXCELLENT = _("Excellent: all below complete their tasks, and at least 80 percent do so well.")
CONDITION_GOOD = _("Good: all below complete their tasks, and at least 50 percent do so well.")
CELL_LIMIT = _("A cell with more than 20 percent of its members not completed is not completed.")

DISCIPLINED = _("A member disciplined by the Party in the year is not completed; a violation counts in one year only.")
CIVIL_NOT_COMPLETED = _("An official or public employee rated not completed as such is not completed as a member.")
CIVIL_AS_PARTY = _("An official or public employee is not rated higher as a member than as an official.")
HALF_OF_TASKS = _("With less than half of the targets and tasks done the level is not completed.")
DEGENERATION = _("Where degeneration or serious disunity is concluded the level is not completed.")
COLLECTIVE_DISCIPLINED = _(
    "A leadership that is disciplined, or one of whose members is warned or worse, is not completed."
)
SUBORDINATE_DISCIPLINED = _("No excellent level with a subordinate organisation or a leader disciplined in the year.")
SUBORDINATE_REMEDIED = _(
    "No excellent level with a subordinate organisation or a leader disciplined in the year; good only where the "
    "violation was found and remedied by the organisation itself."
)
SICK_LEAVE = _("With three months of sick leave or more in the year a member is not rated good or excellent.")
SELF_REVIEW = _("Whoever has not made the self-review makes it before being rated.")
TWO_YEARS = _("After two consecutive years not completed, removal from the list is considered.")
FINER_EXCEPTIONS = _("Discipline in the year means not completed, with exceptions for what was found and remedied.")
HEAD = _("The head of a collective is not rated higher than the collective.")
BALLOT = _("The cell decides by ballot; the level has more than half of those present.")
WEAK_CHILDREN = _("With more than a third of the organisations below weak, the organisation is weak.")
WEAK_MEMBERS = _("With more than half of the members not completed, the organisation is weak.")
ON_TIME = _("Excellent and good: all tasks on time; excellent: at least 30 percent of them above what was asked.")
TASK = _("Excellent needs excellent results of the political task, good needs good ones.")
