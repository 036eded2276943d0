"""A question that a person types for one use: its names become tokens before anything else reads it."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from legalredact.documents.text.plain import document_from_text
from legalredact.errors import OpenDecisions
from legalredact.masking.names import masked_names
from legalredact.matching.text.normal import key_of
from legalredact.model.document import Document
from legalredact.model.matter import MatterInfo
from legalredact.model.mention import Kind, Mention, Span
from legalredact.model.policy import Policy
from legalredact.model.register import Register
from legalredact.model.token import TOKEN
from legalredact.summary.prompts import Prompt
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.send.names_in_question import may_name

_ISSUES = "issue-coding"
MOST_CHARACTERS = 2_000
"""Longest question."""


def usual_question(prompt: Prompt, policy: Policy, info: MatterInfo) -> str:
    """What a prompt is asked if a person types nothing: the issues of the matter, or else of the firm; mostly empty."""
    if prompt.id != _ISSUES:
        return ""
    firm = (line.partition("|") for line in policy.prompts.issues)
    return info.issues or "; ".join(
        f"{one.strip()} ({words.strip()})" * bool(words.strip()) or one.strip() for one, _, words in firm
    )


def with_question(matter: OpenMatter, prompt: Prompt, question: str) -> Prompt:
    """The prompt with a question, masked with the register of the matter; unchanged if it asks for none.

    Without a typed one it is that of `usual_question`.

    Errors: those of `masked_question`.
    """
    question = question.strip() or usual_question(prompt, matter.parts.policy, matter.info)
    if not prompt.asks or not question:
        return prompt
    return replace(prompt, question=masked_question(question, matter.keep_tokens(), matter.parts.detect))


def masked_question(question: str, register: Register, detect: Callable[[Document], Sequence[Mention]]) -> str:
    """The question on one line, with tokens for the names and identifiers that the register masks.

    Arguments:
        register: with tokens.
        detect: the name search, for names that the register does not have.

    Errors: OpenDecisions if a spelling may mean several people, if a name is not in the register, if a word may be a
    part of a masked name, or if it is too long.
    """
    text = " ".join(question.split())
    if len(text) > MOST_CHARACTERS:
        raise OpenDecisions("The question is too long.", f"Write it in at most {MOST_CHARACTERS:,} characters.")
    names = masked_names(register)
    if names.unsettled(text):
        raise OpenDecisions("A name in the question may mean several people.", "Write the full name.")
    owners = {one.span: one.owner for one in names.names(text)}
    owners |= {i.span: entity.id for i, entity in names.identifiers(text) if entity is not None and entity.masked}
    masked = _replaced(text, {span: names.entities[owner].printed for span, owner in owners.items()})
    clear = {key_of(one) for entity in register.entities if not entity.masked for one in entity.spellings}
    tokens = [Span(*match.span()) for match in TOKEN.finditer(masked)]
    for mention in detect(document_from_text("question", "question.txt", masked)):
        known = mention.kind is Kind.GOVERNMENT or key_of(mention.span.of(masked)) in clear
        if not known and not any(mention.span.overlaps(token) for token in tokens):
            raise OpenDecisions(
                "The question has a name or identifier that is not in the register of the matter.",
                "Add it to the names, or write the question without it.",
            )
    if may_name(masked, register):
        raise OpenDecisions(
            "A word of the question may be a part of a masked name.", "Write the full name, or use another word."
        )
    return masked


def _replaced(text: str, by_span: dict[Span, str]) -> str:
    """The text with each span replaced; of overlapping spans the longest counts."""
    taken: list[Span] = []
    for span in sorted(by_span, key=lambda one: one.start - one.end):
        if not any(span.overlaps(other) for other in taken):
            taken.append(span)
    for span in sorted(taken, reverse=True):
        text = f"{text[: span.start]}{by_span[span]}{text[span.end :]}"
    return text
