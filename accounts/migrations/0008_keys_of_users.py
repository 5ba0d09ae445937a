from django.db import migrations, models

from ui.searching import code_key, search_key
from ui.vietnamese import person_key

AT_ONCE = 1_000


def set_keys(apps, schema_editor):
    model = apps.get_model("accounts", "User")
    users = list(model.objects.all())
    for user in users:
        user.sort_key = person_key(user.full_name)[:520]
        user.search_key = f"{search_key(user.full_name)} {code_key(user.username)}"[:280]
    model.objects.bulk_update(users, ["sort_key", "search_key"], batch_size=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0007_preferences")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="sort_key",
            field=models.CharField(default="", editable=False, max_length=520),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="user",
            name="search_key",
            field=models.CharField(default="", editable=False, max_length=280),
            preserve_default=False,
        ),
        migrations.RunPython(set_keys, migrations.RunPython.noop),
    ]
