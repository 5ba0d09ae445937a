from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organizations", "0011_corrections"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="lineage",
            name="lineage_once",
        ),
        migrations.AddConstraint(
            model_name="lineage",
            constraint=models.UniqueConstraint(
                fields=("predecessor", "successor", "kind"),
                name="lineage_once",
                violation_error_message="That one came from the other is recorded already.",
            ),
        ),
    ]
