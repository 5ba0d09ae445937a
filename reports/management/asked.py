"""Which term a command means, and of which organisation."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import CommandError

from organizations.models import Organization
from organizations.roots import merged_into
from organizations.tree import STEP
from reports.models import Term


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--term", required=True, help="code of the term, such as 2015-2020")
    parser.add_argument(
        "--organization",
        default="",
        help="code of an organisation; without it the root that has this term, its predecessors aside",
    )


def asked(term: str, organization: str) -> tuple[Term, Organization]:
    """Also of a root that has ended."""
    if not organization:
        found = _only(term)
        return found, found.root
    place = _organization(organization)
    terms = Term.objects.filter(root__path=place.path[:STEP])
    return _one(terms.filter(code=term).first(), term, [each.code for each in terms]), place


def _only(term: str) -> Term:
    found = list(Term.objects.filter(code=term).select_related("root").order_by("root__path"))
    if len(found) > 1:
        merged = merged_into({each.root.path for each in found})
        found = [each for each in found if each.root not in merged]
    if len(found) > 1:
        roots = "; ".join(f"{each.root.code} ({each.root})" for each in found)
        raise CommandError(f"Several organisations have the term {term}. Name one with --organization: {roots}.")
    known = sorted({each.code for each in Term.objects.all()})
    return _one(found[0] if found else None, term, known)


def _one(found: Term | None, term: str, known: list[str]) -> Term:
    if found is None:
        listed = ", ".join(sorted(known)) or "none; enter one, or load the demo data (manage.py demo)"
        raise CommandError(f"There is no term {term}. Known terms: {listed}.")
    return found


def _organization(code: str) -> Organization:
    try:
        return Organization.objects.get(code=code)
    except Organization.DoesNotExist:
        raise CommandError(f"There is no organisation with the code {code!r}.")
