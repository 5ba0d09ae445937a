from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RatingsConfig(AppConfig):
    name = "ratings"
    verbose_name = _("Ratings")

    def ready(self) -> None:
        from accounts.trail.record import name_verbs
        from ratings.verbs import VERBS

        name_verbs(VERBS)
