"""What text a database, a page and a workbook can all hold."""

import re

# PostgreSQL keeps no NUL; half of a surrogate pair, which JSON can spell, fits into no UTF-8 page.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def is_storable(text: str) -> bool:
    return _UNSTORABLE.search(text) is None


def printable(text: str) -> str:
    """Without signs that nobody sees: controls, zero widths, marks that turn the direction of reading. Spaces stay."""
    return "".join(char for char in text if char.isprintable() or char.isspace())
