from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RatingsConfig(AppConfig):
    name = "ratings"
    verbose_name = _("Ratings")

    def ready(self) -> None:
        from accounts.trail.record import name_verbs
        from members.moves import ask_before, moved
        from notices.kinds import name_kinds
        from ratings.notices import moves, words, year_words
        from ratings.verbs import VERBS

        name_verbs(VERBS, self.verbose_name)
        name_kinds((*words.KINDS, *year_words.KINDS))
        ask_before(moves.foreseen)
        moved.connect(moves.happened, dispatch_uid="ratings.notices.moves")
