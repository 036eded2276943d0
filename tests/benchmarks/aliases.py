"""Ten thousand spellings over a million words: building the finder, finding, masking and verifying, and peak memory."""

import random
import resource
import sys
import time
from collections.abc import Callable
from typing import TypeVar

from legalredact.masking.mask import assign_tokens, mask
from legalredact.masking.payload import build_payload
from legalredact.masking.verify import verify
from legalredact.matching.names.finder import NameFinder
from legalredact.matching.text.normal import normal_form
from legalredact.model.document import Block, BlockKind, Document
from legalredact.model.mention import Kind, Role, Span
from legalredact.model.payload import VerifiedText
from legalredact.model.register import Entity, Register
from legalredact.resources import resource as shipped

SPELLINGS, WORDS, NAMED = 10_000, 1_000_000, 20_000
ONSETS = (
    "b",
    "br",
    "d",
    "dr",
    "f",
    "g",
    "gr",
    "h",
    "j",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "st",
    "t",
    "tr",
    "v",
    "w",
    "z",
)
VOWELS, CODAS = ("a", "e", "i", "o", "u"), ("", "l", "n", "r", "s", "ck", "rd", "nt")
Result = TypeVar("Result")


def main(_: list[str]) -> int:
    """Print the figures; 1 if a name was left."""
    dice = random.Random(7)  # noqa: S311 - invented text, no secret
    names = [f"{_word(dice)} {_word(dice)}" if number % 2 else _word(dice) for number in range(SPELLINGS)]
    for words in (WORDS // 10, WORDS // 3, WORDS):
        text = _text(dice, names, words)
        print(f"{words:,} words, {len(text):,} characters, {SPELLINGS:,} spellings")
        if not _measured(names, text):
            return 1
        print(f"  peak memory     {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB")
    return 0


def _measured(names: list[str], text: str) -> bool:
    finder = _timed("build finder", lambda: NameFinder((str(i), name, Kind.PERSON) for i, name in enumerate(names)))
    _timed("normal form", lambda: normal_form(text))
    found = _timed("find longest", lambda: finder.longest(text))
    print(f"  found           {len(found):8,}")
    document = _document(text)
    entities = (Entity(f"e{i}", name, Kind.PERSON, Role.PERSON) for i, name in enumerate(names))
    register = _timed("assign tokens", lambda: assign_tokens(Register(tuple(entities)), [document]))
    masked = _timed("mask", lambda: mask(document, register, ()))
    payload = _timed("build payload", lambda: build_payload("bench", "1", "Summarise.", [(document, masked)]))
    return isinstance(_timed("verify", lambda: verify(payload, register, [masked], [document])), VerifiedText)


def _word(dice: random.Random) -> str:
    syllables = (dice.choice(ONSETS) + dice.choice(VOWELS) + dice.choice(CODAS) for _ in range(dice.randint(2, 3)))
    return "".join(syllables).title()


def _text(dice: random.Random, names: list[str], count: int) -> str:
    """Paragraphs of a hundred English words, every fiftieth of them a name."""
    english = shipped("words", "english.txt").read_text(encoding="ascii").split()
    words = [dice.choice(english) if dice.random() > NAMED / WORDS else dice.choice(names) for _ in range(count)]
    return "\n\n".join(" ".join(words[start : start + 100]) for start in range(0, count, 100))


def _document(text: str) -> Document:
    blocks, at = [], 0
    for number, paragraph in enumerate(text.split("\n\n")):
        blocks.append(Block(f"b{number}", BlockKind.BODY, Span(at, at + len(paragraph))))
        at += len(paragraph) + 2
    return Document("d1", "bench.txt", text, tuple(blocks), (), (), "0" * 64)


def _timed(what: str, do: Callable[[], Result]) -> Result:
    begin, begun = time.process_time(), time.perf_counter()
    result = do()
    core, clock = time.process_time() - begin, time.perf_counter() - begun
    print(f"  {what:15} {core:8.2f} s of one core, {clock:8.2f} s by the clock")
    return result


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
