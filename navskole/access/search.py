"""Free-text search without a name in any address or log: posted, kept in the session."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from django import forms
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from navskole.access.views import UNPROCESSABLE, GuardedView
from navskole.ui.forms import FilterForm, SearchInput
from navskole.ui.pagination import PAGE_PARAM, with_query

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

SEARCH_PARAM = "sok"
_SESSION_KEY = "searches"
_KEPT = 20


class SearchForm(FilterForm):
    """One line of search words."""

    question = forms.CharField(
        label=_("Søk etter navn"), max_length=100, widget=SearchInput({"autocomplete": "off"})
    )


class KeptSearchMixin(GuardedView):
    """A list that is searched by POST; the address holds only a random key to the words."""

    @property
    def question(self) -> str:
        """The words last posted under the key in the address, or nothing."""
        key = self.request.GET.get(SEARCH_PARAM, "")
        return str(dict(self.request.session.get(_SESSION_KEY, [])).get(key, ""))

    def get_search_form(self) -> SearchForm:
        """Return the search form, holding the words or what was wrong with them."""
        if self.request.method == "POST":
            return SearchForm(self.request.POST)
        return SearchForm(initial={"question": self.question})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep the words and go to the list they give, with its filter; no words show all."""
        form = self.get_search_form()
        if not form.is_valid():
            response = self.get(request, *args, **kwargs)  # type: ignore[attr-defined]
            response.status_code = UNPROCESSABLE
            return response
        if not form.cleaned_data["question"]:
            return redirect(request.path + self._query(key=None))
        key = secrets.token_urlsafe(9)
        kept = [*request.session.get(_SESSION_KEY, []), [key, form.cleaned_data["question"]]]
        request.session[_SESSION_KEY] = kept[-_KEPT:]
        return redirect(request.path + self._query(key=key))

    def _query(self, *, key: str | None) -> str:
        query = with_query(self.request, **{SEARCH_PARAM: key, PAGE_PARAM: None})
        return "" if query == "?" else query
