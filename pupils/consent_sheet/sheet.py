"""The sheet: what the pupil is told and asked, as sections that can be shown, set and kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from navskole.records.digest import content_digest
from navskole.ui.templatetags.ui_dates import long_date
from pupils.consent_sheet.words import WORDS
from pupils.models import NAV_INFORMATION, SCHOOL_INFORMATION, ProblemArea, Service

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from agreements.models import DocumentLanguage
    from navskole.organisations.models import Organisation
    from pupils.models import Information

BLANK = "…" * 12
"""Where a day is written by hand."""

Section = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """A service the pupil is asked about: one at a school, or an office by name."""

    service: str
    organisation: Organisation


@dataclass(frozen=True)
class Sheet:
    """What one pupil is told: who asks, whom it may be shared with, and what is ticked.

    `ticked` are lines, or what a form has of them; without any it is the empty form. Nothing
    in the sheet says who the pupil is.
    """

    language: DocumentLanguage
    owner: Organisation
    contact: str
    is_nav: bool
    is_minor: bool
    asked: Collection[Asked]
    ticked: Collection[Any] = ()
    starts_on: date | None = None
    ends_on: date | None = None

    def sections(self) -> list[Section]:
        """Return the sheet as headed sections of paragraphs, points and boxes."""
        return [
            self._section("what", [self._say("secrecy"), self._words["duty"], self._say("whose")]),
            *self._choices(),
            self._section("period", [self._period(), self._say("ends_before")]),
            self._section("withdraw", [self._say("how"), self._say("closes")]),
            self._section("never", [], points=self._words["not_shared"][self._side]),
            self._section("free", [self._say("refusal"), self._words["refusal_kept"]]),
            *([self._section("minor", [self._words["alone"]])] if self.is_minor else []),
            self._section("questions", [self._say("contact")]),
        ]

    @property
    def _words(self) -> dict[str, Any]:
        return WORDS[self.language]

    @property
    def _side(self) -> str:
        return "nav" if self.is_nav else "school"

    def _say(self, name: str) -> str:
        found = self._words[name]
        text = found[self._side] if isinstance(found, dict) else found
        return str(text).format(owner=self.owner, person=self.contact)

    def _section(self, heading: str, texts: list[str], points: Collection[str] = ()) -> Section:
        return {
            "heading": self._words[heading],
            "texts": texts,
            "points": list(points),
            "boxes": [],
        }

    def _period(self) -> str:
        if self.starts_on is None or self.ends_on is None:
            return str(self._words["no_dates"].format(blank=BLANK))
        first, last = long_date(self.starts_on), long_date(self.ends_on)
        return str(self._words["dates"].format(first=first, last=last))

    def _choices(self) -> Iterator[Section]:
        areas = list(ProblemArea.objects.order_by("position", "pk"))
        for asked in self.asked:
            yield {
                "heading": self._words["choices"].format(receiver=self._name(asked)),
                "texts": [self._words["people"][asked.service].format(place=asked.organisation)],
                "points": [],
                "boxes": self._boxes(asked, areas),
            }
        if not self.asked:
            yield self._section("nobody", [self._words["none"]])

    def _name(self, asked: Asked) -> str:
        return str(self._words["services"].get(asked.service, asked.organisation))

    def _boxes(self, asked: Asked, areas: list[ProblemArea]) -> list[dict[str, Any]]:
        """Return the three questions about one service, each with its boxes."""
        lines = [
            line
            for line in self.ticked
            if (line.service, line.receiver.pk) == (asked.service, asked.organisation.pk)
        ]
        told = {line.information for line in lines}
        chosen = {area.pk for line in lines for area in line.areas}
        sensitive = any(line.includes_sensitive for line in lines)
        kinds = self._words["kinds"][self._side]
        return [
            {"label": "", "items": [[kind in told, kinds[kind]] for kind in _kinds(asked)]},
            {
                "label": self._words["areas"],
                "items": [
                    [area.pk in chosen, self._area(area)] for area in areas if not area.is_sensitive
                ],
            },
            {
                "label": self._words["sensitive"],
                "items": [
                    [sensitive, self._words["sensitive_yes"]],
                    *[[area.pk in chosen, self._area(area)] for area in areas if area.is_sensitive],
                ],
            },
        ]

    def _area(self, area: ProblemArea) -> str:
        return str(self._words["areas_of"].get(area.code, area.name))


def _kinds(asked: Asked) -> tuple[Information, ...]:
    return SCHOOL_INFORMATION if asked.service == Service.NAV_OFFICE else NAV_INFORMATION


def digest_of_text(sections: list[Section]) -> str:
    """Return what binds an answer to exactly these words."""
    return content_digest({"sections": sections}, schema=1)
