"""Give a relation an address, and who lifted it."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def give_each_an_id(apps, schema_editor):
    """Write a random id of its own to each relation there is."""
    relations = apps.get_model("pupils", "PersonRelation")
    for relation in relations.objects.all():
        relation.public_id = uuid.uuid4()
        relation.save(update_fields=["public_id"])


class Migration(migrations.Migration):
    dependencies = [
        ("pupils", "0005_consents_of_the_school"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="personrelation",
            name="lifted_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="personrelation",
            name="public_id",
            field=models.UUIDField(default=uuid.uuid4, editable=False, null=True),
        ),
        migrations.RunPython(give_each_an_id, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="personrelation",
            name="public_id",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
    ]
