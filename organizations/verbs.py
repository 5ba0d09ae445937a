from django.utils.translation import gettext_lazy as _

VERBS = {
    "organization.found": _("entered an organisation"),
    "letterhead.set": _("set how papers are headed"),
    "reorganization.found": _("founded an organisation"),
    "reorganization.correct": _("put right what was mistyped of an organisation"),
    "reorganization.rename": _("renamed an organisation"),
    "reorganization.turn": _("changed the type of an organisation"),
    "reorganization.classify": _("changed the sector or type of unit of an organisation"),
    "reorganization.move": _("moved organisations"),
    "reorganization.merge": _("merged organisations"),
    "reorganization.split": _("divided an organisation"),
    "reorganization.dissolve": _("dissolved an organisation"),
    "reorganization.take_back": _("took back a change of organisations"),
    "assignment.add": _("gave a role"),
    "assignment.end": _("ended a role"),
}
