from collections.abc import Iterable

from django.http import Http404, QueryDict

LARGEST = 2**63 - 1


def without_page(query: QueryDict) -> str:
    """The filters of a list, encoded, for the links of its pager."""
    kept = query.copy()
    kept.pop("page", None)
    return kept.urlencode()


def pk_of(text: str) -> int | None:
    """The number of a record out of an address or a form; None for anything that no row can have."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST)) else 0
    return number if 0 < number <= LARGEST else None


def one_of(query: QueryDict, name: str, known: Iterable[str]) -> str:
    """What a page is asked for, or nothing. Of something unknown, or of two at once, there is no page: 404."""
    values = query.getlist(name)
    if len(values) > 1 or not {"", *known}.issuperset(values):
        raise Http404
    return values[0] if values else ""
