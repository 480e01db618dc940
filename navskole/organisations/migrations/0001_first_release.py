import uuid

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import navskole.organisations.numbers


class Migration(migrations.Migration):
    initial = True

    # What the first release was built up by; an older database has these.
    replaces = [
        ("organisations", "0001_initial"),
        ("organisations", "0002_places_edited_by_hand"),
        ("organisations", "0003_municipality_ids_are_unique"),
    ]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Organisation",
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
                    "side",
                    models.CharField(
                        choices=[
                            ("school", "Skole"),
                            ("nav", "NAV"),
                            ("county", "Fylke"),
                            ("directorate", "Direktorat"),
                            ("operator", "Drift"),
                        ],
                        editable=False,
                        max_length=12,
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        error_messages={"unique": "Navnet er i bruk. Søk i listen."},
                        max_length=150,
                        unique=True,
                        verbose_name="navn",
                    ),
                ),
            ],
            options={
                "verbose_name": "organisasjon",
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="County",
            fields=[
                (
                    "organisation_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="organisations.organisation",
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        error_messages={"unique": "Nummeret er i bruk. Søk i listen."},
                        max_length=2,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[0-9]{2}\\Z", "Skriv fylkesnummeret med to sifre."
                            )
                        ],
                        verbose_name="fylkesnummer",
                    ),
                ),
            ],
            options={
                "verbose_name": "fylke",
            },
            bases=("organisations.organisation",),
        ),
        migrations.CreateModel(
            name="Municipality",
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
                    "number",
                    models.CharField(
                        error_messages={"unique": "Nummeret er i bruk. Søk i listen."},
                        max_length=6,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[0-9]{4}([0-9]{2})?\\Z",
                                "Skriv fire sifre for en kommune, eller seks for en bydel.",
                            )
                        ],
                        verbose_name="kommunenummer",
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="navn")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="municipalities",
                        to="organisations.county",
                        verbose_name="fylke",
                    ),
                ),
            ],
            options={
                "verbose_name": "kommune",
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="NavOffice",
            fields=[
                (
                    "organisation_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="organisations.organisation",
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        error_messages={"unique": "Nummeret er i bruk. Søk i listen."},
                        max_length=4,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[0-9]{4}\\Z", "Skriv enhetsnummeret med fire sifre."
                            )
                        ],
                        verbose_name="enhetsnummer",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offices",
                        to="organisations.municipality",
                        verbose_name="kommune",
                    ),
                ),
                (
                    "serves",
                    models.ManyToManyField(
                        related_name="serving_offices",
                        to="organisations.municipality",
                        verbose_name="kommuner kontoret betjener",
                    ),
                ),
            ],
            options={
                "verbose_name": "NAV-kontor",
            },
            bases=("organisations.organisation",),
        ),
        migrations.CreateModel(
            name="School",
            fields=[
                (
                    "organisation_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="organisations.organisation",
                    ),
                ),
                (
                    "org_number",
                    models.CharField(
                        error_messages={"unique": "Nummeret er i bruk. Søk i listen."},
                        max_length=9,
                        unique=True,
                        validators=[navskole.organisations.numbers.org_number],
                        verbose_name="organisasjonsnummer",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schools",
                        to="organisations.municipality",
                        verbose_name="kommune",
                    ),
                ),
            ],
            options={
                "verbose_name": "skole",
            },
            bases=("organisations.organisation",),
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("starts_on", models.DateField(verbose_name="fra og med")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="til og med")),
                (
                    "ended_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="avsluttet"
                    ),
                ),
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
                        verbose_name="rolle",
                    ),
                ),
                ("is_deputy", models.BooleanField(default=False, verbose_name="stedfortreder")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="organisations.organisation",
                        verbose_name="organisasjon",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="bruker",
                    ),
                ),
            ],
            options={
                "verbose_name": "medlemskap",
                "ordering": ["-starts_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="membership_dates_in_order",
                        violation_error_message="Siste dag kan ikke være før første dag.",
                    )
                ],
            },
        ),
    ]
