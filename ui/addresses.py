"""What may stand in an address of the portal."""

from ui.queries import LARGEST


class NumberConverter:
    """A number that both engines can be asked for; of a larger one there is no page. Django's `int` has no bound."""

    regex = "[0-9]+"

    def to_python(self, value: str) -> int:
        number = int(value) if len(value) <= len(str(LARGEST)) else LARGEST + 1
        if number > LARGEST:
            raise ValueError
        return number

    def to_url(self, value: int) -> str:
        return str(value)
