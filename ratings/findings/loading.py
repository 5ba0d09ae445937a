"""Load what the checks of a sheet need, in a number of queries that does not grow with its rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from committees.leading import Leadership, in_time
from inspections.models import Discipline
from members.ledger.of_cell import Ledger, ledger
from members.models import LifeEvent, Member, Membership
from members.resting import AWAY, REST, in_force
from organizations.models import Organization
from organizations.tree import parent_path
from ratings import roster, rules
from ratings.counts import groups
from ratings.counts.cap import Counts
from ratings.counts.ceilings import Ceilings
from ratings.counts.once import the_last_counts
from ratings.findings import asked, disciplined, of_itself
from ratings.findings.entered import Grounds
from ratings.findings.facts import ChildFacts, Ended, Facts, Leader, MemberFacts
from ratings.findings.of_itself import GROUNDS, level_of
from ratings.grounds import QUARTERS, TitleGroup
from ratings.levels import Level
from ratings.models import MemberRating, OrganizationRating, Sheet
from ratings.sheets.decided import Decided, decided, decision_on
from ratings.sheets.entry import key_of

Kind = LifeEvent.Kind
GROUPS = (*TitleGroup.values, *Organization.Kind.values)


def load(sheet: Sheet) -> Facts:
    """What the database holds now; `sheet.organization` and `sheet.rating_year` should be there already."""
    organization, year = sheet.as_then(sheet.organization), sheet.rating_year.year
    people = roster.participants(sheet)
    disciplines = disciplined.announced(organization, year, [each.member.pk for each in people])
    set_anew = decided(sheet)
    rows = _rows(sheet, people, disciplines, set_anew) if organization.is_cell else ()
    work, last_revenue = of_itself.work(sheet)
    ceilings, path = Ceilings.of(sheet.rating_year), groups.grassroots_path_of_year(sheet)
    led = in_time(organization)
    leadership = led.on(roster.day_of(year))
    by_title = groups.members_by_title_group(sheet.rating_year, path).get(path, {})
    return Facts(
        year=year,
        rules=rules.by_code(sheet.rating_year.rule_set),
        policy=ceilings.policy,
        organization_id=organization.pk,
        name=organization.name,
        kind=Organization.Kind(organization.kind),
        opened_on=organization.opened_on,
        own=of_itself.own(sheet, set_anew),
        rows=rows,
        children=() if organization.is_cell else _children(sheet),
        leaders=_leaders_of_cell(rows, leadership)
        if organization.is_cell
        else _leaders(sheet, organization, leadership, disciplines),
        former=disciplined.former_leaders(disciplines, organization, led, roster.day_of(year)),
        disciplines=disciplined.of_itself(disciplines, organization),
        disciplined_below=disciplined.of_those_below(disciplines, organization, year),
        members=Counts.together(by_title.values()),
        member_groups=by_title,
        policies={group: ceilings.policy_of(sheet.path, group) for group in GROUPS},
        siblings_policy=ceilings.policy_of(parent_path(sheet.path), sheet.kind) if sheet.parent_id else None,
        siblings=groups.siblings(sheet),
        ledger=ledger(organization, date(year - 1, 12, 31), roster.day_of(year)) if organization.is_cell else Ledger(),
        work=work,
        last_revenue=last_revenue,
        asked=asked.asked_facts(sheet),
    )


def _rows(
    sheet: Sheet, people: list[roster.Participant], disciplines: list[Discipline], set_anew: Decided
) -> tuple[MemberFacts, ...]:
    ids = [each.member.pk for each in people]
    day = date(sheet.rating_year.year, 12, 31)
    ratings = {rating.member_id: rating for rating in MemberRating.objects.filter(sheet=sheet).order_by()}
    last, elsewhere, counted = _other_ratings(sheet, ids)
    since, left_on = _here(sheet.organization, ids, day)
    life = _life(ids, day)
    ended, resting, away = _ended(life, since), in_force(life, day, REST), in_force(life, day, AWAY)
    of_member = disciplined.by_member(disciplines, sheet.organization)
    return tuple(
        MemberFacts(
            member_id=member.pk,
            name=member.full_name,
            position=member.position,
            admitted_on=member.admitted_on,
            official_on=member.official_on,
            belongs=not has_left,
            left_on=left_on.get(member.pk),
            ended=ended.get(member.pk),
            resting=Kind(resting[member.pk].kind) if member.pk in resting else None,
            away=away[member.pk].where if member.pk in away else "",
            last_level=last.get(member.pk),
            elsewhere=elsewhere.get(member.pk, ""),
            counted_elsewhere=member.pk in counted,
            disciplines=of_member.get(member.pk, ()),
            **_entered(ratings.get(member.pk), set_anew),
        )
        for member, has_left in people
    )


def _entered(rating: MemberRating | None, set_anew: Decided) -> dict[str, Any]:
    if rating is None:
        return {}
    return {
        "level": level_of(rating.level),
        "reason": rating.not_rated_reason,
        "self_level": level_of(rating.self_level),
        "civil_level": level_of(rating.civil_level),
        "ballot_present": rating.ballot_present,
        "ballot_for": rating.ballot_for,
        "note": rating.note,
        "title_group": rating.title_group,
        "quarters": tuple(getattr(rating, name) for name in QUARTERS),
        "grounds": Grounds(**{name: getattr(rating, name) for name in GROUNDS}),
        "decision": decision_on(set_anew.get(key_of(rating.member_id)), rating.level),
    }


def _other_ratings(sheet: Sheet, ids: list[int]) -> tuple[dict[int, Level], dict[int, str], set[int]]:
    """Last year's level of each member, where else a member is rated this year, and who is counted there for good."""
    year = sheet.rating_year.year
    others = MemberRating.objects.filter(
        member__in=ids, sheet__rating_year__year__in=(year - 1, year), level__isnull=False
    )
    others = the_last_counts(others.exclude(sheet=sheet).exclude(sheet__path=""))
    last: dict[int, Level] = {}
    elsewhere: dict[int, str] = {}
    counted: set[int] = set()
    names = ("member", "level", "sheet__rating_year", "sheet__rating_year__year", "sheet__state", "sheet__name")
    for member_id, level, rating_year, of_year, state, name in others.values_list(*names):
        if of_year == year:
            elsewhere[member_id] = name
            if rating_year == sheet.rating_year_id and state == Sheet.State.APPROVED:
                counted.add(member_id)
        elif level is not None:
            last[member_id] = Level(level)
    return last, elsewhere, counted


