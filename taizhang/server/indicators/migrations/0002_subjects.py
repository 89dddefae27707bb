"""A name may mean another indicator for some subjects: the subject stands beside it there. The table is made anew from the facts."""
from typing import Any

from django.db import migrations, models


def emptied(apps: Any, _editor: Any) -> None:
    """All rows go: what they mean is asked again by the job that fills the table."""
    apps.get_model("indicators", "Wording").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("indicators", "0001_wordings")]

    operations = [
        migrations.RunPython(emptied, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name="wording", name="indicators_wording_once"),
        migrations.RemoveField(model_name="wording", name="calibre"),
        migrations.AddField(model_name="wording", name="subject", field=models.CharField(blank=True, max_length=200, default="")),
        migrations.AddConstraint(model_name="wording", constraint=models.UniqueConstraint(
            fields=["what", "measure", "measure_unit", "per", "subject"], name="indicators_wording_once")),
    ]
