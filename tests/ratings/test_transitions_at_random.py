"""Whatever anybody tries in whatever order: only what the table allows is ever in the database."""

from datetime import date

import hypothesis.strategies as st
import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from accounts.roles import Role
from accounts.trail.record import history
from ratings.appeals import actions as appeals_actions
from ratings.appeals.rerating import Decision, rerate
from ratings.appeals.standing import Standing
from ratings.approval import actions as approval_actions
from ratings.models import (
    Appeal,
    Edition,
    RatingYear,
    ReopeningRequest,
    Rerating,
    Sheet,
    Tally,
    YearAct,
    YearEvent,
    YearMembership,
    YearPlace,
)
from ratings.reopening import actions as reopening_actions
from ratings.sheets import entry
from ratings.transitions import TABLE, Transition
from ratings.years import actions as years_actions
from tests import factories
from tests import world as small_world
from tests.ratings import sheets
from ui import refusals

PLACES = ("own", "own_cell", "own_second_cell", "lone_cell", "sibling_cell", "foreign_cell")
ROLES = (
    "clerk",
    "committee",
    "lone_clerk",
    "bloc_office",
    "inspector",
    "leader",
    "auditor",
    "administrator",
    "sibling_committee",
    "second_clerk",
)
# Who may do what where, written down a second time, apart from the code.
MAY = {
    (Transition.SUBMIT, "clerk"): {"own_cell"},
    (Transition.SUBMIT, "committee"): {"own", "own_cell", "own_second_cell"},
    (Transition.SUBMIT, "second_clerk"): {"own_second_cell"},
    (Transition.SUBMIT, "lone_clerk"): {"lone_cell"},
    (Transition.SUBMIT, "sibling_committee"): {"sibling_cell"},
    (Transition.RETURN, "committee"): {"own_cell", "own_second_cell"},
    (Transition.RETURN, "sibling_committee"): {"sibling_cell"},
    (Transition.RETURN, "bloc_office"): {"own", "lone_cell"},
    (Transition.REOPEN, "bloc_office"): {"own", "own_cell", "own_second_cell", "lone_cell", "sibling_cell"},
}
MAY |= {
    (Transition.WITHDRAW, role): places for (transition, role), places in MAY.items() if transition == Transition.SUBMIT
}
MAY |= {
    (Transition.APPROVE, role): places for (transition, role), places in MAY.items() if transition == Transition.RETURN
}
MAY |= {
    (transition, role): places
    for (deed, role), places in MAY.items()
    if deed == Transition.RETURN
    for transition in (Transition.ANSWER, Transition.RERATE)
}
# Who may submit it asks, and who decides on it.
MAY |= {
    (Transition.APPEAL, role): MAY.get((Transition.SUBMIT, role), set()) | MAY.get((Transition.RETURN, role), set())
    for role in ROLES
}
MAY |= {
    (transition, role): MAY[Transition.SUBMIT, role]
    for role in ROLES
    if (Transition.SUBMIT, role) in MAY
    for transition in (Transition.ASK_REOPENING, Transition.TAKE_BACK)
}
MAY[Transition.REFUSE_REOPENING, "bloc_office"] = MAY[Transition.REOPEN, "bloc_office"]
OF_REQUESTS = (Transition.ASK_REOPENING, Transition.REFUSE_REOPENING, Transition.TAKE_BACK)
# They hold no page of the sheet that could be an old one.
WITHOUT_VERSION = (Transition.APPEAL, Transition.ANSWER, *OF_REQUESTS)

SENSIBLE = sorted((transition, role, place) for (transition, role), places in MAY.items() for place in places)
# By whom a sheet goes up without a hitch.
SUBMITTERS = {"own": "committee", "own_cell": "clerk", "own_second_cell": "second_clerk", "lone_cell": "lone_clerk"}
DECIDERS = {"own": "bloc_office", "own_cell": "committee", "own_second_cell": "committee", "lone_cell": "bloc_office"}


