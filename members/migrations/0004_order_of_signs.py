from django.db import migrations

from ui.vietnamese import person_key


def reckon_keys_anew(apps, schema_editor):
    """Signs and digits in a name have a place of their own now: "Y-Bhăm", "K'Brôi"."""
    rows = apps.get_model("members", "Member")._base_manager
    for pk, name, key in rows.values_list("pk", "full_name", "sort_key").iterator():
        if key != (now := person_key(name)[:520]):
            rows.filter(pk=pk).update(sort_key=now)


class Migration(migrations.Migration):
    dependencies = [("members", "0003_sentences_of_constraints")]

    operations = [migrations.RunPython(reckon_keys_anew, migrations.RunPython.noop)]
