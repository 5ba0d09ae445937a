from django.db import migrations
from django.db.models import F

CARRYING = ("merge", "split", "turn")


def tell_ways(apps, schema_editor):
    """What reorganisations kept by the numbers of memberships is kept by members and ways."""
    reorganization = apps.get_model("organizations", "Reorganization")
    membership = apps.get_model("members", "Membership")
    for row in reorganization.objects.exclude(kept__members=None).iterator():
        members = row.kept["members"]
        if "ways" in members or "ended" not in members:
            continue
        turned, begun = dict(members.pop("turned")), members.pop("begun")
        members.pop("ended")
        members.pop("turned_to", None)
        went = membership.objects.in_bulk([*turned, *begun])
        along = sorted({each.member_id for each in went.values()})
        members["on"] = row.on.isoformat()
        members["along"] = along
        members["turned"] = [
            [went[pk].member_id, went[pk].since.isoformat(), source] for pk, source in turned.items() if pk in went
        ]
        members["ways"] = [[*way, along if row.kind == "split" else None] for way in _ways(row)]
        row.save(update_fields=["kept"])


def _ways(row):
    if row.kind not in CARRYING:
        return
    links = row.links.filter(kind=row.kind if row.kind == "split" else "merge").order_by("pk")
    if row.kind == "turn" and not links.exists():
        made = row.kept["founded"]
        turned = row.changes.filter(kind__contains="committee").exclude(organization__in=made).order_by("pk")
        yield from ((each.organization_id, made[0]) for each in turned[:1] if made)
        return
    yield from links.exclude(predecessor=F("successor")).values_list("predecessor", "successor")


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0009_likenesses"),
        ("organizations", "0013_former_names"),
    ]

    operations = [migrations.RunPython(tell_ways, migrations.RunPython.noop)]
