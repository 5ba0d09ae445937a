"""What a sheet still lacks before it can be submitted, in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from organizations.tree import parent_path
from ratings import roster
from ratings.findings import JUSTIFICATION, NO_BALLOT, Finding, Severity
from ratings.findings.gathered import gathered
from ratings.models import Sheet
from ratings.sheets.entry import OWN, Entry, key_of
from ui.words import named

UNEXPLAINED = {
    JUSTIFICATION: _("The check found something to look at: explain it, or correct it."),
    NO_BALLOT: _("Write why there is no result of the ballot, or enter the votes."),
}


def is_filled(row: dict | None) -> bool:
    return row is not None and (row["level"] is not None or bool(row["not_rated_reason"]))


def empty_rows(sheet: Sheet, entry: Entry) -> list[str]:
    """Who has no level and no reason yet, by name; the organisation itself comes last."""
    names = [
        each.member.full_name
        for each in roster.participants(sheet)
        if not each.left and not is_filled(entry.get(key_of(each.member.pk)))
    ]
    if not is_filled(entry.get(OWN)):
        names.append(sheet.name)
    return names


def waiting_children(sheet: Sheet) -> list[str]:
    """Organisations below whose sheet is not approved yet, by name."""
    approved = Sheet.objects.approved().filter(rating_year=sheet.rating_year_id).values("organization")
    waiting = roster.places_below(sheet).exclude(organization__in=approved)
    return list(waiting.order_by("path").values_list("name", flat=True))


def missing(sheet: Sheet, entry: Entry) -> list[str]:
    sentences = []
    if children := waiting_children(sheet):
        sentences.append(
            gettext("The sheets of these organisations are not approved yet: %(names)s.") % {"names": named(children)}
        )
    if empty := empty_rows(sheet, entry):
        sentences.append(gettext("No level and no reason yet for: %(names)s.") % {"names": named(empty)})
    return sentences


def gone(sheet: Sheet, entry: Entry) -> list[str]:
    """Who is rated here and has left since, by name."""
    return [
        each.member.full_name
        for each in roster.participants(sheet)
        if each.left and (entry.get(key_of(each.member.pk)) or {}).get("level") is not None
    ]


def outdated(sheet: Sheet, entry: Entry) -> list[str]:
    """What the register changed after the submission, so that the sheet cannot be approved as it stands."""
    sentences = missing(sheet, entry)
    if names := gone(sheet, entry):
        sentences.append(gettext("Rated here, but no longer on the list: %(names)s.") % {"names": named(names)})
    if sentences:
        sentences.append(gettext("Return the sheet, so that its people can bring it up to date."))
    return sentences


def unexplained(found: Sequence[Finding], told: Mapping[str, str]) -> dict[str, str]:
    """A sentence for each field of the sheet in which something is to be explained and nothing stands."""
    return {name: str(UNEXPLAINED[name]) for name in to_explain(found) if not told[name]}


def to_explain(found: Sequence[Finding]) -> set[str]:
    return {each.explained_in for each in found if each.severity == Severity.WARNING}


def blocking(found: Sequence[Finding]) -> list[str]:
    """What cannot be true, and what to do about it."""
    return [each.in_words for each in gathered(found) if each.severity == Severity.BLOCKING]


def counted_on(sheet: Sheet) -> Sheet | None:
    """The sheet of the committee above, where it is handed in: what stands below is counted on it."""
    above = Sheet.objects.filter(
        rating_year=sheet.rating_year_id,
        path=parent_path(sheet.path),
        state__in=(Sheet.State.SUBMITTED, Sheet.State.APPROVED),
    )
    return above.select_related("organization", "rating_year").first()


def reopening_barred(sheet: Sheet) -> str:
    """A committee's sheet counts those below it, so that it has to be reopened before them."""
    if (parent := counted_on(sheet)) is None:
        return ""
    return gettext("The sheet of %(name)s is %(state)s. It has to be returned or reopened first.") % {
        "name": parent.name,
        "state": parent.get_state_display().lower(),
    }
