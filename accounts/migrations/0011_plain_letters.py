import logging

from django.db import migrations

from stored.cleaning import clean, renew, renew_keys
from ui.searching import code_key, search_key
from ui.vietnamese import person_key


def renew_keys_of_users(apps, schema_editor):
    users = apps.get_model("accounts", "User")
    clean(users, "full_name")
    renew(users, "sort_key", "search_key", of=keys)
    for twin in renew_keys(users, "username", "username_key"):
        logging.getLogger(__name__).warning(
            "This user name is that of another for whoever signs in: %s. Both accounts stay, each under the name as it "
            "is written; disable the one that nobody uses.",
            twin,
        )


def keys(user):
    return person_key(user.full_name)[:520], f"{search_key(user.full_name)} {code_key(user.username)}"[:280]


def renew_keys_of_views(apps, schema_editor):
    views = apps.get_model("accounts", "SavedView")
    clean(views, "name")
    renew_keys(views, "name", "name_key", within=("user", "place"))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0010_content_of_submissions")]

    operations = [
        migrations.RunPython(renew_keys_of_users, migrations.RunPython.noop),
        migrations.RunPython(renew_keys_of_views, migrations.RunPython.noop),
    ]
