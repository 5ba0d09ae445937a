from django.db import migrations

from stored.cleaning import clean_all, renew
from ui.searching import search_key
from ui.vietnamese import person_key


def renew_keys_of_members(apps, schema_editor):
    renew(apps.get_model("members", "Member"), "sort_key", "search_key", of=keys)


def keys(member):
    return person_key(member.full_name)[:520], search_key(member.full_name)[:120]


class Migration(migrations.Migration):
    dependencies = [("members", "0004_order_of_signs")]

    operations = [
        migrations.RunPython(clean_all("members"), migrations.RunPython.noop),
        migrations.RunPython(renew_keys_of_members, migrations.RunPython.noop),
    ]
