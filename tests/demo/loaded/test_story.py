"""2025 as the demo plays it: no figure of the Bloc moves, each successor has its own, all three stay readable."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from accounts.models import User
from demo.story import play
from demo.story.cast import COMPANIES, HANDED_OVER, MERGED, OFFICES, TERM, UNITED, YEAR, decided
from members import deeds as members
from members.models import LifeEvent, Member, Membership
from organizations.deeds import changing, merging
from organizations.deeds.changing import Named
from organizations.deeds.taking_back import take_back
from organizations.models import Kind, Organization, Place, Reorganization, Sector
from organizations.roots import grants_at
from ratings.models import MemberRating, RatingYear, Sheet
from ratings.register.differences import differences
from reports.models import Term
from tests.demo.loaded.told import entered_later, root, told
from ui.refusals import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_database")]

BLOC, A, B, C = play.BLOC, OFFICES.named.code, COMPANIES.named.code, UNITED.named.code
LATE_DAY, LEFT_DAY, MOVED = date(2022, 5, 5), date(2023, 6, 1), date(2025, 5, 12)


@dataclass
class Story:
    told: dict[str, dict[str, Any]] = field(default_factory=dict)
    late: Member | None = None
    mover: Member | None = None
    closed: Organization | None = None
    sides: dict[str, Any] = field(default_factory=dict)


@pytest.fixture(scope="module")
def story(demo_database, django_db_blocker) -> Iterator[Story]:
    with django_db_blocker.unblock(), transaction.atomic():
        played = _played()
        with django_db_blocker.block():
            yield played
        transaction.set_rollback(True)


def _played() -> Story:
    story = Story()
    story.told["before"] = told(BLOC)
    play.end_the_bloc()
    story.told["ended"] = told(BLOC)
    _happenings(story)
    play.go_on()
    story.told["late"] = told(BLOC)
    story.sides = {code: (told(code), _settings(code)) for code in (A, B)}
    merged = play.merge()
    story.told["merged"] = told(BLOC)
    take_back(reorganization=merged, by=play.office())
    story.told["taken back"] = told(BLOC)
    story.told |= {f"{code} taken back": told(code) for code in (A, B)}
    play.merge()
    play.go_on_together()
    story.told["gone on"] = told(BLOC)
    return story


def _happenings(story: Story) -> None:
    """One founded late, one cell closed, one member who moves between the two, one entered after closing."""
    by = play.office()
    facts = {"kind": Kind.GRASSROOTS_CELL, "parent": root(B), "sector": Sector.objects.get(code="advisory")}
    changing.found(decision=decided(date(2025, 5, 20), 21), named=Named("MUON", "Chi bộ Tò He"), by=by, **facts)
    committee = Organization.objects.filter(parent=root(A), kind=Kind.GRASSROOTS_COMMITTEE).order_by("path")[0]
    first, second, third = committee.children.filter(kind=Kind.SUBORDINATE_CELL).order_by("path")[:3]
    merging.merge_into(decision=decided(date(2025, 4, 15), 22), organizations=[first], survivor=second, by=by)
    story.closed = first
    story.mover = Membership.objects.filter(organization=third, until=None).order_by("pk")[0].member
    there = Organization.objects.filter(path__startswith=root(B).path, kind=Kind.SUBORDINATE_CELL).order_by("path")[0]
    members.transfer(member=story.mover, organization=there, on=MOVED, by=by)
    person = {"full_name": "Trịnh Văn Muộn", "sex": Member.Sex.MALE, "birth_date": date(1990, 1, 1)}
    story.late = members.enter(
        facts=person | {"admitted_on": LATE_DAY},
        kind=LifeEvent.Kind.ADMITTED,
        organization=third,
        decided_on=LATE_DAY,
        by=by,
    )
    members.end(member=story.late, kind=LifeEvent.Kind.DIED, on=LEFT_DAY, by=by)


def _settings(code: str) -> dict[str, Any]:
    [year] = RatingYear.objects.filter(root__code=code).values(
        "year", "state", "cap_base", "cap_rounding", "cap_enforced", "cap_minimum_group"
    )
    return year


@pytest.mark.parametrize("moment", ["ended", "late", "merged", "taken back", "gone on"])
def test_every_figure_of_the_bloc_is_the_same_to_the_digit(story, moment):
    before, after = story.told["before"], story.told[moment]
    assert [name for name in before if before[name] != after[name]] == []


def test_there_was_something_to_move(story):
    before = story.told["before"]
    assert {name.split()[0] for name in before} == {"2015-2020", "2020-2025"}
    assert before["2020-2025 annex"].members == 4_989
    assert before["2020-2025 annex"].organizations == before["2015-2020 levels"] == 81


def test_what_was_entered_late_is_shown_beside_the_closed_years(story, client):
    for year in (LATE_DAY.year, LEFT_DAY.year):
        found = differences(RatingYear.objects.get(root=root(BLOC), year=year))
        assert story.late.events.filter(pk__in=[each.row[0] for each in found]).exists()
        client.force_login(User.objects.get(username="khoi"))
        page = client.get(f"/r/{root(BLOC).pk}{reverse('ratings:editions', args=[year])}").content.decode()
        assert story.late.full_name in page
    assert [(year, words) for _line, year, words in entered_later(BLOC, TERM)] == [
        (str(LATE_DAY.year), "thay đổi sau: 1")
    ]


def test_each_successor_has_targets_a_year_and_caps_of_its_own(story):
    for code, of, other in ((A, OFFICES, COMPANIES), (B, COMPANIES, OFFICES)):
        said, settings = story.sides[code]
        assert [line.code for line in said[f"{TERM} figures"].lines] == [each[0] for each in of.targets]
        [term] = Term.objects.filter(root=root(code)).select_related("continues__root")
        assert (term.code, term.first_year, term.continues.root) == (TERM, YEAR, root(BLOC))
        assert term.continues.ended_early
        assert {name: settings[name] for name in of.settings} == of.settings
        assert any(settings.get(name) != value for name, value in other.settings.items())


def test_none_of_one_is_told_by_the_other(story):
    """Their organisations together are the Bloc's with the one founded since; the closed cell is nobody's."""
    rated = {code: story.sides[code][0][f"{TERM} annex"] for code in (A, B)}
    assert (rated[A].organizations, rated[B].organizations) == (40, 42)
    assert rated[A].members + rated[B].members == 4_989
    out, come = (_events(rated[code], kind) for code, kind in ((A, "transferred_out"), (B, "transferred_in")))
    assert (out, come) == (1, 1)
    assert not Sheet.objects.filter(organization=story.closed, rating_year__year=YEAR).exists()


def _events(found, kind: str) -> int:
    return sum(each.get(kind) or 0 for each in found.events)


def test_a_merger_that_is_taken_back_leaves_what_was(story):
    for code in (A, B):
        assert story.told[f"{code} taken back"] == story.sides[code][0]


def test_it_is_not_taken_back_once_the_new_one_has_begun(story):
    merger = Reorganization.objects.standing().filter(kind=Reorganization.Kind.MERGE, on=MERGED).get()
    with pytest.raises(Refused):
        take_back(reorganization=merger, by=play.office())


def test_what_was_begun_at_either_goes_on_in_the_year_of_both(story):
    of_year = Sheet.objects.filter(rating_year__year=YEAR)
    assert set(of_year.values_list("rating_year__root__code", flat=True)) == {C}
    assert of_year.count() == of_year.values("organization").distinct().count()
    assert MemberRating.objects.filter(sheet__in=of_year).exclude(level=None).count() > 20


@pytest.mark.parametrize("code", [BLOC, A, B, C])
@pytest.mark.parametrize(("name", "args"), [("reports:dashboard", [TERM]), ("reports:levels", [TERM])])
def test_all_histories_stay_readable(story, client, code, name, args):
    client.force_login(User.objects.get(username="khoi"))
    answer = client.get(f"/r/{root(code).pk}{reverse(name, args=args)}")
    assert answer.status_code == 200
    assert root(code).name in answer.content.decode()


@pytest.mark.parametrize("username", ["hoabuoi", "giongan-tt"])
def test_who_acted_at_a_successor_acts_for_both_and_reads_what_was(story, client, username):
    client.force_login(User.objects.get(username=username))
    for code in (C, A, B):
        assert client.get(f"/r/{root(code).pk}{reverse('reports:dashboard', args=[TERM])}").status_code == 200


@pytest.mark.parametrize("username", ["hoabuoi", "hoabuoi-tt", "giongan", "giongan-tt"])
def test_the_heirs_of_the_bloc_read_its_dashboard_its_figures_and_its_reports(story, client, username):
    """And what had merged into it; by the head of the page, too."""
    client.force_login(User.objects.get(username=username))
    bloc = root(BLOC)
    for name, args in (
        ("reports:dashboard", [TERM]),
        ("reports:levels", [TERM]),
        ("reports:list", []),
        ("ratings:year", [2024]),
        ("ratings:summary", [2024]),
        ("ratings:summary_members", [2024]),
    ):
        answer = client.get(f"/r/{bloc.pk}{reverse(name, args=args)}")
        assert answer.status_code == 200, name
    assert client.get(f"/r/{root('KHOI-CQ').pk}/").status_code == 200
    assert f"/r/{bloc.pk}/" in client.get("/").content.decode()


def test_nobody_of_the_heirs_writes_there(story):
    user = User.objects.get(username="hoabuoi")
    assert {grant.reads for grant in grants_at(user, root(BLOC))} == {True}


def test_an_organisation_that_was_handed_over_leads_to_all_its_parents_in_order(story, client):
    committee = Organization.objects.filter(path__startswith=root(C).path, sector__code="party")[0]
    stood = Place.objects.filter(organization=committee, since__gte=HANDED_OVER).order_by("since")
    assert [each.parent.code for each in stood] == [A, C]
    client.force_login(User.objects.get(username="khoi"))
    page = client.get(f"/r/{root(C).pk}{committee.get_absolute_url()}").content.decode()
    told_above = re.findall(r'data-label="Trực thuộc">([^<]*)<', page)
    assert told_above == [root(code).name for code in (C, A, BLOC, "KHOI-CQ")]


def test_all_of_it_is_marked_as_synthetic(story):
    assert not Organization.objects.filter(synthetic=False).exists()
