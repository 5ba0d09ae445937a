from members.models.events import LifeEvent, LifeEventQuerySet
from members.models.members import Member, MemberQuerySet, Membership, MembershipQuerySet, age, keys_of

__all__ = [
    "LifeEvent",
    "LifeEventQuerySet",
    "Member",
    "MemberQuerySet",
    "Membership",
    "MembershipQuerySet",
    "age",
    "keys_of",
]
