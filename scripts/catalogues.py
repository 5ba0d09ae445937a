"""What there is to translate, read from the code and templates of each app, and the catalogues that translate it."""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
APPS = (
    "ui",
    "accounts",
    "notices",
    "exchange",
    "organizations",
    "members",
    "committees",
    "inspections",
    "ratings",
    "reports",
    "demo",
    "portal",
)
LANGUAGE = "vi"
# Without dates and names, which change with every run and say nothing: git knows them.
HEADER = r"""msgid ""
msgstr ""
"Language: vi\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=1; plural=0;\n"
"""
CONTEXT, SINGULAR, PLURAL = "context", "singular", "plural"
# What the arguments of each function are.
KEYWORDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), (SINGULAR,)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (SINGULAR, PLURAL)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), (CONTEXT, SINGULAR)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), (CONTEXT, SINGULAR, PLURAL)),
}


def catalogue_path(app: str) -> Path:
    return ROOT / "locale" / app / LANGUAGE / "LC_MESSAGES" / "django.po"


def read_catalogue(app: str) -> Catalog:
    path = catalogue_path(app)
    if not path.exists():
        return Catalog(locale=LANGUAGE, domain="django", project="portal", charset="utf-8")
    with path.open("rb") as source:
        return read_po(source, locale=LANGUAGE, domain="django")


def write_catalogue(app: str, catalogue: Catalog) -> None:
    path = catalogue_path(app)
    path.parent.mkdir(parents=True, exist_ok=True)
    body = BytesIO()
    write_po(body, catalogue, width=0, omit_header=True, no_location=True, ignore_obsolete=True)
    path.write_text(f"{HEADER}\n{body.getvalue().decode().strip()}\n", encoding="utf-8")


def extracted(app: str) -> Catalog:
    found = Catalog(locale=LANGUAGE, domain="django", charset="utf-8")
    for path in _sources(app):
        for function, arguments in _calls(path):
            words = dict(zip(KEYWORDS[function], arguments, strict=False))
            singular, plural = words.get(SINGULAR), words.get(PLURAL)
            if singular:
                found.add((singular, plural) if plural else singular, context=words.get(CONTEXT))
    return found


def _sources(app: str) -> Iterator[Path]:
    """Pages that belong to the whole site (base.html, the error pages) are the business of ui."""
    yield from (path for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts)
    templates = ROOT / "templates"
    yield from (path for path in sorted((templates / app).rglob("*")) if path.is_file())
    if app == "ui":
        yield from (path for path in sorted(templates.iterdir()) if path.is_file())


def _calls(path: Path) -> Iterator[tuple[str, tuple[str | None, ...]]]:
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # Django writes a template as calls between blanks; inside brackets no indentation has a meaning to Python.
        source = f"(\n{templatize(source, origin=str(path))}\n)"
    found = extract_python(BytesIO(source.encode()), KEYWORDS, (), {})  # type: ignore[arg-type]
    for _line, function, arguments, _comments in found:
        yield str(function), arguments if isinstance(arguments, tuple) else (str(arguments or ""),)


@cache
def said_by_django() -> frozenset[tuple[object, str | None]]:
    """What Django itself says: a catalogue of ours may say it better than Django's own."""
    found: set[tuple[object, str | None]] = set()
    for path in Path(django.__file__).parent.glob("**/locale/en/LC_MESSAGES/django.po"):
        with path.open("rb") as source:
            found.update((message.id, message.context) for message in messages(read_po(source)))
    return frozenset(found)


def messages(catalogue: Catalog) -> Iterator[Message]:
    """All but the header."""
    return (message for message in catalogue if message.id)


def translations(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (str(message.string or ""),)


def is_translated(message: Message) -> bool:
    return not message.fuzzy and all(translations(message))
