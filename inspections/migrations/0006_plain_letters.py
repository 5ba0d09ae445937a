import logging

from django.db import migrations

from stored.cleaning import clean_all, renew, renew_keys
from ui.searching import code_key, search_key


def renew_keys_of_cases(apps, schema_editor):
    cases = apps.get_model("inspections", "Case")
    renew(cases, "search_key", of=key)
    for twin in renew_keys(cases, "number", "number_key"):
        logging.getLogger(__name__).warning(
            "This case bears the number of another: %s. Both stay; look whether one act was entered twice, and correct "
            "the number of one on its page.",
            twin,
        )


def key(case):
    return (f"{code_key(case.number)} {search_key(case.content)}"[:380],)


class Migration(migrations.Migration):
    dependencies = [("inspections", "0005_nothing_unknown_passes")]

    operations = [
        migrations.RunPython(clean_all("inspections"), migrations.RunPython.noop),
        migrations.RunPython(renew_keys_of_cases, migrations.RunPython.noop),
    ]
