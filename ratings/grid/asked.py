"""Whom the reason of a return names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ratings.models import Sheet
from ratings.roster import Participant
from ui.vietnamese import compare_key

# The key of a word ends in the sign of its tone: "Hoa" is not the beginning of "Hoà".
IN_A_WORD = r"[\w\u0300-\u036f]"


def named_in(sheet: Sheet, participants: Sequence[Participant]) -> set[int]:
    """Members whose full name stands in it; of two with one name neither, since nobody can know who is meant.

    A name within a longer one ("Nguyễn Văn An" in "Nguyễn Văn An Bình") is not that person's.
    """
    if sheet.state != Sheet.State.RETURNED or not participants:
        return set()
    keys = {each.member.pk: compare_key(each.member.full_name) for each in participants}
    by_length = sorted(set(keys.values()), key=len, reverse=True)
    names = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, by_length))})(?!{IN_A_WORD})")
    said = set(names.findall(compare_key(sheet.return_reason)))
    bearers = Counter(keys.values())
    return {pk for pk, key in keys.items() if key in said and bearers[key] == 1}
