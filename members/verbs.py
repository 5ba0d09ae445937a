from django.utils.translation import gettext_lazy as _

VERBS = {
    "member.admitted": _("entered an admitted member"),
    "member.transferred_in": _("entered a member from elsewhere"),
    "member.brought_in": _("brought in a member from a file"),
    "member.exempted": _("entered an exemption from activity"),
    "member.correct": _("corrected a member's facts"),
    "member.transfer": _("transferred a member"),
    "member.recognized": _("entered a recognition as full member"),
    "member.removed": _("entered a removal from the list"),
    "member.resigned": _("entered a resignation"),
    "member.expelled": _("entered an expulsion"),
    "member.died": _("entered a death"),
    "member.transferred_out": _("entered a transfer out"),
    "member.merge": _("merged two records of one person"),
    "member.merge_taken_back": _("took a merger of two records back"),
    "member.two_persons": _("said of two members of one name that they are two persons"),
    "member.revoke": _("revoked what was entered of a member"),
    "member.enter_again": _("entered again what had been revoked"),
    "member.correct_event": _("corrected an event of a member"),
    "members.download": _("downloaded the list of members"),
}
