from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembersConfig(AppConfig):
    name = "members"
    verbose_name = _("Party members")

    def ready(self) -> None:
        from accounts.trail.record import name_verbs
        from members.verbs import VERBS

        name_verbs(VERBS, self)
