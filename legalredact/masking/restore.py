"""A checked reply with names again."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from legalredact.errors import Refused
from legalredact.masking.general import printed_at
from legalredact.masking.names import masked_names
from legalredact.model.pseudonym import TOKEN
from legalredact.model.register import Entity, Register
from legalredact.model.review import CheckedSummary, Segment


def restore(checked: CheckedSummary, register: Register) -> tuple[Segment, ...]:
    """Every token becomes its entity's name, in one pass; only exact tokens, never what merely looks like one.

    What was printed beside a token of the value that it stands for ("BIRTHDATE_1 (year 1971)") goes with the token. A
    name's last full stop is left out where the sentence ends with one of its own ("Acme Inc.").

    Errors: Refused if the check found what forbids it (an invented or altered token, a clear name, …).
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
