from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembersConfig(AppConfig):
    name = "members"
    verbose_name = _("Party members")

    def ready(self) -> None:
        from accounts.trail.record import name_verbs
        from exchange.kinds import name_kinds
        from members.badges import words as of_badges
        from members.carried import Memberships
        from members.changes import changed
        from members.events.importing.kind import Events
        from members.importing.kind import Members
        from members.models import Deed, Difference, LifeEvent, Membership
        from members.offers import moved
        from members.offers.carried_out import PLANNABLE
        from members.offers.plannable import name_plannable
        from members.offers.words import KINDS
        from members.persons import likeness
        from members.persons.following import Follower, name_followers, name_staying
        from members.reconciling.kind import OtherList
        from members.verbs import MENDING, VERBS
        from notices.kinds import name_kinds as name_notices
        from organizations.deeds.keepers import keep

        name_verbs(VERBS, self)
        name_verbs(MENDING, self, "mending", _("Transfers offered, plans and corrections"))
        name_kinds([Members(), Events(), OtherList()])
        keep(Memberships())
        name_notices(KINDS)
        name_notices(of_badges.KINDS)
        name_plannable(PLANNABLE)
        changed.connect(moved.happened, dispatch_uid="members.offers.moved")
        name_followers(Follower(Deed), Follower(Difference, once=("reconciliation", "fact", "kind")))
        # Their own way: members.persons.lives.
        name_staying(Membership, LifeEvent)
        changed.connect(likeness.heard, dispatch_uid="members.persons.likeness")
