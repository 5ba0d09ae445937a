from django.db import migrations, models

import ratings.rules


class Migration(migrations.Migration):
    """The choices are asked for by name from here on: another rule set needs no migration."""

    dependencies = [
        ("ratings", "0004_reminder"),
    ]

    operations = [
        migrations.AlterField(
            model_name="ratingyear",
            name="rule_set",
            field=models.CharField(choices=ratings.rules.choices, max_length=8, verbose_name="rules"),
        ),
    ]
