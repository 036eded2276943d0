"""Replaces the tokens of a checked reply by names."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from legalredact.errors import Refused
from legalredact.masking.general import printed_at
from legalredact.masking.names import masked_names
from legalredact.model.pseudonym import TOKEN
from legalredact.model.register import Entity, Register
from legalredact.model.review import CheckedSummary, Segment


def restore(checked: CheckedSummary, register: Register) -> tuple[Segment, ...]:
    """Replace every token by its entity's name in one pass; only exact tokens, never text that resembles one.

    A general form beside a token ("BIRTHDATE_1 (year 1971)") is removed with the token. The final period of a name is
    left out if the sentence ends with a period of its own ("Acme Inc.").

    Errors: Refused if the check found something that forbids it (an invented or altered token, a clear name, …).
    """
    if not checked.restorable:
        raise Refused("The check of this reply found what forbids restoring its names.", "Have the summary made again.")
    owners = masked_names(register).by_token
    return tuple(
        replace(segment, text="".join(_restored(segment.text, owners))) for segment in checked.summary.segments
    )


def _restored(text: str, owners: Mapping[str, Entity]) -> Iterator[str]:
    at = 0
    for match in TOKEN.finditer(text):
        entity = owners.get(match.group())
        if entity is not None:
            end = match.start() + len(printed_at(entity, text, match.start()))
            ends_twice = entity.name.endswith(".") and text[end : end + 1] == "."
            yield text[at : match.start()]
            yield entity.name[:-1] if ends_twice else entity.name
            at = end
    yield text[at:]
