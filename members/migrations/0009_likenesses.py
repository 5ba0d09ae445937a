from itertools import combinations, groupby

from django.db import migrations

AT_ONCE = 2_000


def note(apps, schema_editor):
    """Who has the name and birth date of another already; from now on they are noted as they come."""
    member, likeness = apps.get_model("members", "Member"), apps.get_model("members", "Likeness")
    ordered = member.objects.order_by("search_key", "birth_date", "pk").values_list("search_key", "birth_date", "pk")
    found = []
    for _alike, rows in groupby(ordered.iterator(), key=lambda row: row[:2]):
        found += [likeness(one_id=one[2], other_id=other[2]) for one, other in combinations(rows, 2)]
    likeness.objects.bulk_create(found, batch_size=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [("members", "0008_persons")]

    operations = [migrations.RunPython(note, migrations.RunPython.noop)]
