import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0002_places_edited_by_hand"),
    ]

    operations = [
        migrations.AlterField(
            model_name="municipality",
            name="public_id",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
    ]
