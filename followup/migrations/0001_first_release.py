import uuid

import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    # What the first release was built up by; an older database has these.
    replaces = [
        ("followup", "0001_initial"),
        ("followup", "0002_initial"),
        ("followup", "0003_plan"),
        ("followup", "0004_addendum"),
        ("followup", "0005_contact_requests_and_outreach"),
        ("followup", "0006_measures_in_every_state"),
        ("followup", "0007_school_notes_may_be_shared"),
    ]

    dependencies = [
        ("organisations", "0001_first_release"),
        ("pupils", "0001_first_release"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Assessment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "resources",
                    models.TextField(blank=True, max_length=2000, verbose_name="ressurser"),
                ),
                (
                    "own_goal",
                    models.TextField(blank=True, max_length=1000, verbose_name="elevens eget mål"),
                ),
                ("is_sensitive", models.BooleanField(default=False, verbose_name="sensitivt")),
                ("created_at", models.DateTimeField()),
                ("saved_at", models.DateTimeField()),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pupils.case",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pupils.pupil",
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "kartlegging",
            },
        ),
        migrations.CreateModel(
            name="CaseloadReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("submission_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "remarks",
                    models.TextField(blank=True, max_length=2000, verbose_name="merknader"),
                ),
                ("reviewed_at", models.DateTimeField()),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.school",
                    ),
                ),
            ],
            options={
                "verbose_name": "gjennomgang",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("reviewed_by", "submission_id"), name="review_submitted_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("submission_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("first_name", models.CharField(max_length=60, verbose_name="fornavn")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("drop_in", "Kom innom"),
                            ("message", "Sendte melding"),
                            ("phone", "Ringte"),
                        ],
                        max_length=10,
                        verbose_name="hvordan",
                    ),
                ),
                ("theme", models.CharField(max_length=200, verbose_name="hva gjelder det")),
                (
                    "preferred_time",
                    models.CharField(blank=True, max_length=100, verbose_name="når passer det"),
                ),
                ("received_at", models.DateTimeField(verbose_name="mottatt")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("followed_up", "Følges opp videre"),
                            ("talked", "Snakket sammen, ikke behov for mer"),
                            ("shown_on", "Vist videre til skolen eller andre"),
                            ("not_reached", "Fikk ikke kontakt"),
                        ],
                        max_length=12,
                        verbose_name="resultat",
                    ),
                ),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="avsluttet")),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.navoffice",
                        verbose_name="NAV-kontor",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.school",
                        verbose_name="skole",
                    ),
                ),
            ],
            options={
                "verbose_name": "henvendelse",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("recorded_by", "submission_id"), name="contact_submitted_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_on__isnull", True), ("outcome", "")),
                            models.Q(
                                ("closed_on__isnull", False),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="contact_closed_with_outcome",
                        violation_error_message="En avsluttet henvendelse må ha et resultat.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Goal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("submission_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("heading", models.CharField(max_length=200, verbose_name="mål")),
                ("text", models.TextField(blank=True, max_length=2000, verbose_name="utdyping")),
                ("is_sensitive", models.BooleanField(default=False, verbose_name="sensitivt")),
                (
                    "due_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="når målet skal være nådd"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Arbeides med"),
                            ("reached", "Nådd"),
                            ("dropped", "Ikke aktuelt lenger"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("created_at", models.DateTimeField()),
                (
                    "areas",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to="pupils.problemarea",
                        verbose_name="problemområder",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pupils.case",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pupils.pupil",
                    ),
                ),
            ],
            options={
                "verbose_name": "mål",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("created_by", "submission_id"), name="goal_submitted_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "reached", "dropped"])),
                        name="goal_state_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAssessment",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "resources",
                    models.TextField(blank=True, max_length=2000, verbose_name="ressurser"),
                ),
                (
                    "own_goal",
                    models.TextField(blank=True, max_length=1000, verbose_name="elevens eget mål"),
                ),
                ("is_sensitive", models.BooleanField(default=False, verbose_name="sensitivt")),
                ("created_at", models.DateTimeField()),
                ("saved_at", models.DateTimeField()),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pupils.case",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pupils.pupil",
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical kartlegging",
                "verbose_name_plural": "historical kartleggings",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAssessmentArea",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("words", models.TextField(max_length=1000, verbose_name="egne ord")),
                ("is_sensitive", models.BooleanField(default=False, verbose_name="sensitivt")),
                ("removed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pupils.problemarea",
                        verbose_name="problemområde",
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="followup.assessment",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical område i kartleggingen",
                "verbose_name_plural": "historical område i kartleggingens",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalGoal",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("heading", models.CharField(max_length=200, verbose_name="mål")),
                ("text", models.TextField(blank=True, max_length=2000, verbose_name="utdyping")),
                ("is_sensitive", models.BooleanField(default=False, verbose_name="sensitivt")),
                (
                    "due_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="når målet skal være nådd"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Arbeides med"),
                            ("reached", "Nådd"),
                            ("dropped", "Ikke aktuelt lenger"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pupils.case",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pupils.pupil",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical mål",
                "verbose_name_plural": "historical måls",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalGoal_areas",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "goal",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="followup.goal",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="followup.historicalgoal",
                    ),
                ),
                (
                    "problemarea",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pupils.problemarea",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalGoal_areas",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalNote",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("conversation", "Samtale"),
                            ("phone", "Telefon"),
                            ("message", "Melding"),
                            ("home_visit", "Hjemmebesøk"),
                            ("meeting", "Møte"),
                            ("employer_visit", "Besøk hos arbeidsgiver"),
                            ("observation", "Observasjon"),
                        ],
                        max_length=20,
                        verbose_name="type",
                    ),
                ),
                ("occurred_at", models.DateTimeField(verbose_name="når")),
                ("heading", models.CharField(max_length=120, verbose_name="overskrift")),
                ("text", models.TextField(max_length=4000, verbose_name="notat")),
                ("is_sensitive", models.BooleanField(default=False, verbose_name="sensitivt")),
                (
                    "audience",
                    models.CharField(
                        choices=[("own", "Egen side"), ("shared", "Delt")],
                        default="own",
                        max_length=10,
                        verbose_name="hvem notatet er for",
                    ),
                ),
                (
                    "next_contact_on",
                    models.DateField(blank=True, null=True, verbose_name="neste kontakt"),
                ),
                (
                    "is_addendum",
                    models.BooleanField(default=False, editable=False, verbose_name="tillegg"),
                ),
                ("created_at", models.DateTimeField()),
                ("struck_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "struck_reason",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="hvorfor notatet strykes"
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pupils.case",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pupils.pupil",
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical notat",
                "verbose_name_plural": "historical notats",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalOutreachActivity",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("held_on", models.DateField(verbose_name="dato")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("class_visit", "Klassebesøk"),
                            ("group", "Gruppe"),
                            ("open_office", "Åpent kontor"),
                        ],
                        max_length=12,
                        verbose_name="type",
                    ),
                ),
                ("theme", models.CharField(max_length=200, verbose_name="tema")),
                (
                    "headcount",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(2000)],
                        verbose_name="antall til stede",
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisations.navoffice",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisations.school",
                        verbose_name="skole",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical oppsøkende aktivitet",
                "verbose_name_plural": "historical oppsøkende aktivitets",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTask",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("heading", models.CharField(max_length=120, verbose_name="oppgave")),
                ("text", models.TextField(blank=True, max_length=2000, verbose_name="utdyping")),
                ("is_sensitive", models.BooleanField(default=False, verbose_name="sensitivt")),
                ("due_on", models.DateField(verbose_name="frist")),
                (
                    "given_to",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("school_leadership", "Skoleledelsen"),
                            ("pupil_services", "Elevtjenesten"),
                            ("nav_office", "NAV-kontoret"),
                        ],
                        max_length=20,
                        verbose_name="gitt til tjenesten",
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("struck_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "struck_reason",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="hvorfor oppgaven strykes"
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pupils.case",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="followup.goal",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pupils.pupil",
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="hvem gjør det",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="followup.caseloadreview",
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical oppgave",
                "verbose_name_plural": "historical oppgaves",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="MeasureType",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=120, verbose_name="navn")),
                (
                    "sector",
                    models.CharField(
                        choices=[
                            ("municipal", "NAV, kommunal"),
                            ("state", "NAV, statlig"),
                            ("school", "Skole og fylke"),
                            ("external", "Andre tjenester"),
                        ],
                        max_length=10,
                        verbose_name="eier",
                    ),
                ),
                ("description", models.TextField(verbose_name="hva det er")),
                ("statute", models.CharField(blank=True, max_length=200, verbose_name="hjemmel")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="kilde")),
                (
                    "needs_formal_decision",
                    models.BooleanField(default=False, verbose_name="krever vedtak"),
                ),
                (
                    "needs_agreement",
                    models.BooleanField(
                        default=False, verbose_name="krever avtale med arbeidsgiver"
                    ),
                ),
                ("how_to_apply", models.TextField(blank=True, verbose_name="hvordan det søkes om")),
                ("contact", models.CharField(blank=True, max_length=200, verbose_name="kontakt")),
                ("is_sensitive", models.BooleanField(default=False, verbose_name="sensitivt")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "areas",
                    models.ManyToManyField(
                        related_name="+", to="pupils.problemarea", verbose_name="områder"
                    ),
                ),
            ],
            options={
                "verbose_name": "tiltakstype",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Measure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("submission_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("is_sensitive", models.BooleanField(default=False, verbose_name="sensitivt")),
                ("created_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pupils.case",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pupils.pupil",
                    ),
                ),
                (
                    "type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="followup.measuretype",
                        verbose_name="tiltak",
                    ),
                ),
            ],
            options={
                "verbose_name": "tiltak",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("created_by", "submission_id"), name="measure_submitted_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalMeasurePart",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Utkast"),
                            ("submitted", "Til behandling"),
                            ("approved", "Godkjent"),
                            ("returned", "Returnert"),
                            ("on_hold", "Satt på vent"),
                            ("rejected", "Avslått"),
                            ("outside", "Søkt utenfor navskole"),
                            ("offered", "Tilbudt eleven"),
                            ("declined", "Eleven takket nei"),
                            ("running", "Pågår"),
                            ("completed", "Fullført"),
                            ("discontinued", "Avbrutt"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("justification", models.TextField(max_length=4000, verbose_name="begrunnelse")),
                ("extent", models.CharField(blank=True, max_length=200, verbose_name="omfang")),
                ("planned_start", models.DateField(verbose_name="planlagt start")),
                (
                    "planned_end",
                    models.DateField(blank=True, null=True, verbose_name="planlagt slutt"),
                ),
                (
                    "assessment_reference",
                    models.CharField(blank=True, max_length=60, verbose_name="§ 14 a-vedtak"),
                ),
                (
                    "condition_answers",
                    models.JSONField(blank=True, default=dict, verbose_name="vilkår"),
                ),
                (
                    "forward_agreed_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="eleven sa ja til sending"
                    ),
                ),
                (
                    "forward_agreed_how",
                    models.CharField(blank=True, max_length=200, verbose_name="hvordan"),
                ),
                (
                    "outside_where",
                    models.CharField(blank=True, max_length=150, verbose_name="søkt hos"),
                ),
                (
                    "outside_reference",
                    models.CharField(blank=True, max_length=60, verbose_name="referanse"),
                ),
                ("outside_on", models.DateField(blank=True, null=True, verbose_name="søkt")),
                (
                    "pupil_agreed_on",
                    models.DateField(blank=True, null=True, verbose_name="eleven sa ja"),
                ),
                (
                    "pupil_agreed_how",
                    models.CharField(blank=True, max_length=200, verbose_name="hvordan"),
                ),
                (
                    "employer",
                    models.CharField(blank=True, max_length=150, verbose_name="arbeidsgiver"),
                ),
                (
                    "employer_agreed_on",
                    models.DateField(blank=True, null=True, verbose_name="arbeidsgiveren sa ja"),
                ),
                (
                    "employer_agreed_how",
                    models.CharField(blank=True, max_length=200, verbose_name="hvordan"),
                ),
                (
                    "agreement_reference",
                    models.CharField(blank=True, max_length=60, verbose_name="avtalens referanse"),
                ),
                (
                    "formal_decision_reference",
                    models.CharField(blank=True, max_length=60, verbose_name="vedtakets referanse"),
                ),
                (
                    "formal_decision_on",
                    models.DateField(blank=True, null=True, verbose_name="vedtaksdato"),
                ),
                ("offered_on", models.DateField(blank=True, null=True, verbose_name="tilbudt")),
                ("started_on", models.DateField(blank=True, null=True, verbose_name="startet")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="avsluttet")),
                (
                    "effect",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("good", "Godt utbytte"),
                            ("some", "Noe utbytte"),
                            ("none", "Ikke utbytte"),
                            ("unknown", "For tidlig å si"),
                        ],
                        max_length=10,
                        verbose_name="utbytte",
                    ),
                ),
                (
                    "evaluation",
                    models.TextField(blank=True, max_length=4000, verbose_name="evaluering"),
                ),
                (
                    "pupils_view",
                    models.TextField(blank=True, max_length=2000, verbose_name="elevens syn"),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "deciding_organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "forward_office",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisations.navoffice",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="followup.measure",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical del av tiltak",
                "verbose_name_plural": "historical del av tiltaks",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="MeasurePart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Utkast"),
                            ("submitted", "Til behandling"),
                            ("approved", "Godkjent"),
                            ("returned", "Returnert"),
                            ("on_hold", "Satt på vent"),
                            ("rejected", "Avslått"),
                            ("outside", "Søkt utenfor navskole"),
                            ("offered", "Tilbudt eleven"),
                            ("declined", "Eleven takket nei"),
                            ("running", "Pågår"),
                            ("completed", "Fullført"),
                            ("discontinued", "Avbrutt"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("justification", models.TextField(max_length=4000, verbose_name="begrunnelse")),
                ("extent", models.CharField(blank=True, max_length=200, verbose_name="omfang")),
                ("planned_start", models.DateField(verbose_name="planlagt start")),
                (
                    "planned_end",
                    models.DateField(blank=True, null=True, verbose_name="planlagt slutt"),
                ),
                (
                    "assessment_reference",
                    models.CharField(blank=True, max_length=60, verbose_name="§ 14 a-vedtak"),
                ),
                (
                    "condition_answers",
                    models.JSONField(blank=True, default=dict, verbose_name="vilkår"),
                ),
                (
                    "forward_agreed_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="eleven sa ja til sending"
                    ),
                ),
                (
                    "forward_agreed_how",
                    models.CharField(blank=True, max_length=200, verbose_name="hvordan"),
                ),
                (
                    "outside_where",
                    models.CharField(blank=True, max_length=150, verbose_name="søkt hos"),
                ),
                (
                    "outside_reference",
                    models.CharField(blank=True, max_length=60, verbose_name="referanse"),
                ),
                ("outside_on", models.DateField(blank=True, null=True, verbose_name="søkt")),
                (
                    "pupil_agreed_on",
                    models.DateField(blank=True, null=True, verbose_name="eleven sa ja"),
                ),
                (
                    "pupil_agreed_how",
                    models.CharField(blank=True, max_length=200, verbose_name="hvordan"),
                ),
                (
                    "employer",
                    models.CharField(blank=True, max_length=150, verbose_name="arbeidsgiver"),
                ),
                (
                    "employer_agreed_on",
                    models.DateField(blank=True, null=True, verbose_name="arbeidsgiveren sa ja"),
                ),
                (
                    "employer_agreed_how",
                    models.CharField(blank=True, max_length=200, verbose_name="hvordan"),
                ),
                (
                    "agreement_reference",
                    models.CharField(blank=True, max_length=60, verbose_name="avtalens referanse"),
                ),
                (
                    "formal_decision_reference",
                    models.CharField(blank=True, max_length=60, verbose_name="vedtakets referanse"),
                ),
                (
                    "formal_decision_on",
                    models.DateField(blank=True, null=True, verbose_name="vedtaksdato"),
                ),
                ("offered_on", models.DateField(blank=True, null=True, verbose_name="tilbudt")),
                ("started_on", models.DateField(blank=True, null=True, verbose_name="startet")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="avsluttet")),
                (
                    "effect",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("good", "Godt utbytte"),
                            ("some", "Noe utbytte"),
                            ("none", "Ikke utbytte"),
                            ("unknown", "For tidlig å si"),
                        ],
                        max_length=10,
                        verbose_name="utbytte",
                    ),
                ),
                (
                    "evaluation",
                    models.TextField(blank=True, max_length=4000, verbose_name="evaluering"),
                ),
                (
                    "pupils_view",
                    models.TextField(blank=True, max_length=2000, verbose_name="elevens syn"),
                ),
                (
                    "deciding_organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "forward_office",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.navoffice",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="followup.measure",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "proposers",
                    models.ManyToManyField(related_name="+", to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "verbose_name": "del av tiltak",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("measure", "owner"), name="part_once_per_owner"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("planned_end__isnull", True),
                            ("planned_end__gte", models.F("planned_start")),
                            _connector="OR",
                        ),
                        name="part_dates_in_order",
                        violation_error_message="Planlagt slutt kan ikke være før planlagt start.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MeasureSubmission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "lifted_because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("undone", "Avgjørelsen ble angret"),
                            ("edited", "Innholdet ble endret"),
                            ("moved", "Oppholdskommunen ble endret"),
                            ("resumed", "Tatt opp igjen"),
                        ],
                        max_length=10,
                    ),
                ),
                ("part_version", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "content",
                    models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder),
                ),
                ("submitted_at", models.DateTimeField()),
                (
                    "deciding_organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="followup.measurepart",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "innsendt tiltak",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("part", "part_version"), name="submission_once_per_version"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MeasureDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "lifted_because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("undone", "Avgjørelsen ble angret"),
                            ("edited", "Innholdet ble endret"),
                            ("moved", "Oppholdskommunen ble endret"),
                            ("resumed", "Tatt opp igjen"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("approved", "Godkjent"),
                            ("returned", "Returnert"),
                            ("on_hold", "Satt på vent"),
                            ("rejected", "Avslått"),
                        ],
                        max_length=12,
                        verbose_name="avgjørelse",
                    ),
                ),
                ("reasons", models.JSONField(blank=True, default=list, verbose_name="grunner")),
                ("text", models.TextField(blank=True, max_length=2000, verbose_name="begrunnelse")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("nav_counsellor", "NAV-veileder"),
                            ("nav_manager", "NAV-leder"),
                            ("principal", "Rektor"),
                            ("school_counsellor", "Rådgiver"),
                            ("county_coordinator", "Koordinator for bedre gjennomføring"),
                            ("directorate_reader", "Direktorat"),
                            ("records_officer", "Arkivansvarlig"),
                            ("privacy_officer", "Personvernombud"),
                            ("system_admin", "Systemadministrator"),
                        ],
                        max_length=20,
                    ),
                ),
                ("is_deputy", models.BooleanField(default=False)),
                ("decided_at", models.DateTimeField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="followup.measuresubmission",
                    ),
                ),
            ],
            options={
                "verbose_name": "avgjørelse",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at__isnull", True)),
                        fields=("submission",),
                        name="decision_one_stands_per_submission",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MeasureCondition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("youngest", "Laveste alder"),
                            ("oldest", "Høyeste alder"),
                            ("longest", "Lengste varighet i måneder"),
                            ("assessed", "Vurderes av den som foreslår"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "number",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="grense"),
                ),
                (
                    "extended_number",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="grense ved nedsatt arbeidsevne"
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="vilkår")),
                ("source", models.CharField(max_length=300, verbose_name="kilde")),
                (
                    "effective_from",
                    models.DateField(blank=True, null=True, verbose_name="gjelder fra"),
                ),
                ("blocks", models.BooleanField(default=False, verbose_name="stopper tiltaket")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="conditions",
                        to="followup.measuretype",
                    ),
                ),
            ],
            options={
                "verbose_name": "vilkår",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("type", "code"), name="condition_once_per_type"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "assessed"), ("number__isnull", False), _connector="OR"
                        ),
                        name="condition_limit_where_measured",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("submission_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("conversation", "Samtale"),
                            ("phone", "Telefon"),
                            ("message", "Melding"),
                            ("home_visit", "Hjemmebesøk"),
                            ("meeting", "Møte"),
                            ("employer_visit", "Besøk hos arbeidsgiver"),
                            ("observation", "Observasjon"),
                        ],
                        max_length=20,
                        verbose_name="type",
                    ),
                ),
                ("occurred_at", models.DateTimeField(verbose_name="når")),
                ("heading", models.CharField(max_length=120, verbose_name="overskrift")),
                ("text", models.TextField(max_length=4000, verbose_name="notat")),
                ("is_sensitive", models.BooleanField(default=False, verbose_name="sensitivt")),
                (
                    "audience",
                    models.CharField(
                        choices=[("own", "Egen side"), ("shared", "Delt")],
                        default="own",
                        max_length=10,
                        verbose_name="hvem notatet er for",
                    ),
                ),
                (
                    "next_contact_on",
                    models.DateField(blank=True, null=True, verbose_name="neste kontakt"),
                ),
                (
                    "is_addendum",
                    models.BooleanField(default=False, editable=False, verbose_name="tillegg"),
                ),
                ("created_at", models.DateTimeField()),
                ("struck_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "struck_reason",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="hvorfor notatet strykes"
                    ),
                ),
                (
                    "areas",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to="pupils.problemarea",
                        verbose_name="problemområder",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pupils.case",
                    ),
                ),
                (
                    "named_readers",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="kolleger som kan lese",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pupils.pupil",
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "notat",
                "indexes": [
                    models.Index(fields=["case", "-occurred_at"], name="note_case_time"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("author", "submission_id"), name="note_submitted_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_addendum", False), ("case__isnull", False), _connector="OR"
                        ),
                        name="note_addendum_to_a_case",
                        violation_error_message="Bare en sak får tillegg.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalNote_areas",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="followup.historicalnote",
                    ),
                ),
                (
                    "problemarea",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pupils.problemarea",
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="followup.note",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalNote_areas",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="OutreachActivity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("submission_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("held_on", models.DateField(verbose_name="dato")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("class_visit", "Klassebesøk"),
                            ("group", "Gruppe"),
                            ("open_office", "Åpent kontor"),
                        ],
                        max_length=12,
                        verbose_name="type",
                    ),
                ),
                ("theme", models.CharField(max_length=200, verbose_name="tema")),
                (
                    "headcount",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(2000)],
                        verbose_name="antall til stede",
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.navoffice",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.school",
                        verbose_name="skole",
                    ),
                ),
            ],
            options={
                "verbose_name": "oppsøkende aktivitet",
                "indexes": [
                    models.Index(fields=["office", "held_on"], name="outreach_office_day"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("recorded_by", "submission_id"), name="outreach_submitted_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("submission_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("heading", models.CharField(max_length=120, verbose_name="oppgave")),
                ("text", models.TextField(blank=True, max_length=2000, verbose_name="utdyping")),
                ("is_sensitive", models.BooleanField(default=False, verbose_name="sensitivt")),
                ("due_on", models.DateField(verbose_name="frist")),
                (
                    "given_to",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("school_leadership", "Skoleledelsen"),
                            ("pupil_services", "Elevtjenesten"),
                            ("nav_office", "NAV-kontoret"),
                        ],
                        max_length=20,
                        verbose_name="gitt til tjenesten",
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("struck_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "struck_reason",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="hvorfor oppgaven strykes"
                    ),
                ),
                (
                    "areas",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to="pupils.problemarea",
                        verbose_name="problemområder",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pupils.case",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="followup.goal",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pupils.pupil",
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="hvem gjør det",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="followup.caseloadreview",
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "oppgave",
                "indexes": [
                    models.Index(fields=["case", "due_on"], name="task_case_due"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("created_by", "submission_id"), name="task_submitted_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("given_to", ""), ("receiver__isnull", True)),
                            models.Q(
                                models.Q(("given_to", ""), _negated=True),
                                ("case__isnull", False),
                                ("receiver__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="task_given_by_a_case",
                        violation_error_message="Bare oppgaver i en sak kan gis til skolen.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("goal__isnull", True), ("case__isnull", False), _connector="OR"
                        ),
                        name="task_goal_in_a_case",
                        violation_error_message="Bare oppgaver i en sak kan høre til et mål.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at__isnull", True), ("done_by__isnull", True)),
                            ("done_at__isnull", False),
                            _connector="OR",
                        ),
                        name="task_done_by_somebody",
                        violation_error_message="En gjort oppgave må ha et tidspunkt.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalTask_areas",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="followup.historicaltask",
                    ),
                ),
                (
                    "problemarea",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pupils.problemarea",
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="followup.task",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalTask_areas",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="AssessmentArea",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("words", models.TextField(max_length=1000, verbose_name="egne ord")),
                ("is_sensitive", models.BooleanField(default=False, verbose_name="sensitivt")),
                ("removed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pupils.problemarea",
                        verbose_name="problemområde",
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="areas",
                        to="followup.assessment",
                    ),
                ),
            ],
            options={
                "verbose_name": "område i kartleggingen",
                "ordering": ["area__position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("assessment", "area"), name="assessment_area_once"
                    )
                ],
            },
        ),
    ]
