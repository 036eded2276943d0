"""Names that somebody typed into a prompt: a prompt goes to the service as it is, for every matter of the firm."""

import bisect
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from legalredact.documents.text.plain import document_from_text
from legalredact.masking.names import MaskedNames
from legalredact.matching.text.normal import key_of
from legalredact.model.mention import Kind, Span
from legalredact.model.register import Decision, Register
from legalredact.summary.prompts import Prompt
from legalredact.workflow.matter.dependencies import Parts

ALWAYS, REGISTER, MODEL = "the firm's list of names", "the register of this matter", "the name model"
_BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class TypedName:
    """A name or identifier in a prompt.

    Arguments:
        part: of the prompt: ``"title"``, ``"purpose"``, ``"instructions"`` …
        words: as typed; for the person who typed or approves it only.
        found_by: which search found it.
        certain: it is in a list of names, so that nobody can clear it.
    """

    part: str
    words: str = field(repr=False)
    found_by: str
    certain: bool


def typed_names(prompt: Prompt, parts: Parts, register: Register | None = None) -> tuple[TypedName, ...]:
    """All names in a prompt, each once for each of its parts.

    Arguments:
        parts: for the firm's list of names (`always`) and for the name model (`detect`).
        register: of the open matter; None without one. Its names count unless somebody dismissed them.

    Errors: those of the name search.
    """
    texts = {name: str(getattr(prompt, name)) for name in ("title", "purpose", "sees", "masking", "oversight")}
    texts |= {"columns": "\n".join(prompt.columns), "joining": prompt.joining, "instructions": prompt.instructions}
    whole, names = _BETWEEN.join(texts.values()), tuple(texts)
    ends = tuple(itertools.accumulate(len(text) + len(_BETWEEN) for text in texts.values()))
    found = sorted(_in_text(whole, parts, register), key=lambda one: one[0])
    made = (TypedName(names[bisect.bisect(ends, span.start)], span.of(whole), by, sure) for span, by, sure in found)
    return tuple(dict.fromkeys(made))


def left(names: Iterable[TypedName], cleared: Iterable[str]) -> tuple[TypedName, ...]:
    """The names that stop an approval: those of lists, and those of the name model that nobody cleared.

    Arguments:
        cleared: words that a person says are no name.
    """
    keys = {key_of(words) for words in cleared}
    return tuple(one for one in names if one.certain or key_of(one.words) not in keys)


def _in_text(text: str, parts: Parts, register: Register | None) -> Iterator[tuple[Span, str, bool]]:
    covered: list[Span] = []
    for names, by in ((parts.always, ALWAYS), (register, REGISTER)):
        for span in _listed(text, names) if names is not None else ():
            if not any(span.overlaps(other) for other in covered):
                covered.append(span)
                yield span, by, True
    for mention in parts.detect(document_from_text("prompt", "prompt.txt", text)):
        body = mention.kind is Kind.GOVERNMENT
        if not body and not any(mention.span.overlaps(other) for other in covered):
            yield mention.span, MODEL, False


def _listed(text: str, register: Register) -> list[Span]:
    """The places of a register's names and identifiers; small letters alone are no name."""
    counted = (one for one in register.entities if one.decision is not Decision.DISMISSED and not one.kept)
    masked = MaskedNames(Register(tuple(replace(one, decision=Decision.CONFIRMED) for one in counted)))
    found = {one.span for one in (*masked.names(text), *masked.unsettled(text))}
    found |= {identifier.span for identifier, entity in masked.identifiers(text) if entity is not None}
    return sorted((span for span in found if not span.of(text).islower()), key=lambda one: (one.start, -one.end))
