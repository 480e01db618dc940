"""Regler: limits, ages and thresholds with date and source."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from navskole.access.views import ActionFormView, GuardedPage
from navskole.administration.actions.rule import set_rule
from navskole.administration.forms.rule import RuleForm
from navskole.rules.models import Rule, RuleCode

if TYPE_CHECKING:
    from datetime import date

RULE_PARAM = "regel"


TABS = [(_("Regler"), "rule_list"), (_("Fraværsårsaker"), "absence_reason_list")]


def rule_tabs(current: str) -> list[dict[str, Any]]:
    """Return the tabs of what is set by law and practice."""
    return [
        {"label": label, "url": reverse(f"administration:{name}"), "current": name == current}
        for label, name in TABS
    ]


def _card(code: str, values: list[Rule], *, on: date) -> dict[str, Any]:
    """Return a rule's value today, what is to come and what was, the newest first."""
    begun = [rule for rule in values if rule.effective_from <= on]
    return {
        "label": RuleCode(code).label,
        "today": begun[0] if begun else None,
        "coming": [rule for rule in values if rule.effective_from > on],
        "earlier": begun[1:],
        "change_url": f"{reverse('administration:rule_create')}?{RULE_PARAM}={code}",
    }


class RuleListView(GuardedPage):
    """Every rule with its value today, its source and its history."""

    permission = "administration.list_rules"
    template_name = "administration/rule_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with a card for each rule."""
        rows = sorted(Rule.objects.newest_first(), key=lambda rule: rule.code)
        by_code = {code: list(rules) for code, rules in groupby(rows, key=lambda rule: rule.code)}
        cards = [_card(code, by_code.get(code, []), on=self.actor.on) for code in RuleCode.values]
        return super().get_context_data(cards=cards, tabs=rule_tabs("rule_list"), **kwargs)


class RuleCreateView(ActionFormView):
    """A new value of a rule, from a day on."""

    permission = "administration.save_rule"
    template_name = "administration/rule_create.html"
    form_class = RuleForm
    success_message = _("Den nye verdien er lagret.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the actor."""
        return super().get_form_kwargs() | {"actor": self.actor}

    def get_initial(self) -> dict[str, Any]:
        """Return the rule that was chosen on the list."""
        return {"code": self.request.GET.get(RULE_PARAM, "")}

    def perform(self, form: RuleForm) -> Rule:
        """Set."""
        return set_rule(actor=self.actor, **form.cleaned_data)

    def get_success_address(self, result: Rule) -> str:
        """Go back to the rules."""
        return reverse("administration:rule_list")
