"""Oppsøkende arbeid: what the office has held at the schools, and the counts."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from followup.actions.outreach import change_outreach, record_outreach
from followup.forms.outreach import (
    OutreachCreateForm,
    OutreachFilterForm,
    OutreachUpdateForm,
    initial_of,
)
from followup.models import OutreachActivity, OutreachKind
from followup.views.contact_request import inbox_tabs
from navskole.access.lists import GuardedList
from navskole.access.views import ActionFormView, TargetFormView
from navskole.records.school_year import school_year_name, school_year_of

if TYPE_CHECKING:
    from followup.querysets.outreach import OutreachActivityQuerySet


class OutreachListView(GuardedList):
    """The office's activities of a school year, with the counts by kind."""

    permission = "followup.list_outreach"
    template_name = "followup/outreach_list.html"

    @cached_property
    def filter_form(self) -> OutreachFilterForm:
        """The chosen school year."""
        return OutreachFilterForm(self.request.GET or None, on=self.actor.on)

    @cached_property
    def school_year(self) -> int:
        """The school year asked for, this one when none or another is."""
        chosen = self.filter_form.cleaned_data if self.filter_form.is_valid() else {}
        return chosen.get("school_year") or school_year_of(self.actor.on)

    def get_rows(self) -> OutreachActivityQuerySet:
        """Return the year's activities, the latest first."""
        visible = OutreachActivity.objects.visible_to(self.actor)
        return visible.in_school_year(self.school_year).for_list()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the counts and the filter."""
        return super().get_context_data(
            counts=self._counts(),
            filter_form=self.filter_form,
            school_year=school_year_name(self.school_year),
            tabs=inbox_tabs("outreach_list"),
            **kwargs,
        )

    def _counts(self) -> list[dict[str, Any]]:
        """Return where, activities and heads for each kind, none left out, and the sum first."""
        held = {row["kind"]: row for row in self.get_rows().by_kind()}
        kinds = [
            {
                "where": _("på %(kind)s") % {"kind": kind.label.lower()},
                "activities": held.get(kind, {}).get("activities", 0),
                "heads": held.get(kind, {}).get("heads", 0),
            }
            for kind in OutreachKind
        ]
        total = {
            "where": _("i alt"),
            "activities": sum(row["activities"] for row in kinds),
            "heads": sum(row["heads"] for row in kinds),
        }
        return [total, *kinds]


class OutreachCreateView(ActionFormView):
    """Record an activity."""

    permission = "followup.add_outreach"
    template_name = "followup/outreach_create.html"
    form_class = OutreachCreateForm
    success_message = _("Aktiviteten er registrert.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the actor."""
        return super().get_form_kwargs() | {"actor": self.actor}

    def get_initial(self) -> dict[str, Any]:
        """Start with today."""
        return {"held_on": self.actor.on}

    def perform(self, form: OutreachCreateForm) -> OutreachActivity:
        """Record."""
        return record_outreach(
            actor=self.actor,
            content=form.content(),
            submission_id=form.cleaned_data["submission_id"],
        )

    def get_success_address(self, result: OutreachActivity) -> str:
        """Go back to the list."""
        return reverse("followup:outreach_list")


class OutreachUpdateView(TargetFormView):
    """Change what was recorded."""

    permission = "followup.change_outreach"
    template_name = "followup/outreach_update.html"
    form_class = OutreachUpdateForm
    target_model = OutreachActivity
    target_kwarg = "outreach_id"
    success_message = _("Endringene er lagret.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the actor."""
        return super().get_form_kwargs() | {"actor": self.actor}

    def get_initial(self) -> dict[str, Any]:
        """Return what was recorded."""
        return initial_of(self.target)

    def perform(self, form: OutreachUpdateForm) -> OutreachActivity:
        """Change."""
        return change_outreach(
            actor=self.actor,
            activity=self.target,
            version=form.cleaned_data["version"],
            content=form.content(),
        )

    def get_success_address(self, result: OutreachActivity) -> str:
        """Go back to the list."""
        return reverse("followup:outreach_list")
