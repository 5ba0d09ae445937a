from collections import defaultdict

from django.db import migrations, models
from django.db.models import F

from ui.searching import search_key


def fill(apps, schema_editor):
    organizations = apps.get_model("organizations", "Organization")
    former = defaultdict(list)
    others = apps.get_model("organizations", "Place").objects.exclude(name=F("organization__name"))
    for pk, name in others.order_by("organization", "since").values_list("organization_id", "name"):
        former[pk].append(name)
    for pk, names in former.items():
        once = list(dict.fromkeys(names))
        organizations.objects.filter(pk=pk).update(former_names=once, former_key=" ".join(map(search_key, once)))


class Migration(migrations.Migration):
    dependencies = [("organizations", "0012_a_merger_after_a_hand_over")]

    operations = [
        migrations.AddField(
            model_name="organization",
            name="former_key",
            field=models.TextField(blank=True, db_default="", default="", editable=False),
        ),
        migrations.AddField(
            model_name="organization",
            name="former_names",
            field=models.JSONField(default=list, editable=False),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
