"""Gives every grant on a case a random id, and the fourth way of being put on one."""

import uuid

from django.db import migrations, models


def give_ids(apps, schema_editor):
    """Give each grant its own id: the default of a new column is one for all."""
    grants = apps.get_model("pupils", "CaseGrant").objects
    for pk in grants.values_list("pk", flat=True).iterator():
        grants.filter(pk=pk).update(public_id=uuid.uuid4())


class Migration(migrations.Migration):
    dependencies = [("pupils", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="casegrant",
            name="team_role",
            field=models.CharField(
                choices=[
                    ("responsible", "Ansvarlig"),
                    ("co_worker", "Medarbeider"),
                    ("substitute", "Vikar"),
                    ("colleague", "Kollega i 14 dager"),
                ],
                max_length=12,
                verbose_name="rolle i saken",
            ),
        ),
        migrations.AddField(
            model_name="casegrant",
            name="public_id",
            field=models.UUIDField(null=True, editable=False),
        ),
        migrations.RunPython(give_ids, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name="casegrant",
            name="public_id",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
    ]
