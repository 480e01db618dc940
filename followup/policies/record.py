"""Who may write notes and plans, take contact requests, and review the caseload."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agreements.models import Placement
from navskole.access.policies import policy
from navskole.organisations.models import Role
from pupils.grounds import SCHOOL_ROLES, services_of
from pupils.policies import (
    ask_the_team,
    leads_office,
    meets_at_school,
    on_open_case,
    on_team,
    reads_alone,
    reads_at_school,
)

if TYPE_CHECKING:
    from followup.models import (
        CaseloadReview,
        ContactRequest,
        Goal,
        Note,
        OutreachActivity,
        Reminder,
        Task,
    )
    from navskole.access.actor import Actor
    from pupils.models import Case, Pupil


@policy("followup.read_pupil", refusal=_("Du kan ikke se denne eleven."))
def can_read_pupil(actor: Actor, pupil: Pupil) -> bool:
    return type(pupil).objects.visible_to(actor).filter(pk=pupil.pk).exists()


@policy(
    "followup.read_school_record",
    refusal=_("Skolens egne opplysninger leses av rådgiver og rektor ved elevens skole."),
)
def can_read_school_record(actor: Actor, pupil: Pupil) -> bool:
    return reads_at_school(actor, pupil)


@policy(
    "followup.read_history",
    refusal=_("Historikken leses av NAV-veilederne på saken og NAV-lederen."),
)
def can_read_history(actor: Actor, case: Case) -> bool:
    return on_team(actor, case) or leads_office(actor, case)


@policy(
    "followup.print_case",
    refusal=_("Saken skrives ut av NAV-veilederne på saken og NAV-lederen."),
)
def can_print_case(actor: Actor, case: Case) -> bool:
    return on_team(actor, case) or leads_office(actor, case)


@policy(
    "followup.open_sensitive",
    refusal=_("Sensitive opplysninger står i saken selv for den som er satt på den."),
)
def can_open_sensitive(actor: Actor, case: Case) -> bool:
    return leads_office(actor, case) and not on_team(actor, case)


@policy("followup.change_contact", refusal=_("Bare NAV-veilederne på saken kan endre dette."))
def can_change_contact(actor: Actor, case: Case) -> bool:
    return on_open_case(actor, case)


# --- Notes ----------------------------------------------------------------------------


@policy(
    "followup.add_note", refusal=_("Bare NAV-veilederne på en åpen sak kan skrive notater i den.")
)
def can_add_note(actor: Actor, case: Case) -> bool:
    return on_open_case(actor, case)


def _who_adds(actor: Actor, case: Case) -> str:
    if case.is_open:
        return gettext("Saken er åpen. Skriv et notat.")
    return gettext("Tillegg skrives av veilederne på saken og NAV-lederen.")


@policy("followup.add_addendum", refusal=_who_adds)
def can_add_addendum(actor: Actor, case: Case) -> bool:
    return not case.is_open and (on_team(actor, case) or leads_office(actor, case))


@policy("followup.add_school_note", refusal=_("Skolens notater skrives av rådgiver og rektor."))
def can_add_school_note(actor: Actor, pupil: Pupil) -> bool:
    return meets_at_school(actor, pupil, *SCHOOL_ROLES)


def _who_changes(actor: Actor, note: Note) -> str:
    if note.struck_at is not None:
        return gettext("Notatet er strøket og kan ikke endres.")
    return gettext("Bare den som skrev notatet kan endre eller stryke det.")


@policy("followup.change_note", refusal=_who_changes)
def can_change_note(actor: Actor, note: Note) -> bool:
    if note.author_id != actor.person.pk or note.struck_at is not None:
        return False
    if note.case is not None:
        return on_open_case(actor, note.case)
    return note.owner_id in actor.at(*SCHOOL_ROLES)


# --- Plan: assessment, goals and tasks ------------------------------------------------


@policy("followup.read_plan", refusal=_("Planen leses av NAV-veilederne på saken og NAV-lederen."))
def can_read_plan(actor: Actor, case: Case) -> bool:
    return on_team(actor, case) or leads_office(actor, case) or reads_alone(actor, case)


@policy("followup.save_assessment", refusal=ask_the_team)
def can_save_assessment(actor: Actor, case: Case) -> bool:
    return on_open_case(actor, case)


@policy("followup.add_goal", refusal=ask_the_team)
def can_add_goal(actor: Actor, case: Case) -> bool:
    return on_open_case(actor, case)


@policy("followup.change_goal", refusal=lambda actor, goal: ask_the_team(actor, goal.case))
def can_change_goal(actor: Actor, goal: Goal) -> bool:
    return on_open_case(actor, goal.case)


@policy("followup.add_task", refusal=ask_the_team)
def can_add_task(actor: Actor, case: Case) -> bool:
    return on_open_case(actor, case)


@policy("followup.add_school_task", refusal=_("Skolens oppgaver skrives av rådgiver og rektor."))
def can_add_school_task(actor: Actor, pupil: Pupil) -> bool:
    return can_add_school_note(actor, pupil)


def _who_changes_task(actor: Actor, task: Task) -> str:
    if task.struck_at is not None:
        return gettext("Oppgaven er strøket og kan ikke endres.")
    if task.done_at is not None:
        return gettext("Oppgaven er gjort. Åpne den igjen for å endre den.")
    if task.case is not None:
        return ask_the_team(actor, task.case)
    return gettext("Skolens oppgaver endres av rådgiver og rektor.")


def _works_with(actor: Actor, task: Task) -> bool:
    """Tell whether the task is of the actor's own side, where they write."""
    if task.case is not None:
        return on_open_case(actor, task.case)
    return task.owner_id in actor.at(*SCHOOL_ROLES)


