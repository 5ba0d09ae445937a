from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RatingsConfig(AppConfig):
    name = "ratings"
    verbose_name = _("Ratings")

    def ready(self) -> None:
        from accounts.trail.record import name_verbs
        from exchange.kinds import name_kinds as name_kinds_of_files
        from members.changes import ask_before, changed
        from members.lives import tell_by
        from members.persons.following import Follower, name_followers, name_staying
        from notices.kinds import name_kinds
        from organizations import closed_days as days
        from organizations.deeds.keepers import keep
        from organizations.places import settled
        from ratings.importing.answers import YearlyAnswers
        from ratings.importing.members import MemberRatings
        from ratings.importing.organizations import OrganizationRatings
        from ratings.models import Appeal, MemberRating, Rerating, YearAct, YearEvent, YearMembership
        from ratings.notices import appeal_words, closed_days, register, reopening_words, words, year_words
        from ratings.sheets.life import told
        from ratings.sheets.of_one_person import of_closed_years, twice_on_its_way
        from ratings.sheets.reorganized import Sheets
        from ratings.sheets.standing import follow
        from ratings.verbs import OF_QUESTIONS, OF_SHEETS, OF_YEARS

        name_verbs(OF_YEARS, self)
        name_verbs(OF_QUESTIONS, self, "questions", _("Yearly questions"))
        name_verbs(OF_SHEETS, self, "sheets", _("Rating sheets"))
        name_kinds((*words.KINDS, *appeal_words.KINDS, *reopening_words.KINDS, *year_words.KINDS))
        name_kinds_of_files((OrganizationRatings(), MemberRatings(), YearlyAnswers()))
        ask_before(register.foreseen)
        tell_by(told)
        changed.connect(register.happened, dispatch_uid="ratings.notices.register")
        days.ask(closed_days.said)
        days.list_by(closed_days.listed)
        keep(Sheets())
        name_followers(
            Follower(MemberRating, once=("sheet",), stays=of_closed_years, in_the_way=twice_on_its_way),
            Follower(Appeal, stays=of_closed_years),
            Follower(Rerating, stays=of_closed_years),
        )
        name_staying(YearMembership, YearEvent, YearAct)
        settled.connect(follow, dispatch_uid="ratings.sheets.standing")