def other(sheet: Sheet) -> Standing:
    """Than the organisation's own level that stands there."""
    row = entry.stored(sheet).get(entry.OWN)
    return Standing(4 if row is None or row["level"] == 3 else 3)


NOW_AND_THEN = st.sampled_from((False, False, False, True))


class Office(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        for model in (Tally, YearPlace, YearMembership, YearEvent, YearAct, Edition):
            model.objects.all()._raw_delete("default")
        Rerating.objects.all().delete()
        Appeal.objects.all().delete()
        ReopeningRequest.objects.all().delete()
        Sheet.objects.all().delete()
        self.frozen: set[tuple] = set()
        self.known = dict.fromkeys(PLACES, Sheet.State.DRAFT)
        self.is_open = True
        RatingYear.objects.update(state=RatingYear.State.OPEN, **years_actions.UNCLOSED)
        years_actions.open_year(rating_year=self.year, by=None)

    def now(self, place: str) -> Sheet:
        return sheets.sheet_of(getattr(self.world, place))

    @rule(place=st.sampled_from(tuple(SUBMITTERS)), up=st.booleans())
    def go_on(self, place: str, up: bool) -> None:
        """One step of the ordinary way, so that chance meets sheets in every state."""
        sheet = self.now(place)
        if sheet.state in Sheet.State.editable() and self.is_open:
            sheets.fill(sheet, self.users[SUBMITTERS[place]])
            self.try_transition((Transition.SUBMIT, SUBMITTERS[place], place), False, False)
        elif sheet.state == Sheet.State.SUBMITTED:
            self.try_transition((Transition.APPROVE if up else Transition.RETURN, DECIDERS[place], place), False, False)

    @rule()
    def a_branch_goes_up(self) -> None:
        for place in ("own_cell", "own_cell", "own_second_cell", "own_second_cell", "own"):
            self.go_on(place, up=True)

    @rule(place=st.sampled_from(("own_cell", "own_second_cell")))
    def a_committee_submits_for_a_cell_and_decides_itself(self, place: str) -> None:
        sheet = self.now(place)
        if sheet.state in Sheet.State.editable() and self.is_open:
            sheets.fill(sheet, self.users["committee"])
        self.try_transition((Transition.SUBMIT, "committee", place), False, False)
        self.try_transition((Transition.APPROVE, "committee", place), False, False)

    @rule(place=st.sampled_from(tuple(DECIDERS)))
    def the_office_reopens(self, place: str) -> None:
        self.try_transition((Transition.REOPEN, "bloc_office", place), False, False)

    @rule(place=st.sampled_from(tuple(DECIDERS)), again=st.booleans())
    def somebody_appeals_and_is_answered(self, place: str, again: bool) -> None:
        self.try_transition((Transition.APPEAL, SUBMITTERS[place], place), False, False)
        self.try_transition((Transition.ANSWER, DECIDERS[place], place), False, False, again=again)

    @rule(place=st.sampled_from(tuple(DECIDERS)), then=st.sampled_from((None, *OF_REQUESTS)))
    def somebody_asks_to_reopen(self, place: str, then: Transition | None) -> None:
        self.try_transition((Transition.ASK_REOPENING, SUBMITTERS[place], place), False, False)
        if then:
            by = "bloc_office" if then == Transition.REFUSE_REOPENING else SUBMITTERS[place]
            self.try_transition((then, by, place), False, False)

    def enters(self, place: str) -> bool:
        """The cell of another root stands in a year of that root, which nobody closes here."""
        return self.is_open or place == "foreign_cell"

    @rule(role=st.sampled_from(ROLES), place=st.sampled_from(PLACES), level=st.integers(1, 4), late=NOW_AND_THEN)
    def save(self, role: str, place: str, level: int, late: bool) -> None:
        sheet = self.now(place)
        try:
            sheets.fill_at(sheet, self.users[role], level, sheet.version - late)
        except (refusals.Stale, refusals.Refused):
            assert late or not self.enters(place) or self.known[place] not in Sheet.State.editable()
            return
        assert self.enters(place)

    @rule(role=st.sampled_from(("bloc_office", "other_office")), bare=NOW_AND_THEN)
    def close(self, role: str, bare: bool) -> None:
        given = {"decision_number": "" if bare else "45-QĐ", "decided_on": date(2025, 1, 15), "reason": "Hết hạn"}
        try:
            pending = years_actions.close_year(rating_year=self.stored(), by=self.users[role], **given)
        except refusals.Refused:
            assert bare
            return
        assert not bare
        assert (pending is not None) is self.is_open
        self.closer, self.is_open = role if self.is_open else self.closer, False

    @rule(role=st.sampled_from(("bloc_office", "other_office")))
    def undo_closing(self, role: str) -> None:
        try:
            undone = years_actions.undo_closing(rating_year=self.stored(), by=self.users[role])
        except refusals.Refused:
            assert not self.is_open
            assert role != self.closer
            return
        assert undone is not self.is_open
        assert self.is_open or role == self.closer
        self.is_open = True

    @rule(bare=NOW_AND_THEN)
    def reopen_the_year(self, bare: bool) -> None:
        given = {"decision_number": "46-QĐ", "decided_on": date(2025, 1, 20), "reason": "" if bare else "Sai sót"}
        try:
            done = years_actions.reopen_year(rating_year=self.stored(), by=self.users["bloc_office"], **given)
        except refusals.Refused:
            assert bare
            return
        assert not bare
        assert done is not self.is_open
        self.is_open = True

    def stored(self) -> RatingYear:
        return RatingYear.objects.get(pk=self.year.pk)

    @rule(
        what=st.sampled_from(SENSIBLE)
        | st.tuples(st.sampled_from(list(Transition)), st.sampled_from(ROLES), st.sampled_from(PLACES)),
        late=NOW_AND_THEN,
        bare=NOW_AND_THEN,
    )
    def try_transition(self, what: tuple[Transition, str, str], late: bool, bare: bool, again: bool = False) -> None:
        transition, role, place = what
        sheet = self.now(place)
        before = (sheet.state, sheet.version, history(sheet).count())
        user = self.users[role]
        submitter = sheet.submitted_by_id
        try:
            self.act(transition, sheet, sheet.version - late, user, bare, again)
        except (refusals.Stale, ValidationError):
            after = self.now(place)
            assert (after.state, after.version, history(after).count()) == before
            return
        assert self.is_open or RatingYear.State.CLOSED in TABLE[transition].year_states
        assert not late or transition in WITHOUT_VERSION
        assert place in MAY.get((transition, role), set())
        assert before[0] in TABLE[transition].sources or (transition in OF_REQUESTS and not self.is_open)
        assert not (bare and (TABLE[transition].needs_reason or TABLE[transition].needs_decision))
        if TABLE[transition].not_by_submitter:
            assert submitter != user.pk
        self.known[place] = TABLE[transition].target or before[0]
        assert history(sheet).count() == before[2] + (2 if again else 1)

    def act(self, transition: Transition, sheet: Sheet, version: int, user, bare: bool, again: bool = False) -> None:
        given = {"sheet": sheet, "version": version, "by": user}
        reason, number = ("", "") if bare else ("vì sai sót", "5-QĐ")
        if transition == Transition.SUBMIT:
            approval_actions.submit(**given, **sheets.EXPLANATIONS)
        elif transition == Transition.WITHDRAW:
            approval_actions.withdraw(**given)
        elif transition == Transition.RETURN:
            approval_actions.return_(**given, reason=reason)
        elif transition == Transition.APPROVE:
            approval_actions.approve(**given, decision_number=number, decided_on=date(2025, 1, 6))
        elif transition == Transition.APPEAL:
            self.appeal(sheet, user, reason)
        elif transition == Transition.ANSWER:
            self.answer(given, Decision(number, date(2025, 1, 20), reason), again)
        elif transition in OF_REQUESTS:
            self.request(transition, sheet, user, reason)
        elif transition == Transition.RERATE:
            rerate(**given, row=entry.OWN, new=other(sheet), decision=Decision(number, date(2025, 1, 20), reason))
        else:
            approval_actions.reopen(**given, reason=reason, decision_number=number, decided_on=date(2025, 1, 20))

    def request(self, transition: Transition, sheet: Sheet, user, reason: str) -> None:
        if transition == Transition.ASK_REOPENING:
            reopening_actions.ask(sheet=sheet, reason=reason, by=user)
            return
        if (asked := sheet.reopening_requests.waiting().first()) is None:
            raise refusals.Refused("Nobody asks.")
        asked.sheet = sheet
        if transition == Transition.REFUSE_REOPENING:
            reopening_actions.refuse(request=asked, reason=reason, by=user)
        else:
            reopening_actions.take_back(request=asked, by=user)

    def appeal(self, sheet: Sheet, user, reason: str) -> None:
        asked = {"asker": Appeal.Asker.ORGANIZATION, "received_on": date(2025, 1, 8)}
        asked["request"] = f"Xem lại lần {Appeal.objects.count() + 1}"
        appeals_actions.record_appeal(sheet=sheet, row=entry.OWN, grounds=reason, by=user, **asked)

    def answer(self, given: dict, decision: Decision, again: bool) -> None:
        sheet = given.pop("sheet")
        if (asked := sheet.appeals.unanswered().first()) is None:
            raise refusals.Refused("Nobody asks.")
        asked.sheet = sheet
        outcome = Appeal.Outcome.RERATED if again else Appeal.Outcome.KEPT
        new = other(sheet) if again else None
        appeals_actions.answer(**given, appeal=asked, outcome=outcome, decision=decision, new=new)

    @invariant()
    def the_database_says_what_was_allowed(self) -> None:
        if not hasattr(self, "known"):
            return
        year = self.stored()
        assert year.is_open is self.is_open
        assert (year.closed_at is None) is self.is_open
        for place, state in self.known.items():
            sheet = self.now(place)
            assert sheet.state == state
            assert (sheet.approved_by is not None) is (state == Sheet.State.APPROVED)
            assert sheet.tallies.filter(version=sheet.version).exists() is (state == Sheet.State.APPROVED)
        if self.known["own"] in (Sheet.State.SUBMITTED, Sheet.State.APPROVED):
            assert self.known["own_cell"] == self.known["own_second_cell"] == Sheet.State.APPROVED

    @invariant()
    def only_for_what_is_locked_a_request_waits(self) -> None:
        waiting = ReopeningRequest.objects.waiting().select_related("sheet__rating_year")
        states = [(each.sheet.state, each.sheet.rating_year.is_open) for each in waiting]
        assert all(state == Sheet.State.APPROVED or not is_open for state, is_open in states)

    @invariant()
    def every_edition_stays_as_it_was_frozen(self) -> None:
        if not hasattr(self, "frozen"):
            return
        now = set(Tally.objects.values_list("pk", "sheet", "version", "measure", "value"))
        assert self.frozen <= now
        editions, added = ({line[1:3] for line in lines} for lines in (self.frozen, now - self.frozen))
        assert editions.isdisjoint(added), "nothing is added to an edition"
        self.frozen = now

    @invariant()
    def what_is_set_anew_has_its_edition_and_its_answer(self) -> None:
        made = set(Rerating.objects.values_list("sheet", "version"))
        assert made <= set(Tally.objects.values_list("sheet", "version"))
        answered = set(Appeal.objects.filter(outcome="rerated").values_list("pk", flat=True))
        assert answered == set(Rerating.objects.filter(appeal__isnull=False).values_list("appeal", flat=True))


@pytest.mark.django_db
def test_no_illegal_deed_ever_persists():
    Office.world = small_world.build()
    Office.users = {**Office.world.users, "second_clerk": sheets.clerk_of(Office.world.own_second_cell)}
    Office.users["other_office"] = factories.user_with(Role.OFFICE, Office.world.bloc)
    Office.year = sheets.open_year(Office.world)
    run_state_machine_as_test(
        Office,
        settings=settings(
            max_examples=15, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
