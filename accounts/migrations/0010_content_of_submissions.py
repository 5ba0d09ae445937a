from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0009_order_of_signs")]

    operations = [
        migrations.AddField(
            model_name="submission",
            name="content",
            field=models.CharField(blank=True, default="", max_length=64),
        ),
    ]