def _here(organization: Organization, ids: list[int], day: date) -> tuple[dict[int, date], dict[int, date]]:
    """Since when each member belongs or belonged here, and until when, if that had an end by the day."""
    memberships = Membership.objects.filter(organization=organization, member__in=ids, since__lte=day).order_by("since")
    since: dict[int, date] = {}
    left: dict[int, date] = {}
    for member_id, begun, until in memberships.values_list("member", "since", "until"):
        since[member_id] = begun
        left.pop(member_id, None)
        if until is not None and until <= day:
            left[member_id] = until
    return since, left


def _life(ids: list[int], day: date) -> list[LifeEvent]:
    kinds = (*Kind.endings(), *REST.kinds, *AWAY.kinds)
    events = LifeEvent.objects.filter(member__in=ids, kind__in=kinds, happened_on__lte=day)
    return list(events.select_related("host").order_by("happened_on", "pk"))


def _ended(events: Iterable[LifeEvent], since: dict[int, date]) -> dict[int, Ended]:
    """Who has left the Party or for another root after coming here."""
    endings = (each for each in events if each.kind in Kind.endings())
    return {
        each.member_id: Ended(Kind(each.kind), each.happened_on)
        for each in endings
        if each.member_id in since and each.happened_on > since[each.member_id]
    }


def _children(sheet: Sheet) -> tuple[ChildFacts, ...]:
    """Organisations below that are open on the sheet's day, with a level as far as their sheets have one."""
    ratings = {
        organization_id: (level_of(level), reason)
        for organization_id, level, reason in OrganizationRating.objects.filter(
            sheet__rating_year=sheet.rating_year_id, sheet__parent=sheet.organization_id
        ).values_list("sheet__organization", "level", "not_rated_reason")
    }
    children = roster.places_below(sheet).order_by("path").values_list("organization", "name", "kind")
    return tuple(
        ChildFacts(pk, name, Organization.Kind(kind), *ratings.get(pk, (None, ""))) for pk, name, kind in children
    )


def _leaders_of_cell(rows: Iterable[MemberFacts], leadership: Leadership) -> tuple[Leader, ...]:
    return tuple(
        Leader(row.member_id, row.name, role, row.level, row.disciplines)
        for row in rows
        if row.belongs and (role := leadership.of(row.member_id, row.position))
    )


def _leaders(
    sheet: Sheet, organization: Organization, leadership: Leadership, disciplines: list[Discipline]
) -> tuple[Leader, ...]:
    """A committee's leaders are rated on the sheets of their cells."""
    people = Member.objects.belonging_to(organization, roster.day_of(sheet.rating_year.year))
    people = people.exclude(position="") if leadership.held is None else people.filter(pk__in=leadership.held)
    found = [
        (pk, name, role)
        for pk, name, position in people.values_list("pk", "full_name", "position")
        if (role := leadership.of(pk, position))
    ]
    levels = dict(
        MemberRating.objects.filter(sheet__rating_year=sheet.rating_year_id, member__in=[pk for pk, *_rest in found])
        .exclude(sheet__path="")
        .order_by()
        .values_list("member", "level")
    )
    of_member = disciplined.by_member(disciplines, organization)
    return tuple(Leader(pk, name, role, level_of(levels.get(pk)), of_member.get(pk, ())) for pk, name, role in found)
