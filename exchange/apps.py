from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    name = "exchange"
    verbose_name = _("Import from files")

    def ready(self) -> None:
        from accounts.trail.record import name_verbs
        from exchange.verbs import VERBS

        name_verbs(VERBS, self)
