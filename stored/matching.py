"""Conditions over stored search keys."""

from django.db.models import Q

from ui.searching import beginnings


def begins(word: str, field: str = "search_key") -> Q:
    """A word of the key begins so."""
    found = Q()
    for one in beginnings(word):
        found |= Q(**{f"{field}__startswith": one}) | Q(**{f"{field}__contains": f" {one}"})
        if one.endswith(" "):
            found |= Q(**{field: one.strip()}) | Q(**{f"{field}__endswith": f" {one.strip()}"})
    return found
