from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembersConfig(AppConfig):
    name = "members"
    verbose_name = _("Party members")

    def ready(self) -> None:
        from accounts.trail.record import name_verbs
        from exchange.kinds import name_kinds
        from members.carried import Memberships
        from members.importing.kind import Members
        from members.verbs import VERBS
        from organizations.deeds.keepers import keep

        name_verbs(VERBS, self)
        name_kinds([Members()])
        keep(Memberships())
