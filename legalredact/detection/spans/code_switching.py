"""Small words of Spanish inside and around what the model took for a name: "Luis anda con el Güero en la obra"."""

import re

from legalredact.matching.text.letters import CAPITAL
from legalredact.model.mention import Span

SPANISH = frozenset(
    "con que anda andan en como esta está es era le lo se me te dice dijo dile por para pero porque ya no si sí muy"
    " aquí allá hola tiene va vino mijo mija".split()
)
"""None of them is a particle of a name."""
TYPED = frozenset(
    "abt pls plz thx ur lol lmao omg idk btw smh tmrw tmr cuz gonna wanna gotta yea nah sts advd w bc".split()
)
"""What people type for small words in chats and notes: "uncle Pono abt the house"."""
_BETWEEN = re.compile(rf"[ ]+[a-zß-öø-ÿ]+(?:[ ]+[a-zß-öø-ÿ]+)*(?=[ ]+{CAPITAL})")


def around_small_talk(text: str, span: Span, small: frozenset[str] = SPANISH | TYPED) -> list[Span]:
    """The parts of the span between runs of small words with one of these in it; the span alone if there is none."""
    parts, start = [], span.start
    for run in _BETWEEN.finditer(text, span.start, span.end):
        if small.intersection(run.group().split()):
            parts.append(Span(start, run.start()))
            start = run.end() + len(text[run.end() : span.end]) - len(text[run.end() : span.end].lstrip(" "))
    return [*parts, Span(start, span.end)]
