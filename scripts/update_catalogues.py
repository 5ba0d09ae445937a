"""See `scripts/messages`."""

import sys

from babel.messages.catalog import Catalog

from scripts import catalogues


def borrow(catalogue: Catalog, others: list[Catalog]) -> None:
    """The same words are translated the same way in every app, so what another app has translated is taken over."""
    for message in catalogues.messages(catalogue):
        if catalogues.is_translated(message):
            continue
        found = (other.get(message.id, message.context) for other in others)
        known = next((there for there in found if there is not None and catalogues.is_translated(there)), None)
        if known:
            message.string = known.string


def update(app: str, others: list[Catalog]) -> None:
    catalogue = catalogues.read_catalogue(app)
    # No guesses by likeness: a wrong sentence that looks finished is worse than an empty one.
    catalogue.update(catalogues.extracted(app), no_fuzzy_matching=True, update_creation_date=False)
    for message in catalogue.obsolete.values():
        if (message.id, message.context) in catalogues.said_by_django():
            catalogue[message.id] = message
    borrow(catalogue, others)
    catalogues.write_catalogue(app, catalogue)
    left = [message for message in catalogues.messages(catalogue) if not catalogues.is_translated(message)]
    print(f"{app}: {sum(1 for _ in catalogues.messages(catalogue))} messages, {len(left)} to translate")


def main() -> None:
    apps = sys.argv[1:] or catalogues.APPS
    unknown = set(apps) - set(catalogues.APPS)
    if unknown:
        sys.exit(f"No such app: {', '.join(sorted(unknown))}. There are: {', '.join(catalogues.APPS)}")
    known = [catalogues.read_catalogue(app) for app in catalogues.APPS]
    for app in apps:
        update(app, known)


if __name__ == "__main__":
    main()
