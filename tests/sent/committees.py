"""Committees and offices."""

from datetime import date

from django.urls import reverse

from committees import offices
from committees.models import Committee, Office
from tests.committees.formed import formed
from tests.sent.sent import DAY, Sent
from tests.world import World

REASON = {"reason": "Ghi nhầm"}


def form(world: World) -> Sent:
    address = reverse("committees:form", args=[world.own_cell.pk])
    elected = {"kind_1": "secretary", "member_1": world.members["own"]}
    makes = {Committee: 1, Office: 1}
    sent = {"since": DAY, "formed": "elected", **elected}
    return Sent("committee", address, sent, makes=makes, again="Cấp ủy thành lập ngày này đã được ghi")


def add(world: World) -> Sent:
    address = reverse("committees:add", args=[_committee(world).pk])
    elected = {"kind_1": "deputy", "member_1": world.members["own_second"]}
    return Sent("committee", address, {"since": DAY, **elected}, makes={Office: 1}, again="đang giữ chức vụ này")


def correct(world: World) -> Sent:
    address = reverse("committees:correct", args=[_committee(world).pk])
    return Sent("committee", address, {"committee_seats": "7"})


def revoke(world: World) -> Sent:
    address = reverse("committees:revoke", args=[_committee(world).pk])
    return Sent("committee", address, REASON, makes={Committee: -1, Office: -1})


def end_office(world: World) -> Sent:
    address = reverse("committees:end_office", args=[_office(world).pk])
    return Sent("committee", address, {"on": DAY, "ending": "relieved"}, again="đã kết thúc ngày")


def correct_office(world: World) -> Sent:
    address = reverse("committees:correct_office", args=[_office(world).pk])
    return Sent("committee", address, {"kind": "deputy"})


def revoke_office(world: World) -> Sent:
    address = reverse("committees:revoke_office", args=[_office(world).pk])
    return Sent("committee", address, REASON, makes={Office: -1})


def resume_office(world: World) -> Sent:
    office = offices.end(office=_office(world), on=date(2021, 1, 1), ending="relieved", by=world.users["committee"])
    address = reverse("committees:resume_office", args=[office.pk])
    return Sent("committee", address, REASON, again="Chỉ khôi phục được")


def _committee(world: World) -> Committee:
    return formed(world.own, ("secretary", world.members["own"]), by=world.users["committee"])


def _office(world: World) -> Office:
    return _committee(world).offices.get()


FORMS = (form, add, correct, revoke, end_office, correct_office, revoke_office, resume_office)
