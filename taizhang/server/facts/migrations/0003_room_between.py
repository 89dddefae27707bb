"""Facts are numbered with room between them, so that one a person adds gets a number of its own."""
from django.db import migrations
from django.db.models import F

STRIDE = 1024


def spread(apps, schema_editor):
    apps.get_model("facts", "Fact").objects.using(schema_editor.connection.alias).update(position=F("position") * STRIDE)


def gather(apps, schema_editor):
    apps.get_model("facts", "Fact").objects.using(schema_editor.connection.alias).update(position=F("position") / STRIDE)


class Migration(migrations.Migration):

    dependencies = [("facts", "0002_several_persons")]

    operations = [migrations.RunPython(spread, gather)]
