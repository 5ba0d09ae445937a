"""What fontconfig, and so Pango, answers when it is asked for the typeface of the paper. Asked before Pango is: that
one ends the process where the machine has no typeface at all.
"""

import ctypes
import ctypes.util

FAMILY = "Liberation Serif"
STYLES = ("regular", "bold", "italic", "bold:italic")
FC_RESULT_MATCH = 0
Pointer = ctypes.c_void_p


def library(soname: str) -> ctypes.CDLL | None:
    """By the name that Debian's package gives it, or what this system calls it."""
    for candidate in (soname, ctypes.util.find_library(soname.removeprefix("lib").split(".so")[0])):
        try:
            return ctypes.CDLL(candidate) if candidate else None
        except OSError:
            continue
    return None


def nearest(style: str) -> tuple[str, str]:
    """Family and file of the nearest there is, perhaps of another family; ("", "") where there is none."""
    fontconfig = library("libfontconfig.so.1")
    if fontconfig is None:
        return "", ""
    for function in ("FcInitLoadConfigAndFonts", "FcNameParse", "FcFontMatch"):
        getattr(fontconfig, function).restype = Pointer
    config = Pointer(fontconfig.FcInitLoadConfigAndFonts())
    pattern = Pointer(fontconfig.FcNameParse(f"{FAMILY}:{style}".encode()))
    fontconfig.FcConfigSubstitute(config, pattern, 0)
    fontconfig.FcDefaultSubstitute(pattern)
    match = Pointer(fontconfig.FcFontMatch(config, pattern, ctypes.byref(ctypes.c_int())))
    return _text(fontconfig, match, b"family"), _text(fontconfig, match, b"file")


def missing() -> str:
    """The first style that would be drawn in another family, or not at all; "" when all are here."""
    return next((style for style in STYLES if nearest(style)[0] != FAMILY), "")


def _text(fontconfig: ctypes.CDLL, match: Pointer, key: bytes) -> str:
    value = ctypes.c_char_p()
    found = match and fontconfig.FcPatternGetString(match, key, 0, ctypes.byref(value)) == FC_RESULT_MATCH
    return value.value.decode() if found and value.value else ""
