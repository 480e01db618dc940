"""Tidsbruk: a veileder's week, and what was planned beside what was registered."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from agreements.actions.time_entry import save_week
from agreements.forms.time_entry import SchoolYearForm, WeekForm
from agreements.models import Placement, TimeEntry
from agreements.time_deviation import standing_deviations
from agreements.time_history import week_history
from agreements.time_use import (
    months_of,
    tie_of,
    ties_of,
    united,
    use_of,
    uses_of,
    weeks_of,
)
from agreements.time_week import WeekSheet
from agreements.views.tabs import agreement_tabs
from navskole.access.lists import GuardedList, PagedRecords
from navskole.access.views import ActionFormView, GuardedView, TargetPage
from navskole.figures.numbers import decimal
from navskole.records.school_year import first_day, last_day, school_year_name, school_year_of
from navskole.records.week import Week
from navskole.ui.templatetags.ui_charts import PairedBar
from navskole.ui.templatetags.ui_dates import short_month

if TYPE_CHECKING:
    from agreements.querysets.placement import PlacementQuerySet
    from agreements.time_use import Use

FIRST_WEEK = Week(2013, 31)
"""The week in which the trial began: there is nothing to register before it."""
COPY_PARAM = "kopier"
HISTORY_PAGE_SIZE = 10


def week_address(week: Week) -> str:
    """Return the address of the week's grid."""
    return reverse("agreements:time_week", args=[week])


class TimeWeekView(ActionFormView):
    """The veileder's own week, half day by half day."""

    permission = "agreements.register_time"
    template_name = "agreements/time_week.html"
    form_class = WeekForm

    def get_target(self) -> Week:
        """Return the week in the address; one to come is not there yet."""
        week: Week = self.kwargs["week"]
        if not FIRST_WEEK <= week <= Week.of(self.actor.on):
            raise Http404
        return week

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the week as it stands, and the one to copy."""
        copies = self.request.method == "GET" and COPY_PARAM in self.request.GET
        copied = WeekSheet.of(self.actor, self.target.before) if copies else None
        sheet = WeekSheet.of(self.actor, self.target)
        return super().get_form_kwargs() | {"sheet": sheet, "copied": copied}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the weeks around it."""
        context = super().get_context_data(**kwargs)
        week = self.target
        has_after = week < Week.of(self.actor.on)
        return context | {
            "week": week,
            "before": week_address(week.before) if week > FIRST_WEEK else "",
            "after": week_address(week.after) if has_after else "",
            "copy": f"{week_address(week)}?{COPY_PARAM}=1",
            "is_copied": COPY_PARAM in self.request.GET and self.request.method == "GET",
        }

    def perform(self, form: WeekForm) -> WeekSheet:
        """Save."""
        return save_week(
            actor=self.actor,
            week=self.target,
            version=form.cleaned_data["version"],
            content=form.content(),
        )

    def get_success_message(self, result: WeekSheet) -> str:
        """Say how much of the week is registered."""
        words = {
            "week": result.week.number,
            "done": decimal(result.days_registered),
            "planned": decimal(result.days_planned),
        }
        return _("Uke %(week)d er lagret: %(done)s av %(planned)s avtalte dager er ført.") % words

    def get_success_address(self, result: WeekSheet) -> str:
        """Stay at the week, as it is now."""
        return week_address(result.week)


class SchoolYearMixin(GuardedView):
    """A page about one school year, this one when none or another is asked for."""

    @cached_property
    def year_form(self) -> SchoolYearForm:
        """The choice of school year."""
        return SchoolYearForm(self.request.GET or None, on=self.actor.on)

    @cached_property
    def school_year(self) -> int:
        """The school year that is shown."""
        chosen = self.year_form.cleaned_data if self.year_form.is_valid() else {}
        return chosen.get("skolear") or school_year_of(self.actor.on)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the choice of school year."""
        return super().get_context_data(
            filter_form=self.year_form, school_year=school_year_name(self.school_year), **kwargs
        )


class TimeUseListView(SchoolYearMixin, GuardedList):
    """Each placement of the school year: what was planned and what was registered."""

    permission = "agreements.list_time_use"
    template_name = "agreements/time_use_list.html"

    def get_rows(self) -> PlacementQuerySet:
        """Return the placements whose time the actor reads, by school and name."""
        found: PlacementQuerySet = Placement.objects.with_time_for(self.actor)
        return found.latest_of_school_year(self.school_year)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with each row's figures so far, and what is off the plan."""
        context = super().get_context_data(**kwargs)
        rows = context["page"].object_list
        first, last = first_day(self.school_year), min(last_day(self.school_year), self.actor.on)
        ties = ties_of(rows)
        placements = [placement for tied in ties.values() for placement in tied]
        visible = TimeEntry.objects.visible_to(self.actor)
        counted = visible.counted(placements, first=first, last=last)
        for row in rows:
            tied = ties[tie_of(row)]
            row.use = use_of(tied, united(counted, tied), first=first, last=last)
        week = Week.of(self.actor.on)
        return context | {
            "deviations": standing_deviations(rows, on=self.actor.on),
            "this_week": week,
            "week_url": week_address(week),
            "tabs": agreement_tabs(self.request),
        }


class TimeUseDetailView(SchoolYearMixin, PagedRecords, TargetPage):
    """A veileder's school year at a school and an office by month and week, with a chart."""

    permission = "agreements.read_time_use"
    template_name = "agreements/time_use_detail.html"
    target_model = Placement
    target_kwarg = "placement_id"

    def get_target_queryset(self) -> PlacementQuerySet:
        """Return the visible placements with what the page tells of them."""
        found: PlacementQuerySet = super().get_target_queryset()
        return found.select_related("contract__school", "contract__office", "counsellor")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the figures of the months, the weeks and the whole."""
        placement, on, year = self.target, self.actor.on, self.school_year
        tied = ties_of([placement])[tie_of(placement)]
        first, last = first_day(year), min(last_day(year), on)
        worked = list(
            TimeEntry.objects.visible_to(self.actor)
            .filter(placement__in=tied, day__range=(first, last))
            .values_list("day", "place")
        )
        months = uses_of(tied, worked, months_of(year, on=on))
        weeks = weeks_of(year, on=on)
        uses = uses_of(tied, worked, [span for _week, span in weeks])
        return super().get_context_data(
            placement=placement,
            months=months,
            weeks=list(zip([week for week, _span in weeks], uses, strict=True)),
            is_own=placement.counsellor_id == self.actor.person.pk,
            total=uses_of(tied, worked, [(first, last)])[0],
            bars=[_bar(use) for use in months],
            deviations=standing_deviations([placement], on=on),
            page=self.paginated(
                week_history(tied, (first, last_day(year))), size=HISTORY_PAGE_SIZE
            ),
            **kwargs,
        )


def _bar(use: Use) -> PairedBar:
    return PairedBar(short_month(use.first), use.planned_at_school, use.at_school)
