from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InspectionsConfig(AppConfig):
    name = "inspections"
    verbose_name = _("Inspections")

    def ready(self) -> None:
        from accounts.trail.record import name_verbs
        from inspections.carried import Cases
        from inspections.life import told
        from inspections.models import Case, Discipline
        from inspections.notices import KINDS
        from inspections.verbs import VERBS
        from members.lives import tell_by
        from members.persons.following import Follower, name_followers
        from notices.kinds import name_kinds
        from organizations.deeds.keepers import keep

        name_verbs(VERBS, self)
        name_kinds(KINDS)
        keep(Cases())
        tell_by(told)
        name_followers(Follower(Case), Follower(Discipline))