@policy("followup.change_task", refusal=_who_changes_task)
def can_change_task(actor: Actor, task: Task) -> bool:
    return task.is_open and _works_with(actor, task)


@policy("followup.complete_task", refusal=_who_changes_task)
def can_complete_task(actor: Actor, task: Task) -> bool:
    return task.is_open and (_works_with(actor, task) or _was_given(actor, task))


@policy("followup.reopen_task", refusal=_who_changes_task)
def can_reopen_task(actor: Actor, task: Task) -> bool:
    if task.done_at is None or task.struck_at is not None:
        return False
    own_receipt = task.done_by_id == actor.person.pk and _was_given(actor, task)
    return _works_with(actor, task) or own_receipt


def _was_given(actor: Actor, task: Task) -> bool:
    """Tell whether the task was given to a service of the actor's.

    That a line still covers it is asked by `visible_to`, without which nobody comes here.
    """
    if task.case is None or not task.case.is_open:
        return False
    return task.receiver_id in services_of(actor).get(task.given_to, frozenset())


# --- Reminders ------------------------------------------------------------------------


@policy("followup.add_reminder", refusal=ask_the_team)
def can_add_reminder(actor: Actor, case: Case) -> bool:
    return on_open_case(actor, case)


def _who_changes_reminder(actor: Actor, reminder: Reminder) -> str:
    if not reminder.is_standing:
        return gettext("Huskelappen er fjernet og kan ikke endres.")
    return ask_the_team(actor, reminder.case)


@policy("followup.change_reminder", refusal=_who_changes_reminder)
def can_change_reminder(actor: Actor, reminder: Reminder) -> bool:
    return reminder.is_standing and on_open_case(actor, reminder.case)


# --- Contact requests and outreach ------------------------------------------------------


@policy(
    "followup.add_contact_request",
    refusal=_("Henvendelser registreres av NAV-veiledere som er plassert ved en skole."),
)
def can_add_contact_request(actor: Actor, subject: None) -> bool:
    if not actor.has_role(Role.NAV_COUNSELLOR):
        return False
    return Placement.objects.schools_of(actor).exists()


@policy("followup.read_contact_request", refusal=_("Henvendelser er for NAV."))
def can_read_contact_request(actor: Actor, contact: ContactRequest) -> bool:
    return contact.office_id in actor.at(Role.NAV_COUNSELLOR, Role.NAV_MANAGER)


def _who_answers(actor: Actor, contact: ContactRequest) -> str:
    if not contact.is_open:
        return gettext("Henvendelsen er alt avsluttet.")
    return gettext("Bare NAV-veilederne ved skolen kan gjøre dette.")


@policy("followup.close_contact_request", refusal=_who_answers)
def can_close_contact_request(actor: Actor, contact: ContactRequest) -> bool:
    return contact.is_open and can_read_contact_request(actor, contact)


@policy("followup.take_contact_request", refusal=_who_answers)
def can_take_contact_request(actor: Actor, contact: ContactRequest) -> bool:
    return contact.is_open and contact.office_id in actor.at(Role.NAV_COUNSELLOR)


@policy("followup.list_outreach", refusal=_("Oppsøkende arbeid er for NAV-veiledere og NAV-leder."))
def can_list_outreach(actor: Actor, subject: None) -> bool:
    return actor.has_role(Role.NAV_COUNSELLOR, Role.NAV_MANAGER)


@policy("followup.add_outreach", refusal=_("Oppsøkende arbeid føres av NAV-veilederne."))
def can_add_outreach(actor: Actor, subject: None) -> bool:
    return actor.has_role(Role.NAV_COUNSELLOR)


@policy("followup.change_outreach", refusal=_("Oppsøkende arbeid føres av NAV-veilederne."))
def can_change_outreach(actor: Actor, activity: OutreachActivity) -> bool:
    return activity.office_id in actor.at(Role.NAV_COUNSELLOR)


# --- Rektor's review ------------------------------------------------------------------


@policy("followup.list_followup", refusal=_("Oppfølging er rektors oversikt."))
def can_list_followup(actor: Actor, subject: None) -> bool:
    return actor.has_role(Role.PRINCIPAL)


@policy("followup.add_review", refusal=_("Bare rektor gjennomgår oppfølgingen."))
def can_add_review(actor: Actor, subject: None) -> bool:
    return actor.has_role(Role.PRINCIPAL)


@policy("followup.list_reviews", refusal=_("Gjennomgangene er rektors."))
def can_list_reviews(actor: Actor, subject: None) -> bool:
    return actor.has_role(Role.PRINCIPAL)


@policy("followup.read_review", refusal=_("Gjennomgangene er rektors."))
def can_read_review(actor: Actor, review: CaseloadReview) -> bool:
    return review.school_id in actor.at(Role.PRINCIPAL)


@policy("followup.add_review_point", refusal=_("Bare rektor legger til punkter."))
def can_add_review_point(actor: Actor, review: CaseloadReview) -> bool:
    return can_read_review(actor, review)
