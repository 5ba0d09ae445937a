from django.db import migrations, models

from ui.searching import code_key, search_key

AT_ONCE = 1_000


def set_keys(apps, schema_editor):
    model = apps.get_model("inspections", "Case")
    rows = list(model.objects.all())
    for row in rows:
        row.search_key = f"{code_key(row.number)} {search_key(row.content)}"
    model.objects.bulk_update(rows, ["search_key"], batch_size=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [("inspections", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="case",
            name="search_key",
            field=models.CharField(default="", editable=False, max_length=380),
            preserve_default=False,
        ),
        migrations.RunPython(set_keys, migrations.RunPython.noop),
    ]
