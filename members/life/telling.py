"""Why something cannot have happened where the member belonged, in a sentence that names what is to be put right."""

from __future__ import annotations

from django.utils.translation import gettext

from members.life.reading import Life
from members.life.stays import Impossible
from organizations.models import Organization
from ui.days import written


def told(life: Life, impossible: Impossible) -> str:
    step, place = impossible.step, impossible.place
    event = next(each for each in life.events if each.pk == step.event)
    words = {"event": event.get_kind_display(), "day": written(step.on), "member": str(life.member)}
    if place is None:
        sentence = gettext("%(event)s, on %(day)s: %(member)s would belong nowhere then. Put that right first.")
    elif step.source is None:
        sentence = gettext(
            "%(event)s, on %(day)s: %(member)s would belong to %(place)s then already. Put that right first."
        )
    else:
        sentence = gettext(
            "%(event)s, on %(day)s: it leaves another organisation than %(place)s, where %(member)s would belong then. "
            "Put that right first."
        )
    named = Organization.objects.get(pk=place).name if place else ""
    return sentence % (words | {"place": named})
