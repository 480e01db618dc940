"""Withdraw consent."""

from django.utils.translation import gettext_lazy as _

from navskole.records.forms import VersionedForm
from navskole.ui.forms import AkselForm, LongTextField


class WithdrawForm(AkselForm, VersionedForm):
    """Why the consent is withdrawn, if the pupil said."""

    reason = LongTextField(
        label=_("Hva eleven sa om hvorfor"),
        max_length=500,
        required=False,
        help_text=_("Eleven trenger ikke å gi noen grunn."),
    )
