"""Records failures of an engine, and closes an incident that stops a matter."""

from collections.abc import Iterable

from legalredact.documents.text.plain import document_from_text
from legalredact.errors import EngineIncident, LegalRedactError, SendRefused, UsageError
from legalredact.governance.incidents import CLOSE, OPEN, Incident, incidents, open_ones
from legalredact.masking.mask import mask
from legalredact.model.mention import Span, Tier
from legalredact.model.progress import NEVER, silent
from legalredact.model.refusal import Refusal, RefusalKind
from legalredact.model.token import TOKEN
from legalredact.workflow.matter.open_matter import OpenMatter


def note_failure(matter: OpenMatter, payload_digest: str, error: LegalRedactError) -> None:
    """An engine failed: record how, and open an incident if another one answered than expected."""
    matter.note("payload.failed", ("payload", payload_digest), ("error", type(error).__name__))
    if isinstance(error, EngineIncident):
        open_incident(matter, error.what, payload_digest)


def open_incident(matter: OpenMatter, what: str, payload_digest: str = "") -> int:
    """Record an incident; returns its number.

    Arguments:
        what: one sentence of this program, never a client's words.
    """
    number = len(incidents(matter.trail.of_incidents())) + 1
    matter.note(OPEN, ("incident", number), ("what", what), ("payload", payload_digest))
    return number


def close_incident(matter: OpenMatter, number: int, reason: str) -> Incident:
    """Record that an incident was handled, and why nothing has to be stopped any more.

    Errors: UsageError if it is not open or there is no reason; Refused if policy reserves that for others.
    """
    known = {one.number for one in open_ones(matter.trail.of_incidents())}
    if number not in known:
        raise UsageError(f"Incident {number} is not open in this matter.", "See `legalredact incident list`.")
    if not reason.strip():
        raise UsageError("An incident is closed with a reason.", "Say what was found out and done.")
    matter.note(CLOSE, ("incident", number), ("reason", masked_words(matter, reason)))
    return incidents(matter.trail.of_incidents())[number - 1]


def against_incidents(matter: OpenMatter) -> tuple[Refusal, ...]:
    """Reason: incidents of this matter are open, with their numbers; nothing is sent until they are closed."""
    still = open_ones(matter.trail.of_incidents())
    if not still:
        return ()
    what = f"Incident {', '.join(str(one.number) for one in still)} of this matter is open."
    remedy = "Have it reviewed and closed (`legalredact incident list`, `incident close`)."
    return (Refusal(RefusalKind.INCIDENT, what, remedy, SendRefused),)


def masked_words(matter: OpenMatter, words: str) -> str:
    """A person's words for the trail, which contains no client text: the matter's names become tokens, and other names
    that detection finds are left out.
    """
    plain = " ".join(words.split())
    if not plain:
        return ""
    masked = document_from_text("reason", "", mask(document_from_text("reason", "", plain), matter.named(), ()).text)
    found = matter.thinking.detect(masked, silent, NEVER)
    spans = [m.span for m in found if m.tier is Tier.SUGGESTED and not TOKEN.search(m.surface)]
    return _without(masked.text, spans)


def _without(text: str, spans: Iterable[Span]) -> str:
    """The text with an ellipsis instead of each span."""
    parts: list[str] = []
    at = 0
    for span in sorted(spans):
        if span.start >= at:
            parts += (text[at : span.start], "[…]")
        at = max(at, span.end)
    return "".join((*parts, text[at:]))
