from django.apps import AppConfig
from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in
        from django.db.backends.signals import connection_created

        from accounts.lists.alphabet import teach_sqlite
        from accounts.sign_in.sessions import begin
        from accounts.trail.record import name_verbs
        from accounts.verbs import VERBS
        from ui.forms import name_races

        name_verbs(VERBS, self)
        name_races(IntegrityError)
        connection_created.connect(teach_sqlite, dispatch_uid="accounts.lists.alphabet.teach_sqlite")
        user_logged_in.connect(begin, dispatch_uid="accounts.sessions.begin")
