from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommitteesConfig(AppConfig):
    name = "committees"
    verbose_name = _("Committees and offices")

    def ready(self) -> None:
        from accounts.trail.record import name_verbs
        from committees.due.words import KINDS
        from committees.following import follow
        from committees.kept import Committees
        from committees.models import Office
        from committees.verbs import VERBS
        from members.persons.following import Follower, name_followers
        from notices.kinds import name_kinds
        from organizations.deeds.keepers import keep

        name_verbs(VERBS, self)
        keep(Committees())
        name_kinds(KINDS)
        name_followers(Follower(Office))
        follow()
