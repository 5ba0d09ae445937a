"""Form fields for numbers typed the Vietnamese way (see ui.numbers)."""

from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from ui.numbers import Number, format_decimal, format_input, parse_decimal, parse_integer

# What a 32-bit integer column holds on every database; a wider column says so with its own bounds.
INTEGER_MAX = 2_147_483_647
# A count, an age, a share of ten, a year of birth, another year: the first that a field takes is its example.
EXAMPLES = (1062, 35, 5, 1970, 2024)


class LocalNumberField(forms.Field):
    inputmode: ClassVar[str]
    widget = forms.TextInput

    def __init__(self, *, min_value: Number | None = None, max_value: Number | None = None, **kwargs: Any):
        self.min_value, self.max_value = min_value, max_value
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": self.inputmode, "autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        """A number is written for the reader's language; text stays as it was typed."""
        is_number = isinstance(value, int | Decimal | Fraction) and not isinstance(value, bool)
        return self.written(value) if is_number else value

    def written(self, value: Number) -> str:
        return format_input(value)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value in self.empty_values:
            return
        if self.min_value is not None and value < self.min_value:
            raise ValidationError(
                gettext("Write %(limit)s or more."), code="min_value", params={"limit": self.written(self.min_value)}
            )
        if self.max_value is not None and value > self.max_value:
            raise ValidationError(
                gettext("Write %(limit)s or less."), code="max_value", params={"limit": self.written(self.max_value)}
            )


class LocalIntegerField(LocalNumberField):
    """`cleaned_data` holds an int: "1.062" is 1062, and "1,062" is refused in Vietnamese."""

    inputmode = "numeric"

    def __init__(self, *, min_value: int | None = -INTEGER_MAX, max_value: int | None = INTEGER_MAX, **kwargs: Any):
        super().__init__(min_value=min_value, max_value=max_value, **kwargs)

    def to_python(self, value: Any) -> int | None:
        if value is None or isinstance(value, int):
            return value
        return parse_integer(str(value), self._example()) if str(value).strip() else None

    def _example(self) -> int:
        low, high = (None if limit is None else int(limit) for limit in (self.min_value, self.max_value))
        fitting = [one for one in EXAMPLES if (low is None or low <= one) and (high is None or one <= high)]
        return next(iter(fitting), low if low is not None else high or 0)


class LocalDecimalField(LocalNumberField):
    """`cleaned_data` holds a Decimal: "99,16" is Decimal("99.16"), and "99.16" is refused in Vietnamese."""

    inputmode = "decimal"

    def __init__(self, *, max_digits: int | None = None, decimal_places: int | None = None, **kwargs: Any):
        self.max_digits, self.decimal_places = max_digits, decimal_places
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Decimal | None:
        if value is None or isinstance(value, Decimal):
            return value
        return parse_decimal(str(value)) if str(value).strip() else None

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value in self.empty_values:
            return
        places = max(0, -value.as_tuple().exponent)
        if self.decimal_places is not None and places > self.decimal_places:
            raise ValidationError(
                gettext("Write at most %(limit)s decimals, for example %(example)s."),
                code="decimal_places",
                params={"limit": self.decimal_places, "example": format_decimal(value, self.decimal_places)},
            )
        if self.max_digits is not None and value.adjusted() + 1 > self.max_digits - (self.decimal_places or 0):
            raise ValidationError(
                gettext("This number is too long. Write at most %(limit)s digits."),
                code="max_digits",
                params={"limit": self.max_digits},
            )
