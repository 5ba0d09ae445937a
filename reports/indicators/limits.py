"""Which numbers an indicator can take at all."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext

from reports.indicators.definitions import Indicator
from ui.refusals import Refused

WHOLE = 100


def refuse_above_whole(indicator: Indicator, *numbers: Decimal | None) -> None:
    if indicator.is_part_of_whole and any(number is not None and number > WHOLE for number in numbers):
        raise Refused(gettext("This is a share of a whole: it cannot be above 100%. Check the number."))
