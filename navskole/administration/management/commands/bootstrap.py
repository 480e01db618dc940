"""Start an empty database: the first system administrator and, if wanted, the first places."""

from __future__ import annotations

import os
from getpass import getpass
from typing import TYPE_CHECKING, Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from navskole.access.actor import Actor
from navskole.accounts.models import User
from navskole.administration.actions.user import save_user, start_membership
from navskole.administration.places import add_place, get_directorate, get_operator
from navskole.organisations.models import Membership, Role

if TYPE_CHECKING:
    from argparse import ArgumentParser

PASSWORD_VARIABLE = "NAVSKOLE_ADMIN_PASSWORD"  # noqa: S105 - the variable's name


class Command(BaseCommand):
    """Makes the first administrator, and loads places given on the command line."""

    help = (
        "Make the first system administrator (--username, --name; the password is asked for or "
        f"taken from {PASSWORD_VARIABLE}) and load a county, municipality, school or office."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the administrator and the places."""
        parser.add_argument("--username", help="the first administrator's username")
        parser.add_argument("--name", nargs=2, metavar=("FIRST", "LAST"))
        parser.add_argument("--county", nargs=2, action="append", metavar=("NUMBER", "NAME"))
        parser.add_argument(
            "--municipality", nargs=3, action="append", metavar=("NUMBER", "NAME", "COUNTY_NUMBER")
        )
        parser.add_argument(
            "--school", nargs=3, action="append", metavar=("ORG_NUMBER", "NAME", "MUNICIPALITY")
        )
        parser.add_argument(
            "--office",
            nargs="+",
            action="append",
            metavar="FIELD",
            help="NUMBER NAME MUNICIPALITY [MUNICIPALITY ...]: the office lies in the first "
            "and serves them all",
        )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Do what the options ask for, all or nothing."""
        actor = Actor.system("bootstrap")
        get_directorate()
        if options["username"]:
            self._make_administrator(actor, options)
        for kind in ("county", "municipality", "school", "office"):
            for fields in options[kind] or []:
                self._add(actor, kind, fields)

    def _make_administrator(self, actor: Actor, options: dict[str, Any]) -> None:
        if Membership.objects.filter(role=Role.SYSTEM_ADMIN).exists():
            raise CommandError("There is a system administrator already. Use the pages.")
        if not options["name"]:
            raise CommandError("Give the administrator's first and last name with --name.")
        first_name, last_name = options["name"]
        user = save_user(
            actor=actor,
            user=None,
            username=options["username"],
            first_name=first_name,
            last_name=last_name,
            password=_read_password(options["username"], first_name, last_name),
        )
        start_membership(
            actor=actor,
            user=user,
            role=Role.SYSTEM_ADMIN,
            organisation=get_operator(),
            starts_on=actor.on,
        )
        self.stdout.write(f"Made the system administrator {options['username']}.")

    def _add(self, actor: Actor, kind: str, fields: list[str]) -> None:
        try:
            place = add_place(actor, kind, fields)
        except ValidationError as invalid:
            raise CommandError(
                f"{kind} {' '.join(fields)}: {'; '.join(invalid.messages)}"
            ) from None
        self.stdout.write(f"Added {place}.")


def _read_password(username: str, first_name: str, last_name: str) -> str:
    password = os.environ.get(PASSWORD_VARIABLE) or getpass("Password: ")
    try:
        validate_password(
            password, User(username=username, first_name=first_name, last_name=last_name)
        )
    except ValidationError as weak:
        raise CommandError(" ".join(weak.messages)) from None
    return password
