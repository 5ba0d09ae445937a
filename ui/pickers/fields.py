"""One record chosen by typing: a box that searches, whose script only makes the way shorter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import BaseRenderer
from django.forms.utils import flatatt
from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from ui.pickers.rows import LONGEST, Finder, Row
from ui.vietnamese import nfc

OFFERED = 7


@dataclass(frozen=True)
class Picked:
    """What was sent: `value` holds only while the box still says what it was chosen for.

    `text` is None where an address names the value alone.
    """

    value: str = ""
    text: str | None = None
    chosen_for: str = ""
    find: bool = False

    @property
    def typed(self) -> str:
        return nfc(self.value if self.text is None else self.text)[:LONGEST]

    @property
    def holds(self) -> bool:
        return bool(self.value) and (self.text is None or nfc(self.text) == nfc(self.chosen_for))

    @classmethod
    def of(cls, row: Row) -> Picked:
        return cls(row.value, row.text, row.text)


@dataclass(frozen=True)
class Offer:
    """Candidates as radio buttons below the box, or why there are none."""

    sentence: str
    rows: list[Row]


class PickerInput(forms.Widget):
    url = ""
    hint: str | Promise = ""
    offer: Offer | None = None

    def __init__(self, *, with_button: bool = True, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__(dict(attrs or {}))
        self.with_button = with_button

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Picked:
        return Picked(
            value=str(data.get(name) or ""),
            text=data.get(f"{name}_text"),
            chosen_for=data.get(f"{name}_for", ""),
            find=f"{name}_find" in data,
        )

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and f"{name}_text" not in data

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        picked = value if isinstance(value, Picked) else Picked()
        shown = {
            "name": name,
            "picked": picked,
            "text": picked.value if picked.text is None else picked.text,
            "id": (attrs or {}).get("id", name),
            "attrs": flatatt(self.build_attrs(self.attrs, attrs)),
            "hint": self.hint,
            "url": reverse(self.url) if self.url else "",
            "offer": self.offer,
            "with_button": self.with_button,
            "longest": LONGEST,
        }
        return render_to_string("ui/_picker.html", shown)


class PickerField(forms.Field):
    """`cleaned_data` holds the record. The form sets `finder`, which knows what this person may choose.

    `search`: the name of the route that answers with rows.
    """

    widget = PickerInput
    finder: Finder
    default_error_messages = {"several": _("Say which one you mean: choose one of these lines.")}

    def __init__(self, *, search: str, **kwargs: Any):
        super().__init__(**kwargs)
        self.widget.url = search
        self.settled: Picked | None = None

    def search_in(self, finder: Finder) -> None:
        self.finder = finder
        self.widget.hint = finder.hint

    def prepare_value(self, value: Any) -> Picked:
        """A record, its value or its number, as a form is opened with it; what was sent stays as it was."""
        if isinstance(value, Picked):
            return self.settled or value
        record = value if hasattr(value, "pk") else self.finder.by_value(str(value)) if value else None
        return Picked.of(self.finder.row(record)) if record else Picked()

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = self.prepare_value(initial)
        return (before.value, before.text or "") != (data.value, data.text or "")

    def clean(self, value: Any) -> Any | None:
        picked = value if isinstance(value, Picked) else Picked(value=str(value or ""))
        record = self._record(picked)
        if record is None and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        if record is not None:
            self.settled = Picked.of(self.finder.row(record))
        return record

    def _record(self, picked: Picked) -> Any | None:
        if not picked.typed:
            return None
        if picked.holds and (record := self.finder.by_value(picked.value)):
            return record
        found = self.finder.meant(picked.typed)
        if len(found) == 1:
            return found[0]
        if picked.text is None and picked.value.isdecimal():
            raise ValidationError(str(self.finder.outside), code="outside")
        raise self._offered(picked.typed, found)

    def _offered(self, text: str, meant: Sequence[Any]) -> ValidationError:
        if candidates := meant or self.finder.first(text, OFFERED + 1):
            self.widget.offer = Offer(
                self._choose(text, candidates), self.finder.rows(candidates[:OFFERED], "" if meant else text)
            )
            return ValidationError(self.error_messages["several"], code="several")
        if alike := self.finder.alike(text):
            self.widget.offer = Offer(gettext("Did you mean:"), self.finder.rows(alike))
        return ValidationError(str(self.finder.nothing) % {"text": text}, code="none")

    def _choose(self, text: str, candidates: Sequence[Any]) -> str:
        if len(candidates) > OFFERED:
            choose = gettext("Choose one.")
            return f"{choose} {self.finder.left(self.finder.count(text), OFFERED)}"
        return ngettext("Is this the one?", "%(count)s match. Choose one", len(candidates)) % {"count": len(candidates)}


def in_one_key(query: QueryDict) -> QueryDict:
    """An address as a list keeps it: of a box's three keys one, with the value, or the text where none is chosen.

    Before a text of digits stands a space, because digits alone are a value.
    """
    kept = query.copy()
    for name in [key.removesuffix("_text") for key in query if key.endswith("_text")]:
        picked = PickerInput().value_from_datadict(query, {}, name)
        typed = f" {picked.typed}" if picked.typed.isdecimal() else picked.typed
        kept[name] = picked.value if picked.holds else typed
        for part in ("_text", "_for", "_find"):
            kept.pop(f"{name}{part}", None)
    return kept


class PickingForm(forms.BaseForm):
    """A form with pickers: the button beside a box only looks for what stands in it, and nothing else is judged."""

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and (looked_for := self._looked_for()):
            for name in set(self.errors) - set(looked_for):
                del self.errors[name]

    def is_valid(self) -> bool:
        return super().is_valid() and not self._looked_for()

    def _looked_for(self) -> list[str]:
        """Enter in any box of a page without a script presses the first of these buttons, the second time to no end."""
        pickers = {name: self[name].data for name, field in self.fields.items() if isinstance(field, PickerField)}
        return [name for name, sent in pickers.items() if sent.find and sent.typed != nfc(sent.chosen_for)]
