import logging

from django.db import migrations, models

from stored.cleaning import clean_all, give_keys


def give_numbers_keys(apps, schema_editor):
    for twins in give_keys(apps.get_model("inspections", "Case"), "number", "number_key"):
        logging.getLogger(__name__).warning(
            "These cases bear one number: %s. Both stay; look whether one act was entered twice, and correct "
            "the number of the other on its page.",
            twins,
        )


class Migration(migrations.Migration):
    dependencies = [("inspections", "0002_search_key")]

    operations = [
        migrations.AddField(
            model_name="case",
            name="number_key",
            field=models.CharField(editable=False, max_length=60, null=True),
        ),
        migrations.AlterField(
            model_name="case",
            name="number",
            field=models.CharField(max_length=20, verbose_name="number"),
        ),
        migrations.RunPython(clean_all("inspections"), migrations.RunPython.noop),
        migrations.RunPython(give_numbers_keys, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="case",
            name="number_key",
            field=models.CharField(
                editable=False,
                error_messages={"unique": "A case with this number is entered already. Check the number."},
                max_length=60,
                unique=True,
            ),
        ),
    ]
