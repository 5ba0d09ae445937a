"""After the last closed year each kind of event that the years before did not have, a few of each.

Whoever comes again leaves again before the year ends, so that no cell has more or fewer members by it.
"""

from __future__ import annotations

from datetime import date, timedelta

from demo.chance import years_later
from demo.history.lives import Lives
from demo.people import Person
from members.models import LifeEvent

Kind, Beyond = LifeEvent.Kind, LifeEvent.Beyond
LENT, BACK, LAST = date(2026, 2, 17), date(2026, 6, 30), date(2026, 7, 31)
STUDIES, STUDIES_END = date(2026, 9, 8), date(2027, 6, 30)
RESTORED, RETURNED, GONE = date(2026, 2, 20), date(2026, 3, 3), date(2026, 8, 11)
LONGER = timedelta(days=180)


def tell(lives: Lives, today: date) -> None:
    _come_again(lives, Kind.REMOVED, Kind.RESTORED, RESTORED, "Khiếu nại được chấp nhận")
    _come_again(
        lives, Kind.TRANSFERRED_OUT, Kind.RETURNED, RETURNED, "Chuyển công tác trở lại"
    ).beyond = Beyond.PROVINCE
    _lend(lives)
    _judge_probations(lives, today)


def _come_again(lives: Lives, left_by: LifeEvent.Kind, kind: LifeEvent.Kind, on: date, note: str) -> LifeEvent:
    person = next(person for person, way in reversed(lives.register.left) if way == left_by and person.age(2025) < 50)
    came = lives.event(person, kind, on, person.cell, note=note)
    person.since = on
    note = "Chuyển công tác ngoài Đảng bộ Khối"
    lives.event(person, Kind.TRANSFERRED_OUT, GONE, person.cell, note=note).beyond = Beyond.ELSEWHERE
    lives.close(person, GONE)
    return came


def _lend(lives: Lives) -> None:
    """One to a cell beside their own and back, one to a school outside."""
    cells = next(each.cells for each in reversed(lives.home.values()) if len(each.cells) > 1)
    able = [person for person in lives.current[cells[0]] if _is_free(person)]
    went, studies = able[:2]
    lives.event(went, Kind.TEMPORARY, LENT, went.cell, until=LAST).host = cells[1].organization
    lives.event(went, Kind.CAME_BACK, BACK, went.cell)
    event = lives.event(studies, Kind.TEMPORARY, STUDIES, studies.cell, until=STUDIES_END)
    event.beyond, event.elsewhere = Beyond.ELSEWHERE, "Chi bộ Lớp Cao cấp lý luận chính trị K75"


def _is_free(person: Person) -> bool:
    return bool(person.member.official_on) and not person.exempt_since and not person.suspended


def _judge_probations(lives: Lives, today: date) -> None:
    """Of those whose year is over: one is tried longer, one is not recognised."""
    waiting = [person for people in lives.current.values() for person in people if not person.member.official_on]
    waiting.sort(key=lambda person: person.member.pk)
    longer, refused = waiting[:2]
    if (decision := _complete(longer)) <= today:
        until = decision + LONGER
        lives.event(
            longer, Kind.EXTENDED, decision, longer.cell, until=until, note="Chưa hoàn thành nhiệm vụ được giao"
        )
    if (decision := _complete(refused)) <= today:
        lives.event(refused, Kind.NOT_RECOGNIZED, decision, refused.cell, note="Không đủ tư cách đảng viên chính thức")


def _complete(person: Person) -> date:
    return years_later(person.member.admitted_on, 1) + timedelta(days=5)
