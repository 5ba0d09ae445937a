from django.utils.translation import gettext_lazy as _

VERBS = {
    "import.write": _("wrote a file"),
    "import.take_back": _("took back what a file wrote"),
    "import.fail": _("could not write a file"),
    "import.discard": _("threw a sent file away"),
    "import.download": _("took home a file with marked errors"),
}
