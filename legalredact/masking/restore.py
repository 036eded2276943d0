"""A checked reply with names again."""

import re
from dataclasses import replace

from legalredact.errors import Refused
from legalredact.model.pseudonym import TOKEN
from legalredact.model.register import Register
from legalredact.model.review import CheckedSummary, Segment


def restore(checked: CheckedSummary, register: Register) -> tuple[Segment, ...]:
    """Every token becomes its entity's name, in one pass; only exact tokens, never what merely looks like one.

    A name's last full stop is left out where the sentence ends with one of its own ("Acme Inc.").

    Errors: Refused if the check found what forbids it (an invented or altered token, a clear name, …).
    """
    if not checked.restorable:
        raise Refused("The check of this reply found what forbids restoring its names.", "Have the summary made again.")
    names = {token: entity.name for token, entity in register.by_token().items()}

    def name(match: re.Match[str]) -> str:
        found = names.get(match.group(), match.group())
        ends_twice = found.endswith(".") and match.string[match.end() : match.end() + 1] == "."
        return found[:-1] if ends_twice else found

    return tuple(replace(segment, text=TOKEN.sub(name, segment.text)) for segment in checked.summary.segments)
