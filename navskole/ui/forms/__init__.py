"""Forms in Aksel's markup with messages that say what to do."""

from navskole.ui.forms.base import AkselForm, AkselFormMixin, AkselModelForm, FilterForm
from navskole.ui.forms.fields import (
    DateField,
    DateTimeField,
    DescribedChoiceField,
    DescribedMultipleChoiceField,
    LongTextField,
    RecordChoiceField,
    RecordsChoiceField,
    TimeField,
)
from navskole.ui.forms.renderer import AkselBoundField, AkselRenderer
from navskole.ui.forms.widgets import (
    DateInput,
    DateTimeInput,
    DescribedCheckboxes,
    DescribedRadioSelect,
    GroupedCheckboxes,
    SearchInput,
    Textarea,
    TimeInput,
)

__all__ = [
    "AkselBoundField",
    "AkselForm",
    "AkselFormMixin",
    "AkselModelForm",
    "AkselRenderer",
    "DateField",
    "DateInput",
    "DateTimeField",
    "DateTimeInput",
    "DescribedCheckboxes",
    "DescribedChoiceField",
    "DescribedMultipleChoiceField",
    "DescribedRadioSelect",
    "FilterForm",
    "GroupedCheckboxes",
    "LongTextField",
    "RecordChoiceField",
    "RecordsChoiceField",
    "SearchInput",
    "Textarea",
    "TimeField",
    "TimeInput",
]
