"""Lovhjemlet deling: share one item on a statute, read it, end it, and what one was given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from followup.actions.disclosure import disclose, end_disclosure, version_of
from followup.disclosure_recipients import possible_recipients
from followup.facts import disclosure_facts
from followup.forms.disclosure import DisclosureEndForm, DisclosureForm
from followup.models import Disclosure, Measure, Note, Task
from followup.sensitive import shown
from navskole.access import policies
from navskole.access.grounds import Ground
from navskole.access.lists import GuardedList
from navskole.access.views import TargetFormView, TargetMixin, TargetPage

if TYPE_CHECKING:
    from django.db.models import QuerySet


def disclosure_address(disclosure: Disclosure) -> str:
    """Return the address of what was shared."""
    return reverse("followup:disclosure_detail", args=[disclosure.public_id])


class DiscloseView(TargetFormView):
    """Del etter lov: the item as it stands, beside what must be said to share it."""

    permission = "followup.disclose"
    form_class = DisclosureForm
    success_message = _("Opplysningen er delt. De som har fått den, og lederen, får et varsel.")

    def get_target_queryset(self) -> Any:
        """Return the visible items with what the page shows."""
        related = ("pupil", "owner", "case__office", "case__responsible", "case__pupil")
        return super().get_target_queryset().select_related(*related)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the people to choose among."""
        posts = possible_recipients(self.actor, self.target)
        offered = {"side": self.target.owner.side, "posts": posts}
        return super().get_form_kwargs() | {"actor": self.actor, **offered}

    def get_initial(self) -> dict[str, Any]:
        """Return the version on screen."""
        return {"version": version_of(self.target)}

    def get_newer_facts(self) -> list[tuple[Any, Any]]:
        """Return the item as it stands: what is to be shared is read first."""
        record = shown(self.target)
        return [(_("Overskrift"), record.heading), (_("Innhold"), record.text)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the item, and where "Avbryt" leads."""
        pupil = self.target.pupil
        back = reverse("followup:pupil_sharing", args=[pupil.public_id])
        return super().get_context_data(record=shown(self.target), pupil=pupil, back=back, **kwargs)

    def perform(self, form: DisclosureForm) -> Disclosure:
        """Share."""
        return disclose(
            actor=self.actor,
            item=self.target,
            version=form.cleaned_data["version"],
            content=form.content(),
            submission_id=form.cleaned_data["submission_id"],
        )

    def get_success_address(self, result: Disclosure) -> str:
        """Go to what was shared."""
        return disclosure_address(result)


class NoteDiscloseView(DiscloseView):
    """A note."""

    target_model = Note
    target_kwarg = "note_id"
    template_name = "followup/note_disclose.html"


class TaskDiscloseView(DiscloseView):
    """A task."""

    target_model = Task
    target_kwarg = "task_id"
    template_name = "followup/task_disclose.html"


class MeasureDiscloseView(DiscloseView):
    """A measure."""

    target_model = Measure
    target_kwarg = "measure_id"
    template_name = "followup/measure_disclose.html"


class DisclosureTargetMixin(TargetMixin):
    """Loads what was shared."""

    target_model = Disclosure
    target_kwarg = "disclosure_id"

    def get_target_queryset(self) -> QuerySet[Disclosure]:
        """Return the visible disclosures with what the page shows."""
        return super().get_target_queryset().for_list().select_related("note", "task", "measure")


class DisclosureDetailView(DisclosureTargetMixin, TargetPage):
    """The one item, for whom it was shared with; and how it was shared, for the own side."""

    permission = "followup.read_disclosure"
    template_name = "followup/disclosure_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context: the own side reads the item only where it reads it anyhow."""
        disclosure = self.target
        is_recipient = disclosure.ground == Ground.LAWFUL_DISCLOSURE
        return super().get_context_data(
            disclosure=disclosure,
            pupil=disclosure.pupil,
            facts=disclosure_facts(disclosure, own_side=not is_recipient),
            is_recipient=is_recipient,
            shows_item=is_recipient or self._sees_item(),
            is_open=disclosure.is_in_force(on=self.actor.on),
            may_end=policies.allows(self.actor, "followup.end_disclosure", disclosure),
            back=self._back(is_recipient=is_recipient),
            **kwargs,
        )

    def _sees_item(self) -> bool:
        item: Any = self.target.item
        return type(item).objects.visible_to(self.actor).filter(pk=item.pk).exists()

    def _back(self, *, is_recipient: bool) -> str:
        if is_recipient:
            return reverse("followup:disclosure_list")
        return reverse("followup:pupil_sharing", args=[self.target.pupil.public_id])


class DisclosureEndView(DisclosureTargetMixin, TargetFormView):
    """Avslutt delingen."""

    permission = "followup.end_disclosure"
    template_name = "followup/disclosure_end.html"
    form_class = DisclosureEndForm
    success_message = _("Delingen er avsluttet.")

    def get_initial(self) -> dict[str, Any]:
        """Return the version on screen."""
        return {"version": self.target.version}

    def get_newer_facts(self) -> list[tuple[Any, Any]]:
        """Return until when it is shared, and with whom."""
        names = ", ".join(str(post.user) for post in self.target.recipients.all())
        return [(_("Delt med"), names), (_("Siste dag"), self.target.ends_on)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with where "Avbryt" leads."""
        return super().get_context_data(
            disclosure=self.target,
            pupil=self.target.pupil,
            back=disclosure_address(self.target),
            **kwargs,
        )

    def perform(self, form: DisclosureEndForm) -> Disclosure:
        """End it."""
        return end_disclosure(actor=self.actor, disclosure=self.target, **form.cleaned_data)

    def get_success_address(self, result: Disclosure) -> str:
        """Go back to it."""
        return disclosure_address(result)


class DisclosureListView(GuardedList):
    """Delt med meg: what others have shared with the reader on a statute, while it lasts."""

    permission = "followup.list_disclosures"
    template_name = "followup/disclosure_list.html"

    def get_rows(self) -> QuerySet[Disclosure]:
        """Return what the reader was named for."""
        return Disclosure.objects.visible_to(self.actor).shared_with(self.actor).for_list()
