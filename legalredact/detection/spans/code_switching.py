"""Spanish function words inside and around a name of the model: "Luis anda con el Güero en la obra"."""

import re

from legalredact.detection.lexicon.word_lists import WordList, word_list
from legalredact.matching.text.letters import CAPITAL
from legalredact.model.mention import Span

SPANISH = word_list("spanish")
"""None of them is a particle of a name."""
TYPED = word_list("typed")
"""Function words that people type in chats and notes: "uncle Pono abt the house"."""
_BETWEEN = re.compile(rf"[ ]+[a-zß-öø-ÿ]+(?:[ ]+[a-zß-öø-ÿ]+)*(?=[ ]+{CAPITAL})")


def around_small_talk(text: str, span: Span, small: WordList = SPANISH | TYPED) -> list[Span]:
    """The parts of the span between runs of function words with one of these in it; else the span alone."""
    parts, start = [], span.start
    for run in _BETWEEN.finditer(text, span.start, span.end):
        if small.intersection(run.group().split()):
            parts.append(Span(start, run.start()))
            start = run.end() + len(text[run.end() : span.end]) - len(text[run.end() : span.end].lstrip(" "))
    return [*parts, Span(start, span.end)]
