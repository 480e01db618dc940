"""Set a rule's value from a day on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from navskole.access import policies
from navskole.audit import log
from navskole.audit.events import Action
from navskole.records.errors import RuleBroken
from navskole.rules.models import LIMITS, Rule, RuleCode

if TYPE_CHECKING:
    from datetime import date

    from navskole.access.actor import Actor


class OutsideLimits(RuleBroken):
    """The value is one that nobody may set."""

    message = _("Verdien kan ikke settes.")
    field = "number"


class InThePast(RuleBroken):
    """What has been in effect stays as it was."""

    message = _("Velg i dag eller en senere dag. Det som har vært i kraft, endres ikke.")
    field = "effective_from"


class AgesCross(RuleBroken):
    """The target group would end before it begins."""

    message = _("Målgruppens høyeste alder kan ikke være lavere enn den laveste.")
    field = "number"


_AGES = (RuleCode.TARGET_AGE_FROM, RuleCode.TARGET_AGE_TO)


@transaction.atomic
def set_rule(
    *,
    actor: Actor,
    code: str,
    number: int,
    effective_from: date,
    source: str,
    checked_on: date | None = None,
) -> Rule:
    """Let the rule have the value from `effective_from` on; earlier values stay in the history.

    A value for the same day that has not been overtaken is replaced. Raises OutsideLimits,
    InThePast or AgesCross.
    """
    policies.require(actor, "administration.save_rule")
    least, most = LIMITS[code]
    if not least <= number <= most:
        raise OutsideLimits(
            _("Velg en verdi fra %(least)d til %(most)d.") % {"least": least, "most": most}
        )
    if effective_from < actor.on:
        raise InThePast
    same_day = Rule.objects.filter(code=code, effective_from=effective_from)
    rule = same_day.select_for_update().first() or Rule(code=code, effective_from=effective_from)
    rule.number, rule.source, rule.checked_on = number, source, checked_on
    rule.full_clean()
    _require_ages_in_order(rule)
    rule.save()
    log.record(actor, Action.RULE_SAVED, purpose=f"{rule} ({effective_from:%d.%m.%Y})")
    return rule


def _require_ages_in_order(rule: Rule) -> None:
    """Look at every day from the new value on at which one of the two ages changes."""
    if rule.code not in _AGES:
        return
    values = [*Rule.objects.filter(code__in=_AGES).exclude(pk=rule.pk), rule]
    days = {each.effective_from for each in values if each.effective_from >= rule.effective_from}
    for day in days:
        youngest, oldest = (_value(values, code, on=day) for code in _AGES)
        if youngest > oldest:
            raise AgesCross


def _value(values: list[Rule], code: str, *, on: date) -> int:
    begun = [rule for rule in values if rule.code == code and rule.effective_from <= on]
    return max(begun, key=lambda rule: rule.effective_from).number
