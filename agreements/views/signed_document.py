"""The contract as a PDF, and whether a file or a digest is a signed contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse

from agreements.forms.verification import VerificationForm
from agreements.models import DocumentLanguage, SignedDocument
from agreements.signed_text import contract_pdf
from agreements.verification import Verdict, verify_digest, verify_file
from agreements.views.contract import LANGUAGE, ContractTargetMixin
from navskole.access.posted import require_same_writer
from navskole.access.views import ActionFormView, GuardedView

if TYPE_CHECKING:
    from django.http import HttpRequest


class ContractDocumentView(ContractTargetMixin, GuardedView):
    """The contract as the document: the file kept when both signed, else as it stands."""

    permission = "agreements.read_contract"
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return the file; its name holds the digest's beginning and nobody's name."""
        asked = request.GET.get(LANGUAGE, "")
        language = asked if asked in DocumentLanguage else self.target.language
        name = f"samarbeidskontrakt-{self.target.digest[:8]}-{language}.pdf"
        return HttpResponse(
            self._content(language),
            content_type="application/pdf",
            headers={"Content-Disposition": f'inline; filename="{name}"'},
        )

    def _content(self, language: str) -> bytes:
        contract = self.target
        kept = SignedDocument.objects.visible_to(self.actor).newest_of(contract, language=language)
        if contract.in_force_from and (signed := kept.first()):
            return bytes(signed.content)
        signatures = list(contract.signatures.standing().select_related("signed_by"))
        return contract_pdf(contract, signatures, language=language, at=self.actor.now)


class DocumentVerifyView(ActionFormView):
    """Kontroller dokument: nothing is stored, the answer stands on the page."""

    permission = "agreements.list_contracts"
    template_name = "agreements/document_verify.html"
    form_class = VerificationForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer on the page itself; there is no act to go on from."""
        require_same_writer(request)
        form = self.get_form()
        if not form.is_valid():
            return self.form_invalid(form)
        context = self.get_context_data(form=form, verdict=self._verdict(form.cleaned_data))
        return self.render_to_response(context)

    def _verdict(self, asked: dict[str, Any]) -> Verdict:
        if file := asked["file"]:
            return verify_file(self.actor, file.read())
        return verify_digest(self.actor, asked["digest"])
