"""For migrations: what was stored before the rules of stored.fields held."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.apps.registry import Apps
from django.db import models

from stored.fields import KeyField
from ui.vietnamese import nfc_lines, number_key


def clean_all(app: str) -> Callable[[Apps, Any], None]:
    """Every text of an app, but for what is unique or secret: that was checked when it was entered."""

    def forwards(apps: Apps, _editor: Any) -> None:
        for model in apps.get_app_config(app).get_models():
            clean(model, *(field.name for field in model._meta.concrete_fields if _is_text(field)))

    return forwards


def clean(model: type[models.Model], *names: str) -> None:
    """A text that would grow beyond its column, by ligatures written out, stays."""
    rows = model._base_manager.values("pk", *names).iterator() if names else ()
    room = {field.name: field.max_length for field in model._meta.concrete_fields}
    for row in rows:
        texts = {name: nfc_lines(row[name]) for name in names if row[name]}
        changed = {name: text for name, text in texts.items() if text != row[name] and _fits(text, room[name])}
        if changed:
            model._base_manager.filter(pk=row["pk"]).update(**changed)


def _fits(text: str, room: int | None) -> bool:
    return room is None or len(text) <= room


def _is_text(field: models.Field[Any, Any]) -> bool:
    return isinstance(field, models.CharField | models.TextField) and not field.unique and field.name != "password"


def give_keys(model: type[models.Model], source: str, key: str, within: tuple[str, ...] = ()) -> list[str]:
    """Fill a KeyField, unique `within` other fields. Of two rows with one key both stay, told apart behind
    KeyField.TWIN; answers what they bear.
    """
    first: dict[tuple[Any, ...], str] = {}
    twins = []
    for pk, text, *place in model._base_manager.order_by("pk").values_list("pk", source, *within).iterator():
        own = number_key(text)
        if (other := first.setdefault((own, *place), text)) is not text:
            twins.append(f"“{other}” = “{text}” (id {pk})")
            own = f"{own}{KeyField.TWIN}{pk}"
        model._base_manager.filter(pk=pk).update(**{key: own})
    return twins


def renew_keys(model: type[models.Model], source: str, key: str, within: tuple[str, ...] = ()) -> list[str]:
    """After number_key changed: the same for keys that stand, of which most stay as they are."""
    twins = []
    rows = model._base_manager.order_by("pk")
    for pk, text, stored, *place in rows.values_list("pk", source, key, *within):
        own = number_key(text)
        if stored.partition(KeyField.TWIN)[0] == own:
            continue
        if rows.filter(**{key: own}, **dict(zip(within, place, strict=True))).exists():
            twins.append(f"“{text}” (id {pk})")
            own = f"{own}{KeyField.TWIN}{pk}"
        rows.filter(pk=pk).update(**{key: own})
    return twins


def renew(model: type[models.Model], *names: str, of: Callable[[Any], tuple[str, ...]]) -> None:
    """Keys that need not be unique: `of` a row come what the fields of these names hold from now on."""
    for row in model._base_manager.iterator():
        now = dict(zip(names, of(row), strict=True))
        if any(getattr(row, name) != text for name, text in now.items()):
            model._base_manager.filter(pk=row.pk).update(**now)
