"""Selects the sentences that represent a document's subject, without captions, signature blocks and the like."""

import collections
import math
import re
from collections.abc import Sequence
from dataclasses import replace

from legalredact.model.payload import PayloadDocument
from legalredact.model.pseudonym import TOKEN
from legalredact.summary.local.text import LONGEST, Sentence, TextParser
from legalredact.summary.local.units import units_of

_FEWEST_WORDS, _MOST_CHARACTERS = 6, 700
_OFTEN = 3  # a line that occurs this often in a document, ignoring digits, is a header or footer
_KEPT = 4  # sentences of each chunk, at least, for the next round
_MOST_CAPITALS, _MOST_NAMES = 0.5, 0.5  # share of capital letters; share of capitalized words
_FRAME = re.compile(
    r"""
    respectfully\ (?:submitted|requested)  | /s/ | ^\s*(?:by|dated?|re|to|from|cc|sent|subject)\s*: | ^\s*dated\ this
    | (?:attorneys?|counsel)\ for\ (?:the\ )?(?:plaintiff|defendant|petitioner|respondent|appell|intervenor|movant)
    | (?:case|docket|cause|civil\ action|index|file)\ (?:no|number)s?\b
    | certificate\ of\ (?:service|compliance|mailing) | (?:hereby\ )?certif(?:y|ies)\ that
    | \bwrote:  # above what a mail quotes
    | true\ and\ correct\ copy | sworn\ (?:to|and\ subscribed) | notary\ public | my\ commission\ expires
    | penalt(?:y|ies)\ of\ perjury | table\ of\ (?:contents|authorities)
    | (?:tele|fac)\s?(?:phone|simile|x)\s*: | (?:electronically\ )?filed\ (?:on\ )?\d | all\ rights\ reserved
    | unauthori[sz]ed\ (?:use|disclosure|copying) | intended\ (?:only\ )?(?:for\ the\ |recipient)
    | (?:^|\s)\)\s | _{4,}
    | (?:district|superior|circuit|supreme|county)\ court\ (?:of|for)\ the\ .{0,60}$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ASKS = re.compile(r"^Q\b|\?[\"”’')\]]*$")
_STAMP = re.compile(r"\bpage(?:\s?id)?\s?(?:[#:]\s?\d|\d+ of \d)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_BEGINS = re.compile(r"[\"“‘'(\[]*[A-Z0-9¶§]")
_ENDS = re.compile(r"[.?!:;][\"”’')\]]*$")


def key_sentences(document: PayloadDocument, reader: TextParser, most: int) -> tuple[Sentence, ...]:
    """The sentences that best represent the document's subject, in its order; their texts are its units.

    They are selected in rounds: the best of each chunk are joined and ranked again, until one chunk holds them.

    Arguments:
        most: largest number; short documents have fewer.
    """
    texts = [unit.text for unit in units_of(document)]
    frame = running_passages(texts)
    heard: set[str] = set()
    rounds = [
        [
            s
            for s in stretch
            if s.text_number not in frame and is_statement(s, texts[s.text_number]) and _is_new(s, texts, heard)
        ]
        for stretch in reader.sentences(texts, document.id)
    ]
    wanted = min(most, _share(sum(map(len, rounds))))
    while (left := _best(rounds, wanted)) and sum(s.end - s.start for s in left) > LONGEST and len(rounds) > 1:
        ranked = _ranked_again(left, texts, reader, document.id)
        if len(ranked) >= len(rounds):
            break
        rounds = ranked
    return tuple(sorted(sorted(left, key=_rank)[:wanted], key=_place))


def is_statement(sentence: Sentence, text: str) -> bool:
    """Whether it is a statement: not a question, nor part of a caption, signature block, heading or table."""
    words = text[sentence.start : sentence.end]
    return (
        sentence.has_verb
        and sentence.words >= _FEWEST_WORDS
        and len(words) <= _MOST_CHARACTERS
        and _BEGINS.match(words) is not None
        and _ENDS.search(words) is not None
        and _share_of_capitals(words) <= _MOST_CAPITALS
        and _share_of_names(words) <= _MOST_NAMES
        and not _ASKS.search(words)
        and not is_boilerplate(words)
    )


def is_boilerplate(words: str) -> bool:
    """Whether words are from a caption, a signature block, a certificate of service, a mail header or the like."""
    return _FRAME.search(words) is not None or is_stamp(words)


def is_stamp(words: str) -> bool:
    """Whether words are from a stamp of a court's or an office's system."""
    return _STAMP.search(words) is not None


def running_passages(texts: Sequence[str]) -> frozenset[int]:
    """Numbers of the texts that repeat, as headers and footers do."""
    shapes = [_shape(text) for text in texts]
    often = collections.Counter(shapes)
    return frozenset(number for number, shape in enumerate(shapes) if shape and often[shape] >= _OFTEN)


def _shape(text: str) -> str:
    return " ".join(re.sub(r"\d+", "0", text).split()).casefold() if len(text) <= 140 else ""


def _share(sentences: int) -> int:
    """Number of sentences to select: 3 for 20, 6 for 100, 12 for 400."""
    return max(3, round(0.6 * math.sqrt(sentences)))


def _best(rounds: Sequence[Sequence[Sentence]], wanted: int) -> list[Sentence]:
    """The best of each chunk, more of each if there are few chunks; in the order of the text."""
    kept = max(_KEPT, math.ceil(1.5 * wanted / max(1, len(rounds))))
    return sorted((s for stretch in rounds for s in sorted(stretch, key=_rank)[:kept]), key=_place)


def _ranked_again(
    left: Sequence[Sentence], texts: Sequence[str], reader: TextParser, subject: str
) -> list[list[Sentence]]:
    """These sentences with new distances from their common subject, in new chunks."""
    words = [texts[s.text_number][s.start : s.end] for s in left]
    ordered = iter(left)
    ranked = reader.distances(words, subject)
    return [[replace(next(ordered), distance=distance) for distance in stretch] for stretch in ranked]


def _is_new(sentence: Sentence, texts: Sequence[str], heard: set[str]) -> bool:
    """Whether its wording is new; mails and forms repeat themselves."""
    wording = " ".join(texts[sentence.text_number][sentence.start : sentence.end].split())
    is_new = wording not in heard
    heard.add(wording)
    return is_new


def _rank(sentence: Sentence) -> tuple[float, int, int]:
    return sentence.distance, *_place(sentence)


def _place(sentence: Sentence) -> tuple[int, int]:
    return sentence.text_number, sentence.start


def _share_of_capitals(words: str) -> float:
    letters = [character for character in TOKEN.sub("", words) if character.isalpha()]
    return sum(map(str.isupper, letters)) / len(letters) if letters else 1.0


def _share_of_names(words: str) -> float:
    """In captions, headings and lists of names most words are capitalized."""
    found = _WORD.findall(TOKEN.sub("", words))
    return sum(word[0].isupper() for word in found) / len(found) if found else 1.0
