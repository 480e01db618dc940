"""Bases of every page: the permission it needs, and the one loader that answers 404."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView, TemplateView, View

from navskole.access import policies, purposes
from navskole.access.posted import require_same_writer
from navskole.access.stale import (
    add_conflict,
    what_stands,
    who_was_first,
    with_what_was_chosen,
)
from navskole.records.errors import NotAllowed, RuleBroken, StaleVersion

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model
    from django.forms import Form
    from django.http import HttpRequest, HttpResponse, QueryDict
    from django.http.response import HttpResponseBase
    from django.views.generic.base import ContextMixin, TemplateResponseMixin
    from django_stubs_ext import StrPromise

    from navskole.access.actor import Actor
    from navskole.access.requests import GuardedRequest
    from navskole.audit.log import Access

UNPROCESSABLE = 422
CONFLICT = 409

if TYPE_CHECKING:

    class _View(TemplateResponseMixin, ContextMixin, View):
        """What every subclass that shows a page mixes in."""

else:
    _View = View


class GuardedView(_View):
    """A view that names its permission; asked before anything else happens.

    What the person may not see is 404, what they see but may not do is 403 with the
    sentence that says who can.
    """

    # Django's form views take a PUT as a POST; nothing here is read or sent that way.
    http_method_names = ["get", "head", "post", "options"]
    request: GuardedRequest
    permission: ClassVar[str]
    target: Any = None

    @property
    def actor(self) -> Actor:
        """Who asks, today."""
        return self.request.actor

    def get_target(self) -> Any:
        """Return what the permission is asked about; None for a place of its own."""
        return None

    def get_permission_subject(self) -> Any:
        """Return what the policy is asked about: the target, unless a part of it decides."""
        return self.target

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the target among what is visible, ask the policy, then what for, then go on."""
        self.target = self.get_target()
        subject = self.get_permission_subject()
        found = policies.get(self.permission)
        if not found.lets(self.actor, subject):
            raise PermissionDenied(found.why_not(self.actor, subject))
        asked = purposes.ask_first(self.request, self.target) if found.shows else None
        return asked or super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with what the page is about as `target`."""
        return super().get_context_data(target=self.target, **kwargs)

    def shown(self, records: Iterable[Any]) -> list[Any]:
        """Return the records as a list, noted in the access log with their classes of data.

        They are read on the page's own ground, unless they say that another one opened them.
        """
        rows = list(records)
        ground = getattr(self.target, "ground", "")
        self.note_access(
            [row.access(getattr(row, "ground", ground)) for row in rows if hasattr(row, "access")]
        )
        return rows

    def note_access(self, accesses: list[Access], **how: Any) -> None:
        """Say which pupils' data the page shows."""
        self.request.access_log.note(accesses, **how)


class TargetMixin(GuardedView):
    """Loads `target` by the random id in the address, among the rows visible to the actor."""

    target_model: ClassVar[type[Model]]
    target_kwarg: ClassVar[str]

    def get_target_queryset(self) -> Any:
        """Return the visible rows in the model's own queryset, each with the actor's ground."""
        objects = self.target_model.objects  # type: ignore[attr-defined]  # a guarded manager
        return objects.one_visible_to(self.actor).with_ground(self.actor)

    def get_target(self) -> Any:
        """Return the target or raise Http404; its pupil goes into the access log."""
        target = get_object_or_404(
            self.get_target_queryset(), public_id=self.kwargs[self.target_kwarg]
        )
        self.note_found(target)
        self.remember_found(target)
        return target

    def note_found(self, target: Any) -> None:
        """Put the target's pupil into the access log, where it is about one."""
        if hasattr(target, "access"):
            self.note_access([target.access()])

    def remember_found(self, target: Any) -> None:
        """Keep the answers that finding the target gave already: by itself, none."""


class GuardedPage(GuardedView, TemplateView):
    """A page to read."""


class TargetPage(TargetMixin, GuardedPage):
    """A page about one record."""


