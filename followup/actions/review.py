"""Rektor marks the caseload as reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from followup.models import CaseloadReview
from navskole.access import policies
from navskole.access.person_text import require_no_person
from navskole.audit import log
from navskole.audit.events import Action
from navskole.organisations.models import Role
from navskole.records.errors import RuleBroken

if TYPE_CHECKING:
    from uuid import UUID

    from navskole.access.actor import Actor
    from navskole.organisations.models import Organisation


@transaction.atomic
def review_caseload(
    *,
    actor: Actor,
    school: Organisation,
    remarks: str,
    submission_id: UUID | None = None,
) -> CaseloadReview:
    """Record that the list was gone through today; the remarks name nobody.

    Raises NationalIdInText or PersonInText; a second post returns the first review.
    """
    policies.require(actor, "followup.add_review")
    if actor.holds(Role.PRINCIPAL, school.pk) is None:
        raise RuleBroken(_("Velg en skole du er rektor ved."), field="school")
    known = CaseloadReview.objects.filter(  # type: ignore[misc]  # no id finds no row
        reviewed_by=actor.user, submission_id=submission_id
    ).first()
    if known is not None:
        return known
    require_no_person(actor, remarks, field="remarks")
    review = CaseloadReview(
        school_id=school.pk, remarks=remarks, reviewed_by=actor.user, reviewed_at=actor.now
    )
    if submission_id:
        review.submission_id = submission_id
    review.save()
    log.record(actor, Action.CASELOAD_REVIEWED)
    return review
