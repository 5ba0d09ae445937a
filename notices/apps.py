from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "notices"
    verbose_name = _("Notices")

    def ready(self) -> None:
        from accounts.sign_in.actions import password_set
        from accounts.trail.record import name_verbs
        from notices import passwords
        from notices.kinds import name_kinds
        from notices.verbs import VERBS

        name_verbs(VERBS, self)
        name_kinds(passwords.KINDS)
        password_set.connect(passwords.was_set, dispatch_uid="notices.passwords")
