"""The sheet as a PDF: the form for the conversation, and what was told with an answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from agreements.models import DocumentLanguage
from navskole.documents.typeset import typeset
from navskole.ui.templatetags.ui_dates import long_date
from pupils.actions.consent import LineChoice
from pupils.consent_sheet.sheet import Asked, Sheet
from pupils.consent_sheet.words import TEXT_VERSION, WORDS

if TYPE_CHECKING:
    from datetime import datetime

    from pupils.consent_sheet.sheet import Section
    from pupils.models import Consent, Pupil

_TEMPLATE = Path(__file__).parent.parent / "documents" / "consent.typ"
_DIGITS = 16
"""How much of the digest the foot of a page holds."""


def form_pdf(sheet: Sheet, pupil: Pupil, *, at: datetime) -> bytes:
    """Return the form to bring to the conversation, with room for the answer and a signature."""
    words = WORDS[sheet.language]
    return typeset(
        _TEMPLATE,
        _content(sheet.language, sheet.sections(), pupil, TEXT_VERSION)
        | {
            "owner": str(sheet.owner),
            "standing": [words["blank_form"]],
            "answer": True,
            "minor": sheet.is_minor,
        },
        at=at,
    )


def recorded_pdf(consent: Consent, *, at: datetime) -> bytes:
    """Return what the pupil was told, word for word, and the answer that was recorded.

    `consent` comes with pupil, owner, recorder and lines. Of an answer from before the words
    were kept, the file says so and tells what is registered.
    """
    language = DocumentLanguage(consent.text_language or DocumentLanguage.BOKMAL)
    sections = consent.text_shown or _of_the_record(consent, language).sections()
    content = _content(language, sections, consent.pupil, consent.text_version)
    if consent.text_digest:
        words = WORDS[language]
        content["footer"] += f" · {words['digest']} {consent.text_digest[:_DIGITS]}"
    content |= {
        "owner": str(consent.owner),
        "standing": _standing(consent, language),
        "answer": False,
        "minor": False,
    }
    return typeset(_TEMPLATE, content, at=at)


def _content(
    language: DocumentLanguage, sections: list[Section], pupil: Pupil, version: str
) -> dict[str, Any]:
    words = WORDS[language]
    return {
        "language": language.value,
        "title": words["title"],
        "pupil": pupil.full_name,
        "footer": words["edition"].format(version=version),
        "sections": sections,
        "words": words,
    }


def _standing(consent: Consent, language: DocumentLanguage) -> list[str]:
    words = WORDS[language]
    said = words["answers"][consent.status]
    when = words["recorded"].format(day=long_date(consent.recorded_at), person=consent.recorded_by)
    lines = [f"{said} {when}"]
    if consent.ended_at is not None:
        lines.append(words["ended"].format(day=long_date(consent.ended_at)))
    if not consent.text_shown:
        lines.append(words["not_kept"].format(version=consent.text_version))
    return lines


def _of_the_record(consent: Consent, language: DocumentLanguage) -> Sheet:
    """Return the sheet of what is registered, for an answer that kept no words."""
    lines = list(consent.lines.all())
    asked = {(line.service, line.receiver_id): line for line in lines}
    return Sheet(
        language=language,
        owner=consent.owner,
        contact=str(consent.recorded_by),
        is_nav=consent.case_id is not None,
        is_minor=False,
        asked=[Asked(line.service, line.receiver) for line in asked.values()],
        ticked=[
            LineChoice(
                information=line.information,
                service=line.service,
                receiver=line.receiver,
                areas=list(line.areas.all()),
                includes_sensitive=line.includes_sensitive,
            )
            for line in lines
        ],
        starts_on=consent.starts_on,
        ends_on=consent.ends_on,
    )
