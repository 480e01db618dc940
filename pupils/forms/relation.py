"""Declare an own close relation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from navskole.ui.forms import AkselForm, DescribedChoiceField
from pupils.models import PersonRelation


class RelationForm(AkselForm):
    """What kind of relation it is."""

    kind = DescribedChoiceField(
        label=_("Hvilken relasjon har du til eleven?"),
        choices=[
            (PersonRelation.Kind.SELF, _("Det er meg selv"), _("Opplysningene gjelder deg.")),
            (
                PersonRelation.Kind.FAMILY,
                _("Familie"),
                _("For eksempel barn, søsken, partner, niese eller nevø."),
            ),
            (
                PersonRelation.Kind.CLOSE,
                _("Annen nær relasjon"),
                _("For eksempel nær venn, nabo eller barnets nære venn."),
            ),
        ],
        help_text=_("Bare du og lederen din ser svaret."),
        error_messages={"required": _("Velg hvilken relasjon du har")},
    )
