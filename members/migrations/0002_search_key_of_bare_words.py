from django.db import migrations

from ui.searching import search_key

AT_ONCE = 1_000


def set_keys(apps, schema_editor):
    """A name with a hyphen or an apostrophe was one word until now."""
    model = apps.get_model("members", "Member")
    changed = []
    for row in model.objects.only("full_name", "search_key").iterator(AT_ONCE):
        if row.search_key != (key := search_key(row.full_name)):
            row.search_key = key
            changed.append(row)
    model.objects.bulk_update(changed, ["search_key"], batch_size=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [("members", "0001_initial")]

    operations = [migrations.RunPython(set_keys, migrations.RunPython.noop)]
