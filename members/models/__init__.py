from members.models.deeds import Deed, DeedQuerySet
from members.models.events import LifeEvent, LifeEventQuerySet
from members.models.members import Member, MemberQuerySet, Membership, MembershipQuerySet, age, keys_of
from members.models.persons import Likeness, LikenessQuerySet, RecordMerger, RecordMergerQuerySet
from members.models.reconciling import Difference, DifferenceQuerySet, Reconciliation, ReconciliationQuerySet

__all__ = [
    "Deed",
    "DeedQuerySet",
    "Difference",
    "DifferenceQuerySet",
    "LifeEvent",
    "LifeEventQuerySet",
    "Likeness",
    "LikenessQuerySet",
    "Member",
    "MemberQuerySet",
    "Membership",
    "MembershipQuerySet",
    "Reconciliation",
    "ReconciliationQuerySet",
    "RecordMerger",
    "RecordMergerQuerySet",
    "age",
    "keys_of",
]
