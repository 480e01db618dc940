"""Norwegian messages that say what to do, for fields that bring none of their own."""

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _

CHOOSE = (forms.Select, forms.RadioSelect)


def in_sentence(label: str) -> str:
    """Return the label as it stands inside a sentence; names and abbreviations keep capitals."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def required_message(label: str, field: forms.Field) -> str:
    """Return what the reader must do with an empty field."""
    if label.endswith("?"):
        return _("Svar på spørsmålet «%(label)s»") % {"label": label}
    if isinstance(field.widget, forms.CheckboxInput):
        return _("Kryss av for «%(label)s»") % {"label": label}
    if isinstance(field.widget, CHOOSE):
        return _("Velg %(label)s") % {"label": in_sentence(label)}
    if isinstance(field, forms.FileField):
        return _("Last opp %(label)s") % {"label": in_sentence(label)}
    return _("Fyll inn %(label)s") % {"label": in_sentence(label)}


def limit_messages() -> dict[str, str]:
    """Return the messages of limits, with Django's own placeholders."""
    return {
        "max_length": _("Skriv høyst %(limit_value)d tegn. Du har skrevet %(show_value)d."),
        "min_length": _("Skriv minst %(limit_value)d tegn. Du har skrevet %(show_value)d."),
        "max_value": _("Skriv %(limit_value)s eller mindre"),
        "min_value": _("Skriv %(limit_value)s eller mer"),
        "max_digits": _("Skriv høyst %(max)s siffer"),
        "max_decimal_places": _("Skriv høyst %(max)s siffer etter komma"),
        "max_whole_digits": _("Skriv høyst %(max)s siffer foran komma"),
        "null_characters_not_allowed": _("Teksten har tegn som ikke kan lagres. Skriv den på nytt"),
    }


def invalid_message(field: forms.Field) -> str | None:
    """Return what a field of this type understands, or None when Django's words are ours."""
    if isinstance(field, forms.EmailField):
        return _("Skriv en gyldig e-postadresse, for eksempel navn@eksempel.no")
    if isinstance(field, forms.DecimalField | forms.FloatField):
        return _("Skriv et tall, for eksempel 12,5")
    if isinstance(field, forms.IntegerField):
        return _("Skriv et helt tall, for eksempel 12")
    return None


def is_default(field: forms.Field, code: str) -> bool:
    """Tell whether the message of this code is Django's own, not chosen in the form."""
    message = field.error_messages.get(code)
    return any(
        message is vars(cls).get("default_error_messages", {}).get(code)
        for cls in type(field).__mro__
        if cls.__module__.startswith("django.")
    )


def speak_norwegian(field: forms.Field, label: str | Promise) -> None:
    """Fill in the messages that the field's author did not choose."""
    chosen = field.error_messages
    for code, message in limit_messages().items():
        chosen.setdefault(code, message)
    if is_default(field, "required"):
        chosen["required"] = required_message(str(label), field)
    if is_default(field, "invalid_choice"):
        chosen["invalid_choice"] = _("Velg et av alternativene i listen")
    invalid = invalid_message(field)
    if invalid and is_default(field, "invalid"):
        chosen["invalid"] = invalid
