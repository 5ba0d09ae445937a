"""The bytes of a text file as text: UTF-8, UTF-16 with its mark, or Windows-1258. What is neither is refused."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from ui.syllables import is_syllable
from ui.workbooks.archives import Unreadable

UTF_8, UTF_16, WINDOWS = "UTF-8", "UTF-16", "Windows-1258"
_WORD = re.compile(r"[^\W\d_]+")
# So much of a text is looked at to know its encoding.
SAMPLE = 200_000
# Of a hundred words of a text that is Vietnamese, so many are syllables; read wrongly, hardly one is.
LIKELY = 50


def decode(content: bytes) -> tuple[str, str]:
    """Text and the name of its encoding."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strictly(content, "utf-16"), UTF_16
    try:
        return content.decode("utf-8-sig"), UTF_8
    except UnicodeDecodeError:
        return _of_single_bytes(content), WINDOWS


def _strictly(content: bytes, codec: str) -> str:
    try:
        return content.decode(codec)
    except UnicodeDecodeError:
        raise Unreadable("broken") from None


def _of_single_bytes(content: bytes) -> str:
    try:
        text = unicodedata.normalize("NFC", content.decode("cp1258"))
    except UnicodeDecodeError:
        text = ""
    share = _vietnamese(text)
    if text and share >= LIKELY:
        return text
    if old := _old(content):
        raise Unreadable("old_text", {"encoding": old})
    raise Unreadable("encoding")


def _vietnamese(text: str) -> int:
    """Of a hundred words with letters beyond ASCII, so many are syllables."""
    words = [word for word in _WORD.findall(text[:SAMPLE]) if not word.isascii()]
    return 100 * sum(map(is_syllable, words)) // len(words) if words else 100


def _old(content: bytes) -> str:
    from ui.old_encodings import old_encoding

    lines: Iterable[str] = content[:SAMPLE].decode("latin-1").splitlines()
    found = Counter(filter(None, map(old_encoding, lines)))
    return found.most_common(1)[0][0] if found else ""
