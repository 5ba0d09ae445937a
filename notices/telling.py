"""People are told of a deed, in its transaction: both are kept or neither."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from accounts.models import User
from notices.models import Muted, Notice


@dataclass(frozen=True)
class News:
    """`key` names the deed: told again, it stays one notice. Without a permission the recipient alone may read it.

    `data` is plain JSON: names, numbers, ISO days. The kind makes words of it (notices.kinds).
    """

    kind: str
    key: str
    url: str
    data: Mapping[str, Any] = field(default_factory=dict)
    permission: str = ""
    place: str = ""
    at: datetime | None = None


def tell(news: News, people: Iterable[User], *, by: User | None = None) -> None:
    """Whoever did it knows it already."""
    Notice.objects.bulk_create(notices_of(news, _listening(news, people, by)), ignore_conflicts=True)


def tell_first(told: Iterable[tuple[News, User]], *, by: User | None = None) -> None:
    """Of news of one kind, each person the first that is theirs; without who did it or has muted the kind."""
    firsts = {person: news for news, person in reversed(list(told))}
    if firsts:
        kind = next(iter(firsts.values()))
        tell_each((firsts[person], person) for person in _listening(kind, firsts, by))


def tell_each(told: Iterable[tuple[News, User]]) -> None:
    """Each person of news of one's own, all at once; who has muted a kind is the caller's to leave out."""
    Notice.objects.bulk_create(
        [notice for news, person in told for notice in notices_of(news, [person])], ignore_conflicts=True
    )


def gather(news: News, people: Iterable[User], item: Any, *, by: User | None = None) -> None:
    """One notice for many deeds of one key, which grows by `item` and is unread again; an item counts once."""
    listening = _listening(news, people, by)
    Notice.objects.bulk_create(notices_of(news, listening), ignore_conflicts=True)
    held = Notice.objects.select_for_update().filter(recipient__in=listening, key=news.key).order_by("pk")
    for notice in held:
        items = notice.data.get("items", [])
        if item not in items:
            notice.data["items"] = [*items, item]
            notice.at, notice.read_at = news.at or timezone.now(), None
            notice.save(update_fields=["data", "at", "read_at"])


def notices_of(news: News, people: Iterable[User]) -> list[Notice]:
    return [
        Notice(
            recipient=person,
            kind=news.kind,
            key=news.key,
            permission=news.permission,
            place=news.place,
            url=news.url,
            data=dict(news.data),
            at=news.at or timezone.now(),
        )
        for person in people
    ]


def _listening(news: News, people: Iterable[User], by: User | None) -> list[User]:
    asked = {person.pk: person for person in people if person != by}
    muted = Muted.objects.filter(user__in=list(asked), kind=news.kind).values_list("user", flat=True)
    for pk in muted if asked else ():
        del asked[pk]
    return list(asked.values())
