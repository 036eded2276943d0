"""The self-test of masking: invented names in difficult texts, run through the same steps as a real matter."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from legalredact.detection.coreference.resolve import resolve
from legalredact.detection.document_facts.register_file import parse_register
from legalredact.documents.text.plain import document_from_text
from legalredact.masking.legend import with_legend
from legalredact.masking.mask import assign_tokens, mask, unmask
from legalredact.masking.payload import build_payload
from legalredact.masking.verify import verify
from legalredact.model.payload import Payload, VerifiedText
from legalredact.model.register import Decision, Register
from legalredact.resources import resource
from legalredact.summary import prompts
from legalredact.workflow.matter.dependencies import Parts
from legalredact.workflow.matter.typed_register import with_typed

_PROMPT = "document-abstract"
_APART = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Canary:
    """Invented text in which names must be masked.

    Arguments:
        trap: the difficulty.
        typed: lines of a register.
        gone: words that must not remain in any spelling.
        stays: words that must remain as they are.
    """

    trap: str
    text: str
    typed: tuple[str, ...]
    gone: tuple[str, ...]
    stays: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """One tested item, and whether it passed."""

    what: str
    well: bool


def canaries() -> tuple[Canary, ...]:
    """All canaries, from the installation."""
    rows = tomllib.loads(resource("selftest", "canaries.toml").read_text(encoding="utf-8"))["canary"]
    return tuple(
        Canary(row["trap"], row["text"], tuple(row["typed"]), tuple(row["gone"]), tuple(row["stays"])) for row in rows
    )


def checks(parts: Parts) -> Iterator[Check]:
    """Result of every canary, and whether verification would stop a name that masking had missed."""
    for canary in canaries():
        yield from _tried(canary, parts)


def _tried(canary: Canary, parts: Parts) -> Iterator[Check]:
    document = document_from_text("canary", "canary.txt", canary.text)
    before = with_typed(Register(), parse_register("\n".join(canary.typed)))
    resolution = resolve([(document, parts.detect(document))], before)
    suggested = [entity.id for entity in resolution.register.entities if entity.masked]
    register = assign_tokens(resolution.register.decided(Decision.CONFIRMED, suggested), [document])
    masked = mask(document, register, resolution.mentions[document.id])
    prompt = prompts.load()[_PROMPT]
    made = build_payload(prompt.id, prompt.version, prompt.instructions, [(document, masked)])
    payload = with_legend(made, register)
    left = squeezed("\n".join(payload.parts()))
    yield Check(f"masks: {canary.trap}", not any(squeezed(word) in left for word in canary.gone))
    yield Check(f"keeps facts: {canary.trap}", all(word in masked.text for word in canary.stays))
    yield Check(f"unmasks exactly: {canary.trap}", unmask(masked) == canary.text)
    verdict = verify(payload, register, [masked], [document])
    yield Check(f"scan lets pass: {canary.trap}", isinstance(verdict, VerifiedText))
    bare = _unmasked(payload, canary.text)
    yield Check(f"scan stops: {canary.trap}", not isinstance(verify(bare, register, (), ()), VerifiedText))


def squeezed(text: str) -> str:
    """Only letters and digits, in lower case: a name is found there however it is written."""
    return _APART.sub("", text.replace("\u00ad", "").replace("\u200b", "")).casefold()


def _unmasked(payload: Payload, text: str) -> Payload:
    """The payload with clear text instead of its first passage, as if masking had done nothing, and no legend."""
    document = payload.documents[0]
    bare = replace(document.passages[0], masked_text=text)
    return replace(payload, documents=(replace(document, passages=(bare, *document.passages[1:])),), legend="")
