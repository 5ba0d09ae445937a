"""One form as a person fills it in, on the page where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from django.db.models import Model
from django.test import Client

from accounts.models import AuditEvent
from tests.forms import PostedForm, posted_forms

DAY = "20/01/2024"
ONE_LINE: Mapping[type[Model], int] = {AuditEvent: 1}


@dataclass(frozen=True)
class Sent:
    """`fields` is what is typed and chosen beside what stands there; `makes`: how many rows of what, sent once.

    `shows`: what stands on the page that is the answer, where it leads nowhere.
    `again`: what is said where the form was opened anew and says the same.
    `previewed`: in a browser it is sent once to see what it would do, and then from that page.
    """

    who: str
    address: str
    fields: Mapping[str, object] = field(default_factory=dict)
    page: str = ""
    makes: Mapping[type[Model], int] = field(default_factory=dict)
    shows: str = ""
    again: str = ""
    previewed: bool = False

    @property
    def stands_on(self) -> str:
        return self.page or self.address

    @property
    def typed(self) -> dict[str, object]:
        """As it is sent: a record stands in a picker with its number and its name."""
        records = {name: value for name, value in self.fields.items() if isinstance(value, Model)}
        parts = {f"{name}_{part}": str(value) for name, value in records.items() for part in ("text", "for")}
        return {**self.fields, **{name: value.pk for name, value in records.items()}, **parts}

    def goes_from(self, action: str) -> bool:
        return urlsplit(urljoin(self.stands_on, action)).path == urlsplit(self.address).path

    def drawn(self, client: Client) -> PostedForm:
        page = client.get(self.stands_on)
        (form,) = (each for each in posted_forms(page.text) if self.goes_from(each.action))
        return form

    def counted(self) -> dict[type[Model], int]:
        return {model: model._base_manager.count() for model in {**ONE_LINE, **self.makes}}

    def counted_after(self, before: Mapping[type[Model], int]) -> dict[type[Model], int]:
        made = {**ONE_LINE, **self.makes}
        return {model: count + made[model] for model, count in before.items()}
