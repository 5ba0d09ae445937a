from django.http import QueryDict


def without_page(query: QueryDict) -> str:
    """The filters of a list, encoded, for the links of its pager."""
    kept = query.copy()
    kept.pop("page", None)
    return kept.urlencode()
