from django.apps import AppConfig
from django.db.models.signals import post_migrate, post_save
from django.utils.translation import gettext_lazy as _


class OrganizationsConfig(AppConfig):
    name = "organizations"
    verbose_name = _("Party organisations")

    def ready(self) -> None:
        from accounts.trail.record import name_verbs
        from exchange.kinds import name_kinds as name_imports
        from notices.kinds import name_kinds
        from organizations.importing.kind import Organizations
        from organizations.notices import KINDS
        from organizations.places import lay_first
        from organizations.sectors import ensure_sectors
        from organizations.verbs import VERBS

        name_verbs(VERBS, self)
        name_kinds(KINDS)
        name_imports([Organizations()])
        post_migrate.connect(ensure_sectors, sender=self)
        post_save.connect(lay_first, sender="organizations.Organization")
