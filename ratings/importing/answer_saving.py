"""Answers of a file saved as a person saves them on the sheets, and what stood there put back.

They go through `save_sheets`: with their history, in the open page of whoever enters the sheet meanwhile as somebody
else's change, and never on a sheet that was submitted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext

from accounts.models import User
from exchange.kinds import Touched, Written
from exchange.rows import batched
from ratings.models import Sheet
from ratings.sheets.entry import Entry, answer_key, answers_each
from ratings.sheets.saving import Saving, save_sheets

# One condition names every sheet with its version, and SQLite takes a thousand of them.
TOGETHER = 200


def save(rows: Iterable[Mapping[str, Any]], by: User) -> None:
    """At the version that was judged: whoever saved a sheet since has it judged anew."""
    versions: dict[int, int] = {}
    of_sheet: defaultdict[int, Entry] = defaultdict(dict)
    for data in rows:
        versions[data["sheet"]] = data["version"]
        of_sheet[data["sheet"]][answer_key(data["question"])] = data["new"]
    _save(of_sheet, versions, by)


def touched(written: Iterable[Written]) -> Iterator[Touched]:
    """Nobody saves one of the sheets from here until they are put back."""
    rows = list(written)
    ids = {each.data["sheet"] for each in rows}
    list(Sheet.objects.filter(pk__in=ids).select_for_update().order_by("pk").values_list("pk"))
    sheets = {each.pk: each for each in _sheets(ids)}
    now = answers_each(sheets)
    for each in rows:
        sheet = sheets[each.data["sheet"]]
        if not sheet.is_editable:
            yield Touched(each.label, gettext("its sheet is no longer being entered"), sheet.get_absolute_url())
        elif now[sheet.pk].get(answer_key(each.data["question"])) != each.data["new"]:
            yield Touched(each.label, gettext("the answer was changed since"), sheet.get_absolute_url())


def put_back(written: Iterable[Written], by: User) -> None:
    of_sheet: defaultdict[int, Entry] = defaultdict(dict)
    for each in written:
        of_sheet[each.data["sheet"]][answer_key(each.data["question"])] = each.data["old"]
    versions = {each.pk: each.version for each in _sheets(of_sheet)}
    _save(of_sheet, versions, by)


def _save(of_sheet: Mapping[int, Entry], versions: Mapping[int, int], by: User) -> None:
    for some in batched(_sheets(of_sheet), TOGETHER):
        save_sheets(entries=[Saving(sheet, of_sheet[sheet.pk], versions[sheet.pk]) for sheet in some], by=by)


def _sheets(ids: Iterable[int]) -> list[Sheet]:
    found = Sheet.objects.filter(pk__in=set(ids)).select_related("rating_year", "organization", "sector")
    return list(found.order_by("pk"))
