from members.models.deeds import Deed, DeedQuerySet
from members.models.events import LifeEvent, LifeEventQuerySet
from members.models.members import Member, MemberQuerySet, Membership, MembershipQuerySet, age, keys_of
from members.models.persons import Likeness, LikenessQuerySet, RecordMerger, RecordMergerQuerySet

__all__ = [
    "Deed",
    "DeedQuerySet",
    "LifeEvent",
    "LifeEventQuerySet",
    "Likeness",
    "LikenessQuerySet",
    "Member",
    "MemberQuerySet",
    "Membership",
    "MembershipQuerySet",
    "RecordMerger",
    "RecordMergerQuerySet",
    "age",
    "keys_of",
]
