from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = _("The portal")

    def ready(self) -> None:
        from accounts.trail.record import name_verbs
        from portal.verbs import VERBS

        name_verbs(VERBS, self)
