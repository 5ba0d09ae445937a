from django.db import migrations

from stored.cleaning import clean_all, renew
from ui.searching import code_key, search_key


def renew_keys_of_organizations(apps, schema_editor):
    renew(apps.get_model("organizations", "Organization"), "search_key", of=key)


def key(organization):
    return (f"{search_key(organization.name)} {code_key(organization.code)}"[:280],)


class Migration(migrations.Migration):
    dependencies = [("organizations", "0003_sentences_of_constraints")]

    operations = [
        migrations.RunPython(clean_all("organizations"), migrations.RunPython.noop),
        migrations.RunPython(renew_keys_of_organizations, migrations.RunPython.noop),
    ]