class ActionFormView(GuardedView, FormView):
    """A form whose valid content goes to one action; nothing typed is lost on the way.

    Subclasses write `perform`. A broken rule becomes an error at its field (422), a
    stale version 409 with the text kept, a refusal 403.
    """

    success_message: ClassVar[str | StrPromise] = ""

    def perform(self, form: Any) -> Any:
        """Call the action with the content of `form`, of `form_class`; return what it made."""
        raise NotImplementedError

    def get_success_address(self, result: Any) -> str:
        """Return where to go after the action."""
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take the form only from whom it was shown to."""
        require_same_writer(request)
        written = self.get_form()
        form = with_what_was_chosen(self, written)
        if form.is_valid():
            return self.form_valid(form)
        return self.form_invalid(form if form is written else self._with_choices(form, written))

    def get_newer_facts(self) -> Iterable[tuple[Any, Any]]:
        """Return what a stale form is to be read against, where no field of it can be compared."""
        return ()

    def _with_choices(self, form: Form, written: Form) -> Form:
        """Return what was written, with the errors of what was chosen and the choices again."""
        fresh, theirs = what_stands(self)
        if written.is_valid():
            for errors in form.errors.values():
                written.add_error(None, errors)
        add_conflict(written, fresh, theirs)
        return written

    def form_valid(self, form: Form) -> HttpResponse:
        """Do it, or show the form again with what stands in the way."""
        try:
            result = self._perform_once(form)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal.message)) from refusal
        except StaleVersion as stale:
            return self._answer_stale(form, stale)
        except RuleBroken as broken:
            self._add_broken_rule(form, broken)
            return self.form_invalid(form)
        except ValidationError as invalid:
            self._add_validation_errors(form, invalid)
            return self.form_invalid(form)
        if message := self.get_success_message(result):
            messages.success(self.request, message)
        return redirect(self.get_success_address(result))

    def get_success_message(self, result: Any) -> str | StrPromise:
        """Return the receipt."""
        return self.success_message

    def _perform_once(self, form: Form) -> Any:
        """Perform; of a form posted twice at once, the second finds what the first made."""
        try:
            with transaction.atomic():
                return self.perform(form)
        except IntegrityError:
            if "submission_id" not in form.cleaned_data:
                raise
            with transaction.atomic():
                return self.perform(form)

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show the form with its errors, everything typed kept."""
        return self.render_to_response(self.get_context_data(form=form), status=UNPROCESSABLE)

    def _add_broken_rule(self, form: Form, broken: RuleBroken) -> None:
        """Put the message at the field the rule names; a form may call that field otherwise."""
        field = getattr(form, "rule_fields", {}).get(broken.field, broken.field)
        form.add_error(field if field in form.fields else None, broken.message)

    def _add_validation_errors(self, form: Form, invalid: ValidationError) -> None:
        """Put a model's own errors at the fields of the same name, the rest at the top."""
        by_field = (
            invalid.message_dict if hasattr(invalid, "error_dict") else {"": invalid.messages}
        )
        for name, texts in by_field.items():
            form.add_error(name if name in form.fields else None, texts)

    def _answer_stale(self, form: Form, stale: StaleVersion) -> HttpResponse:
        """Show the newer content beside the own text, field by field, to choose from."""
        record = stale.facts["record"]
        fresh, theirs = what_stands(self)
        add_conflict(form, fresh, theirs)
        form.add_error(None, who_was_first(record) or stale.message)
        data = cast("QueryDict", form.data).copy()
        data[form.add_prefix("version")] = record.version
        form.data = data
        return fresh.render_to_response(fresh.get_context_data(form=form), status=CONFLICT)


class TargetFormView(TargetMixin, ActionFormView):
    """A form about one record."""


class TargetActionView(TargetMixin, GuardedView):
    """A button: POST does one thing to one record, then goes on."""

    http_method_names = ["post"]
    success_message: ClassVar[str | StrPromise] = ""

    def perform(self) -> Any:
        """Call the action on `target` and return what it made."""
        raise NotImplementedError

    def get_success_address(self, result: Any) -> str:
        """Return where to go afterwards."""
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it; a broken rule is said on the page the button stands on."""
        require_same_writer(request)
        try:
            with transaction.atomic():
                result = self.perform()
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal.message)) from refusal
        except RuleBroken as broken:
            messages.error(request, str(broken.message))
            return redirect(self.get_success_address(self.target))
        if self.success_message:
            messages.success(request, self.success_message)
        return redirect(self.get_success_address(result))
