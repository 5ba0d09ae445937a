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
            _clean(model, [field.name for field in model._meta.concrete_fields if _is_text(field)])

    return forwards


def _clean(model: type[models.Model], names: list[str]) -> None:
    rows = model._base_manager.values("pk", *names).iterator() if names else ()
    for row in rows:
        clean = {name: nfc_lines(row[name]) for name in names if row[name]}
        if changed := {name: text for name, text in clean.items() if text != row[name]}:
            model._base_manager.filter(pk=row["pk"]).update(**changed)


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
