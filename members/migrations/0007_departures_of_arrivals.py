from django.db import migrations
from django.db.models import Count, OuterRef, Subquery


def pair(apps, schema_editor):
    """Who left an organisation of ours and came to one of ours on one day moved inside."""
    event = apps.get_model("members", "LifeEvent")
    same = event.objects.filter(member=OuterRef("member"), happened_on=OuterRef("happened_on")).order_by()
    arrivals = same.filter(kind="transferred_in").values("member").annotate(total=Count("pk")).values("total")
    departures = same.filter(kind="transferred_out").values("member").annotate(total=Count("pk")).values("total")
    moved = event.objects.alias(arrivals=Subquery(arrivals), departures=Subquery(departures))
    moved = moved.filter(kind="transferred_in", arrivals=1, departures=1)
    departure = Subquery(same.filter(kind="transferred_out").values("pk")[:1])
    event.objects.filter(pk__in=moved.values("pk")).update(counterpart=departure)


class Migration(migrations.Migration):
    dependencies = [("members", "0006_deeds")]

    operations = [migrations.RunPython(pair, migrations.RunPython.noop)]
