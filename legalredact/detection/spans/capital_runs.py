"""Runs of capitalized words: how far a name extends from the place where a rule found it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from legalredact.detection.lexicon.gazetteers import (
    BOILERPLATE,
    DAYS,
    GENERIC,
    MONTHS,
    OPENINGS,
    PARTICLES,
    ROLES,
    SUFFIXES,
    TITLES,
)
from legalredact.matching.text.dictionary import is_english, is_function_word
from legalredact.matching.text.letters import CAPITAL
from legalredact.model.mention import Span

_TOKEN = re.compile(r"[^\W\d_]\.(?:[^\W\d_]\.)+|[^\W_]+(?:['’‘`\-\u00ad]+[^\W_]+)*|[^\w\s]|_+")
_CONTRACTED = re.compile(r"['’](?:m|ve|ll|re|d|t)\Z", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’`]s\Z", re.IGNORECASE)
_MORE = re.compile(rf"\.?[ \t]+{CAPITAL}")
"""Another capitalized word on the same line: the text there is a separate name."""
_SPEAKS = re.compile(r"[ ]+[a-zß-öø-ÿ]")
"""Text after an "I" that is the pronoun, not an initial: "Tell Mr. Roe I said so"."""
_WIDEST = 3
"""Most blanks inside a name; more are a gap between columns."""
_ENDS = frozenset(",.;:)’'\n")
"""These may follow a name directly; an English word before them may be the name's last."""
_STOPS = ROLES | BOILERPLATE | OPENINGS | DAYS | MONTHS | GENERIC
_POINTED = SUFFIXES | {"st", "ste", "sta"}
"""Words of a name that end in a period."""

_CAPITALS = re.compile(
    rf"(?<![\w'’-]){CAPITAL}[\w'’.&-]*"
    r"(?:(?:[ \t\u00a0]{1,3}|[ \t\u00a0]*\n[ \t\u00a0]*)(?:(?:of|the|and|for|on|to|in|de|la|del|&|-)\s{1,3}){0,3}"
    rf"{CAPITAL}[\w'’.&-]*){{0,14}}"
)


@dataclass(frozen=True, slots=True)
class CapitalToken:
    """A word or a mark."""

    text: str = field(repr=False)
    span: Span

    @property
    def capital(self) -> bool:
        """It begins with a capital."""
        return self.text[0].isupper()

    @property
    def word(self) -> bool:
        """It is a word, not a mark."""
        return self.text[0].isalnum()

    @property
    def lower(self) -> str:
        """Folded, for look-ups."""
        return self.text.casefold().replace("’", "'")

    @property
    def initial(self) -> bool:
        """One capital, or several with periods ("J", "R.J.")."""
        return self.capital and (len(self.text) == 1 or "." in self.text)


def capital_runs(text: str) -> Iterator[Span]:
    """Runs of capitalized words, with the small words between them: places where names can be."""
    return (Span(*match.span()) for match in _CAPITALS.finditer(text))


def tokens_after(text: str, at: int, limit: int = 160) -> Iterator[CapitalToken]:
    """Words and marks from `at` on, up to a blank line."""
    end = text.find("\n\n", at, at + limit)
    stop = end if end >= 0 else min(len(text), at + limit)
    for match in _TOKEN.finditer(text, at, stop):
        yield CapitalToken(match.group(), Span(*match.span()))


def tokens_before(text: str, at: int, limit: int = 160) -> Sequence[CapitalToken]:
    """Words and marks before `at`, the nearest first, back to a blank line."""
    floor = max(0, at - limit)
    blank = text.rfind("\n\n", floor, at)
    start = blank + 2 if blank >= 0 else floor
    if start == floor and floor > 0:
        cut = re.compile(r"\s").search(text, floor, at)
        start = cut.end() if cut else at
    return [CapitalToken(m.group(), Span(*m.span())) for m in _TOKEN.finditer(text, start, at)][::-1]


def person_after(text: str, at: int, longest: int = 6) -> Span | None:
    """The person's name that begins at `at`, with initials, particles and suffixes; None if there is none."""
    kept: list[CapitalToken] = []
    pending: list[CapitalToken] = []
    for token in tokens_after(text, at):
        if not _joins(text, kept, pending, token, at) or (kept and _POSSESSIVE.search(kept[-1].text)):
            break
        if token.text == "." and kept and (kept[-1].initial or kept[-1].lower in _POINTED):
            kept.append(token)
        elif token.text == "," and kept:
            pending.append(token)
        elif kept and token.lower in SUFFIXES and (token.capital or token.text.isupper()):
            kept.extend([*pending, token])
            pending.clear()
        elif pending and pending[-1].text == ",":
            break
        elif kept and token.lower in PARTICLES and not token.capital:
            pending.append(token)
        elif _is_name_word(text, token, kept) and _words(kept) < longest:
            kept.extend([*pending, token])
            pending.clear()
        else:
            break
    return _covering(kept)


def _joins(
    text: str, kept: Sequence[CapitalToken], pending: Sequence[CapitalToken], token: CapitalToken, at: int
) -> bool:
    """Whether the token continues the name: after a few blanks, or on the next line if it is no English word.

    Another cell begins after a tab.
    """
    last = (pending or kept)[-1].span.end if pending or kept else at
    between = text[last : token.span.start]
    if "\n" in between:
        ends = _MORE.match(text, token.span.end) is None
        return between.strip() == "" and between.count("\n") == 1 and ends and not is_english(token.lower)
    return len(between) <= _WIDEST and between.strip() == "" and "\t" not in between


def _is_name_word(text: str, token: CapitalToken, kept: Sequence[CapitalToken]) -> bool:
    if not token.capital or not token.word or any(c.isdigit() for c in token.text):
        return False
    following = text[token.span.end : token.span.end + 1]
    if token.initial:
        return following != "/" and not (token.text == "I" and kept and _SPEAKS.match(text, token.span.end))
    if _CONTRACTED.search(token.text):
        return False
    if token.lower in _STOPS or is_function_word(token.lower) or token.lower in TITLES:
        return False
    begun = any(len(t.text) > 1 and t.word for t in kept)
    return not (begun and is_english(token.lower) and following not in _ENDS)


def _words(kept: Sequence[CapitalToken]) -> int:
    return sum(1 for token in kept if token.word)


def _covering(kept: Sequence[CapitalToken]) -> Span | None:
    if not any(token.word and not token.initial for token in kept):
        return None
    return Span(kept[0].span.start, kept[-1].span.end)
