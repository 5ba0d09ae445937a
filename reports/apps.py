from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = _("Reports")

    def ready(self) -> None:
        from accounts.trail.record import name_verbs
        from exchange.kinds import name_kinds as name_imports
        from notices.kinds import name_kinds
        from reports.importing.kinds import Plans, PublishedFigures
        from reports.jobs.notices import KINDS
        from reports.verbs import VERBS

        name_verbs(VERBS, self)
        name_kinds(KINDS)
        name_imports([PublishedFigures(), Plans()])
