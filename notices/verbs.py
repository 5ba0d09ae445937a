from django.utils.translation import gettext_lazy as _

VERBS = {"notices.choose": _("chose what to be told of")}
