from django.db import migrations
from django.db.models import Count


def note(apps, schema_editor):
    """Who has the name and birth date of another already; from now on they are noted as they come."""
    member, likeness = apps.get_model("members", "Member"), apps.get_model("members", "Likeness")
    twice = member.objects.order_by().values("search_key", "birth_date").alias(total=Count("pk")).filter(total__gt=1)
    for key, born in list(twice.values_list("search_key", "birth_date")):
        alike = list(member.objects.filter(search_key=key, birth_date=born).order_by("pk"))
        pairs = [(one, other) for at, one in enumerate(alike) for other in alike[at + 1 :]]
        likeness.objects.bulk_create(likeness(one=one, other=other) for one, other in pairs)


class Migration(migrations.Migration):
    dependencies = [("members", "0008_persons")]

    operations = [migrations.RunPython(note, migrations.RunPython.noop)]
