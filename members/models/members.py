"""Party members, and where each belonged from when to when."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.lists.nearest import Nearest
from accounts.models import User
from accounts.permissions import Permission
from members.numbers import codes_meant
from organizations.matching import Nearness, each_word, spaced, written_so
from organizations.models import Organization, Sector, moved_on, of_sector, reach_of, stood_within
from organizations.tree import below
from stored.fields import LineField, PersonNameField
from stored.matching import Kept, begins, is_word
from ui.searching import search_key, typed_words
from ui.vietnamese import compare_key, person_key, person_name

# A name has three or four: one or two of them are those of very many people.
FEW_WORDS = 3
_IN_INDEX = ("search_key", "code", "birth_date")
_YEAR = re.compile("(?:19|20)[0-9]{2}")


class MemberQuerySet(models.QuerySet["Member"]):
    def visible_to(self, user: User, permission: Permission = Permission.VIEW_MEMBERS) -> MemberQuerySet:
        """Members who belong, or once belonged, somewhere that the person may look at."""
        memberships = Membership.objects.visible_to(user, permission)
        return self.filter(pk__in=memberships.values("member"))

    def editable_by(self, user: User) -> MemberQuerySet:
        """Who belongs where the person may edit; a former organisation may no longer, unless none came after it."""
        within = Membership.objects.visible_to(user, Permission.EDIT_MEMBERS)
        here = Q(pk__in=within.filter(until=None).values("member"))
        later = Membership.objects.filter(member=OuterRef("member"), since__gt=OuterRef("since"))
        last = within.exclude(Exists(later.order_by()))
        nowhere = Member.objects.without_membership().filter(pk__in=last.values("member"))
        return self.filter(here | Q(pk__in=nowhere.values("pk")))

    def belonging_to(self, organization: Organization, on: date) -> MemberQuerySet:
        """Who belonged to the organisation, or to anything below it, on a day."""
        memberships = Membership.objects.of(organization, on)
        return self.filter(pk__in=memberships.values("member"))

    def without_membership(self) -> MemberQuerySet:
        return self.exclude(Exists(Membership.objects.filter(member=OuterRef("pk"), until=None)))

    def probationary_on(self, day: date) -> MemberQuerySet:
        return self.filter(Q(official_on=None) | Q(official_on__gt=day))

    def matching(self, text: str) -> MemberQuerySet:
        """Every word begins a word of the name, or is the number (its digits suffice) or the year of birth."""
        return self.filter(_numbered(text) | each_word(text, _meant_by))

    def nearest(self, text: str, shown: Callable[[MemberQuerySet], MemberQuerySet] = lambda rows: rows) -> Nearest:
        """The number itself, then by how near the name is; of very many those whose words are as they were typed."""
        exact = each_word(text, _is_word)
        if compare_key(text) != search_key(text):
            exact &= written_so(text, "spaced_name")
        codes, near = codes_meant(text), Nearness(text)

        def place(row: Any) -> tuple[int, str, int]:
            return -1 if row.code in codes else near.of(row.full_name, row.search_key), row.sort_key, row.pk

        exactly = self.alias(spaced_name=spaced("full_name")).filter(_numbered(text) | exact)
        fields = ("code", "full_name", "search_key", "sort_key")
        is_common = len(typed_words(text)) < FEW_WORDS
        return Nearest(self.matching(text), exactly, fields, place, shown, is_common)


def keys_of(full_name: str) -> tuple[str, str]:
    """By which a member is put in order and found."""
    return person_key(full_name)[:520], search_key(full_name)[:120]


def age(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _numbered(text: str) -> Q:
    """No number is without a digit."""
    return Q(code__in=codes_meant(text)) if any(map(str.isdigit, text)) else Q()


def _meant_by(word: str) -> Q:
    """In the index a number stands as it is and a year with a point, which no word has."""
    found, also = begins(word), []
    if any(map(str.isdigit, word)):
        also = codes_meant(word)
        found |= Q(code__in=also)
    if _YEAR.fullmatch(word):
        also.append(f"{word}.")
        found |= Q(birth_date__year=int(word))
    return Q(Kept.beginning(found, word, also, _IN_INDEX))


def _is_word(word: str) -> Q:
    return Q(Kept.whole(is_word(word), word, _IN_INDEX))


class Member(models.Model):
    """A Party member: the least that ratings and counts need, under our own number (Decree 356/2025: sensitive)."""

    class Sex(models.TextChoices):
        MALE = "male", _("Male")
        FEMALE = "female", _("Female")

    code = LineField(_("number"), max_length=20, unique=True)
    full_name = PersonNameField(_("full name"), max_length=120)
    sort_key = LineField(max_length=520, editable=False, db_index=True)
    search_key = LineField(max_length=120, editable=False, db_index=True)
    sex = LineField(_("sex"), max_length=6, choices=Sex.choices)
    birth_date = models.DateField(_("date of birth"))
    position = LineField(_("position"), max_length=120, blank=True)
    # The ceremony's date, which people call "ngày vào Đảng"; the decision's date is on the life event.
    admitted_on = models.DateField(_("admitted to the Party on"))
    official_on = models.DateField(_("full member since"), null=True, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        verbose_name = _("Party member")
        verbose_name_plural = _("Party members")
        constraints = [
            models.CheckConstraint(
                condition=Q(admitted_on__gt=F("birth_date")),
                name="member_admitted_after_birth",
                violation_error_message=_("The admission cannot come before the birth. Check both dates."),
            ),
            models.CheckConstraint(
                condition=Q(official_on=None) | Q(official_on__gte=F("admitted_on")),
                name="member_official_after_admission",
                violation_error_message=_("Full membership cannot come before the admission. Check both dates."),
            ),
            models.CheckConstraint(
                condition=Q(sex__in=["male", "female"]),
                name="member_sex",
                violation_error_message=_("Choose one of the listed values."),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args, **kwargs) -> None:  # type: ignore[no-untyped-def]
        self.set_keys()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("members:detail", args=[self.pk])

    def set_keys(self) -> None:
        """Also called by bulk writers, which never reach save()."""
        self.full_name = person_name(self.full_name)
        self.sort_key, self.search_key = keys_of(self.full_name)

    def age_on(self, day: date) -> int:
        return age(self.birth_date, day)

    def is_probationary(self, on: date) -> bool:
        return self.official_on is None or self.official_on > on


class MembershipQuerySet(models.QuerySet["Membership"]):
    def visible_to(self, user: User, permission: Permission = Permission.VIEW_MEMBERS) -> MembershipQuerySet:
        return self.filter(
            reach_of(user, permission, "organization__path") | moved_on(user, permission, "organization")
        )

    def below(self, organization: Organization) -> MembershipQuerySet:
        """As the tree stands today."""
        return self.filter(below(organization.path, "organization__path"))

    def of(self, organization: Organization, day: date) -> MembershipQuerySet:
        """Of the day, in the organisation or in anything that stood below it then."""
        return self.on(day).filter(stood_within(organization, day))

    def in_sector(self, sector: Sector) -> MembershipQuerySet:
        return self.filter(of_sector(sector, "organization__path"))

    def on(self, day: date) -> MembershipQuerySet:
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day)

    def overlapping(self, since: date, until: date | None) -> MembershipQuerySet:
        later = Q(until=None) | Q(until__gt=since)
        return self.filter(later) if until is None else self.filter(later, since__lt=until)


class Membership(models.Model):
    """Where a member belongs: from the first day on, up to but without the day `until`."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="memberships", verbose_name=_("Party member"))
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="memberships", verbose_name=_("Party organisation")
    )
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "pk"]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")),
                name="membership_ends_after_it_begins",
                violation_error_message=_("A membership cannot end before it begins."),
            ),
            models.UniqueConstraint(
                fields=["member"],
                condition=Q(until=None),
                name="membership_open_once",
                violation_error_message=_(
                    "This member already belongs to an organisation. End that membership before opening another."
                ),
            ),
        ]
        indexes = [models.Index(fields=["organization", "since", "until"], name="membership_when")]

    def __str__(self) -> str:
        return f"{self.member}, {self.organization}"
