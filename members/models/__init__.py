from members.models.deeds import Deed, DeedQuerySet
from members.models.events import LifeEvent, LifeEventQuerySet
from members.models.members import Member, MemberQuerySet, Membership, MembershipQuerySet, age, keys_of

__all__ = [
    "Deed",
    "DeedQuerySet",
    "LifeEvent",
    "LifeEventQuerySet",
    "Member",
    "MemberQuerySet",
    "Membership",
    "MembershipQuerySet",
    "age",
    "keys_of",
]
