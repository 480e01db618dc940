"""Hvem kan se eleven?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from followup.models import Disclosure
from followup.views.pupil import PupilPage
from pupils.models import SingleAccessRequest
from pupils.who_sees import pupil_readers
from pupils.who_sees_across import service_readers

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pupils.who_sees import PupilReader


class PupilReadersView(PupilPage):
    """Who at the reader's own organisations sees the pupil, why, since and until when.

    In plain words, so that it can be printed for the pupil.
    """

    permission = "followup.read_pupil"
    template_name = "followup/pupil_readers.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the own people and the services that consents let read."""
        services = service_readers(self.actor, self.target)
        self.shown([line for service in services for line in service.lines])
        readers = pupil_readers(self.actor, self.target)
        return super().get_context_data(
            readers=readers,
            ends=self._single_accesses(readers),
            services=services,
            disclosed=self.shown(self._disclosed()),
            today=self.actor.on,
            **kwargs,
        )

    def _single_accesses(self, readers: list[PupilReader]) -> list[SingleAccessRequest]:
        """Return what let some of them read for a time, as far as the asker sees it."""
        grants = [reader.grant_id for reader in readers if reader.grant_id]
        if not grants:
            return []
        asked = SingleAccessRequest.objects.visible_to(self.actor).filter(grant__in=grants)
        return list(asked.with_people().order_by("pk"))

    def _disclosed(self) -> QuerySet[Disclosure]:
        """Return the single items of the own side that are open to somebody on a statute."""
        own = Disclosure.objects.visible_to(self.actor).shared_by(self.actor)
        return own.filter(pupil=self.target).in_force(on=self.actor.on).for_list()
