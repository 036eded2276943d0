"""The embedded engine: quotes the documents' own words with their places. Nothing leaves the machine."""

import itertools

from legalredact import __version__
from legalredact.errors import UsageError
from legalredact.model.payload import PayloadDocument, VerifiedText
from legalredact.model.progress import Cancellation, Progress, Report
from legalredact.model.review import MaskedSummary, Usage
from legalredact.summary.engine import accepted
from legalredact.summary.local.entries import StructuredFacts
from legalredact.summary.local.extract import extract
from legalredact.summary.local.forms import FORMS


class LocalEngine:
    """Makes summaries of the documents' own words."""

    name = "local"

    def summarize(self, verified: VerifiedText, report: Report, cancel: Cancellation) -> MaskedSummary:
        """See `engine.Engine`; the same payload always gives the same summary.

        Errors: SendRefused for unverified text; UsageError if the prompt is not for this engine; Cancelled.
        """
        payload = accepted(verified).payload
        form = FORMS.get(payload.prompt_id)
        if form is None:
            raise UsageError("The local engine cannot answer that prompt.", f"Use one of: {', '.join(FORMS)}.")
        letters = {d.id: sum(len(passage.masked_text) for passage in d.passages) for d in payload.documents}
        ends = dict(zip(letters, itertools.accumulate(letters.values()), strict=True))

        def read(document: PayloadDocument) -> StructuredFacts:
            report(Progress("letters", ends[document.id] - letters[document.id], sum(letters.values()), document.id))
            found = extract(document, cancel.check)
            report(Progress("letters", ends[document.id], sum(letters.values()), document.id))
            return found

        segments = form(payload, read)
        return MaskedSummary(verified.digest, payload.prompt_id, payload.prompt_version, segments, _usage())


def _usage() -> Usage:
    return Usage(engine=LocalEngine.name, model=f"structured extraction and LexRank {__version__}")
