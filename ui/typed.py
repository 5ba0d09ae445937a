"""What a form posted and nobody kept, to be carried through another page and sent again by a press of a button."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from django.apps import apps
from django.core import signing
from django.http import HttpRequest
from django.utils.text import capfirst

SALT = "ui.typed"
# As long as a working day: whoever comes back later finds the draft that the browser keeps.
KEPT_SECONDS = 8 * 60 * 60
# Whose page it was: `{% csrf_token %}` draws it into each form.
WHOSE = "whose"
# By which it is done once only, drawn there too.
FORM_KEY = "form_key"
# The id that the page's script gave to what it keeps of the form in the browser.
DRAFT = "draft_id"
TOKEN = "csrfmiddlewaretoken"
# What belongs to one page as it was drawn and says nothing.
OF_THE_PAGE = (TOKEN, WHOSE, FORM_KEY, DRAFT)
SECRET = "password"
# Names, days, numbers of decisions; a choice is sent as one plain English word, and a count as digits.
WORTH_SEEING = re.compile(r"\S[\s/.-]|[^\x00-\x7f]")
SHORTEST = 6


@dataclass(frozen=True)
class Typed:
    """`address` with its query; `fields` as they came, but for the token. Of files only that there were."""

    address: str
    fields: tuple[tuple[str, str], ...]
    with_files: bool = False

    @property
    def whose(self) -> str:
        return dict(self.fields).get(WHOSE, "")

    def renewed(self, name: str, value: str) -> Typed:
        """The same with another value in this field."""
        return replace(self, fields=tuple((each, value if each == name else old) for each, old in self.fields))

    @property
    def has_content(self) -> bool:
        """More than a button was pressed."""
        return any(name not in OF_THE_PAGE for name, _value in self.fields)

    @property
    def texts(self) -> dict[str, str]:
        """What a person would be sorry for, each once (a picker sends twice), with what it is where that is known."""
        worth: dict[str, str] = {}
        called = labels()
        for name, value in self.fields:
            if name not in OF_THE_PAGE and len(value.strip()) >= SHORTEST and WORTH_SEEING.search(value.strip()):
                worth.setdefault(value, called.get(name.rpartition("-")[2], ""))
        return worth


def labels() -> dict[str, str]:
    """What a field of a form is called: as the one of its name in the models, where all of that name are one thing."""
    named: dict[str, set[str]] = {}
    for model in apps.get_models():
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many):
            named.setdefault(field.name, set()).add(capfirst(str(field.verbose_name)))
    return {name: words.pop() for name, words in named.items() if len(words) == 1}


def typed_in(request: HttpRequest) -> Typed | None:
    """None where there is nothing to carry, or what must not be: a password, or what another site had sent."""
    if request.method != "POST" or request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return None
    fields = [(name, value) for name, values in request.POST.lists() for value in values if name != TOKEN]
    if not fields or any(SECRET in name for name, _value in fields):
        return None
    return Typed(request.get_full_path(), tuple(fields), bool(request.FILES))


def seal(typed: Typed) -> str:
    """For a hidden field of a page that may be seen by whoever stands at the machine."""
    return signing.dumps([typed.address, typed.fields, typed.with_files], salt=SALT, compress=True)


def unseal(sealed: str) -> Typed | None:
    """None for what is too old, changed or not ours."""
    try:
        address, fields, with_files = signing.loads(sealed, salt=SALT, max_age=KEPT_SECONDS)
    except signing.BadSignature:
        return None
    return Typed(address, tuple((name, value) for name, value in fields), with_files)
