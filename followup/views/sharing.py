"""Delt om eleven: what crossed the wall, and on what basis."""

from __future__ import annotations

from typing import Any

from followup.sharing_log import gathered, sharing_log
from followup.views.pupil import PupilPage
from navskole.access.lists import PagedRecords


class PupilSharingView(PagedRecords, PupilPage):
    """What the reader's side has shared of the pupil, and what reaches it today."""

    permission = "followup.read_pupil"
    template_name = "followup/pupil_sharing.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with one page of what crossed, each with whether it still does."""
        page = self.paginated(gathered(sharing_log(self.actor, self.target)))
        rows = [(row, row.what.is_open(on=self.actor.on)) for row in page.object_list]
        return super().get_context_data(page=page, rows=rows, today=self.actor.on, **kwargs)
