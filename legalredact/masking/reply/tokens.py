"""Tokens in a reply: exact, invented, or altered.

An altered token is text that a reader would take for a token but `restore` would not. It would stay in the summary, or
its entity would be unknown. The rules:

- ``CLIENT_A``, ``CLIENT_A's``, ``**CLIENT_A**``, ``CLIENT_A-related`` are exact.
- Any token word joined by an underscore to something else is altered, if it is not exact: ``client_a``, ``CLIENT\\_A``,
  ``CLIENT_ A``, ``CLIENT_``, ``_CLIENT_A_``, ``CLIENT_Ab``; a word in lower case only before something like a suffix
  (``client_list.xlsx`` is a file).
- An exact form that the payload lacks is altered if it is similar to one that it has (another role with the same
  letters, letters added or lost), else invented.
- With a space or hyphen in place of the underscore it is altered if the payload has that suffix: ``Client A``,
  ``CLIENT-A``, ``the client A``, ``Email 2``. Not altered: a suffix in lower case that is an English word or article
  ("the client a week later", "party to"), and a capital "A" or "I" where everything is in capitals: in headings before
  another capital, and between words in capitals.
- The bare word in capitals ("the CLIENT") is a token that lost its suffix, except in headings and among other words
  in capitals.
- A token word that is spelled out ("C-L-I-E-N-T", "c l i e n t") is altered; a document can ask for that.
- A token in letters that look like Latin ones, in wide letters, or with marks or invisible characters is altered.
- A word that is nearly a token's word, or that is parted by a hyphen, before the suffix of a token is altered
  (``PRTY_B``, ``PA-RTY_B``, ``PRTY B``), and so is a token's word with another mark (``PARTY:B``, ``PARTY(B)``).
- Text that the payload spells in the same way ("Party B" in a contract) is never altered: it came from there.
"""

import collections
import re
from collections.abc import Iterator, Mapping

from legalredact.masking.reply.folded import Folded
from legalredact.masking.whole_words import occurs_in
from legalredact.matching.text.dictionary import is_english
from legalredact.matching.text.lazy_pattern import lazy_pattern
from legalredact.model.covered import CoveredRanges
from legalredact.model.mention import Role, Span
from legalredact.model.register import Entity
from legalredact.model.review import FindingKind
from legalredact.model.token import KIND_WORDS, ROLE_WORDS, TOKEN, tail

_ROLES = "|".join(ROLE_WORDS.values())
_KINDS = "|".join(KIND_WORDS.values())
_ALL_WORDS = tuple(word for word in (*ROLE_WORDS.values(), *KIND_WORDS.values()) if len(word) > 4)
_UNDERSCORE = r"(?:\\?[_＿﹍﹎﹏‿⁀‗]|&#95;|&lowbar;)"
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_JOINED = re.compile(
    rf"(?<![\w\\])[\w\\]{{0,40}}?(?P<word>(?i:{_ROLES}|{_KINDS}))[{_UNSEEN}]?\s?{_UNDERSCORE}(?P<tail>"
    rf"(?:[\w\\{_UNSEEN}]|{_UNDERSCORE})*)"
    r"(?P<apart>\s[A-Z]{1,4}(?!\w)|\s[1-9]\d{0,5}(?!\w))?"
)
_TAIL_LIKE = re.compile(rf"(?:{_UNDERSCORE}|[{_UNSEEN}])*(?:[A-Za-z]{{1,3}}|[A-Z]{{4}}|\d{{1,6}})?")
_PARTED = re.compile(
    rf"(?<![\w\\])(?:(?P<role>(?i:{_ROLES}))(?P<gap>[ \u00a0]|[-‐‑–]|\*\* ?)(?P<letters>[A-Z]{{1,4}}|[a-z]{{1,3}})"
    rf"|(?P<kind>(?i:{_KINDS}))(?:[ \u00a0]|[-‐‑–])(?P<number>[1-9]\d{{0,5}}))(?![\w\\]|[’'][A-Z])"
)
_GLUED = re.compile(rf"(?<![\w\\])(?P<role>{_ROLES}|{_ROLES.title()})(?P<letters>[A-Z]{{1,4}})(?!\w)")
_BARE = re.compile(rf"(?<![\w\\-])(?:{_ROLES})(?![\w\\-])")
_SPELLED = lazy_pattern(
    "|".join(
        rf"(?<!\w){'[^A-Za-z0-9]{1,4}'.join(word)}(?![A-Za-z])"
        for word in (*ROLE_WORDS.values(), *(word for word in KIND_WORDS.values() if len(word) > 3))
    ),
    re.IGNORECASE,
)
_WRONG_WORD = re.compile(
    r"(?<![\w\\-])(?P<word>[A-Za-z][A-Za-z0-9]{0,9}(?:-[A-Za-z0-9]{1,9})?)_"
    r"(?P<tail>[A-Z]{1,4}|[1-9]\d{0,5})(?!\w)"
)
_WRONG_WORD_APART = re.compile(r"(?<![\w\\-])(?P<word>[A-Z]{3,9})[ \u00a0-](?P<tail>[A-Z]{1,4}|[1-9]\d{0,5})(?!\w)")
_WRONG_MARK = re.compile(
    rf"(?<![\w\\-])(?P<word>(?i:{_ROLES}|{_KINDS}))(?:[^\w\s’'\".,;“”)*-]{{1,2}}|%5[Ff]|&#x5[Ff];"
    rf"|\\u005[Ff])(?P<tail>[A-Z]{{1,4}}|[1-9]\d{{0,5}})(?!\w)"
)
_WRONG_PAIR = re.compile(
    rf"(?<![\w\\-])(?P<word>{_ROLES})(?:\s?[“\"‘'(\[<{{](?P<tail>[A-Z]{{1,4}})[”\"’')\]>}}]|"
    rf"(?:[ \t\n]{{2,4}}|\s[-–—:/]\s)(?P<other>[A-Z]{{1,4}})(?!\w))"
    rf"|(?<![\w\\-])(?P<lower>{_ROLES.lower()})(?P<glued>[A-Z]{{1,4}}|[a-z])(?!\w)"
)
_FARTHEST = 2
_CAPITALS_AFTER = re.compile(r"\W{1,3}[A-Z]{2}")
_CAPITALS_BEFORE = re.compile(r"[A-Z]{2}\W{1,3}\Z")
_CAPITAL_AFTER = re.compile(r"\s[A-Z]")
_PROMINENT = 3, 0.1
_PEOPLE = frozenset({Role.CLIENT, Role.PARTY})


class KnownTokens:
    """The tokens of a payload.

    Arguments:
        tokens: those in its text.
        source: its text without the instructions.
    """

    def __init__(self, tokens: frozenset[str], source: str) -> None:
        self._tokens = tokens
        self._tails = frozenset(map(tail, tokens))
        self._source = source
        self._folded = source.casefold()
        self._bare = frozenset(_BARE.findall(source))

    def findings(self, text: str, *, heading: bool) -> Iterator[tuple[FindingKind, Span]]:
        """Invented and altered tokens of a segment, in no particular order.

        Arguments:
            heading: whether the text is a heading, where capitals mean little.
        """
        taken = CoveredRanges(len(text))
        found = list(self._in_words(text, taken, heading=heading))
        folded = Folded(text)
        for span in (*self._written_otherwise(folded), *self._wrong_words(folded)):
            if not any(span.overlaps(other) for _, other in found):
                found.append((FindingKind.ALTERED_TOKEN, span))
        yield from found

    def _written_otherwise(self, folded: Folded) -> Iterator[Span]:
        """Tokens in letters that only look like theirs."""
        for match in TOKEN.finditer(folded.text):
            if folded.is_changed(*match.span()):
                span = folded.span(*match.span())
                if not occurs_in(span.of(folded.raw), self._source):
                    yield span

    def _wrong_words(self, folded: Folded) -> Iterator[Span]:
        """Words that are nearly a token's word, before an underscore; and a token's word with another mark."""
        for match in _WRONG_WORD.finditer(folded.text):
            word = match["word"].replace("-", "").upper()
            if TOKEN.fullmatch(match[0]) or occurs_in(match[0], self._source):
                continue
            if match["tail"] in self._tails or any(_distance(word, known) <= _FARTHEST for known in _ALL_WORDS):
                yield folded.span(*match.span())
        for match in _WRONG_WORD_APART.finditer(folded.text):
            word = match["word"]
            near = not is_english(word.lower()) and any(_distance(word, known) == 1 for known in _ALL_WORDS)
            if near and match["tail"] in self._tails and not occurs_in(match[0], self._source):
                yield folded.span(*match.span())
        for match in _WRONG_MARK.finditer(folded.text):
            if match["tail"] in self._tails and not occurs_in(match[0], self._source):
                yield folded.span(*match.span())
        for match in _WRONG_PAIR.finditer(folded.text):
            letters = match["tail"] or match["other"] or match["glued"]
            word = is_english(match[0].lower()) if match["glued"] else letters in ("A", "I") and match["other"]
            if letters.upper() in self._tails and not word and not occurs_in(match[0], self._source):
                yield folded.span(*match.span())

    def _in_words(self, text: str, taken: CoveredRanges, *, heading: bool) -> Iterator[tuple[FindingKind, Span]]:
        """Invented and altered tokens as a pattern finds them in the text itself; marks them as taken."""
        for match in _JOINED.finditer(text):
            taken.cover(Span(*match.span()))
            if (kind := self._joined(match)) is not None:
                yield kind, Span(*match.span())
        for match in _SPELLED.finditer(text):
            if not occurs_in(match[0], self._source):
                taken.cover(Span(*match.span()))
                yield FindingKind.ALTERED_TOKEN, Span(*match.span())
        for match in (*_PARTED.finditer(text), *_GLUED.finditer(text), *_BARE.finditer(text)):
            if not taken.overlap(Span(*match.span())) and self._is_altered(match, heading=heading):
                taken.cover(Span(*match.span()))
                yield FindingKind.ALTERED_TOKEN, Span(*match.span())

    def used(self, text: str) -> frozenset[str]:
        """The payload's tokens that occur in `text` exactly."""
        return self._tokens.intersection(TOKEN.findall(text))

    def prominent(self, entities: Mapping[str, Entity]) -> tuple[str, ...]:
        """Tokens of clients and parties that a summary should name: at least three occurrences and a tenth of all.

        Arguments:
            entities: by their tokens.
        """
        counts = collections.Counter(
            token for token in TOKEN.findall(self._source) if token in entities and entities[token].role in _PEOPLE
        )
        least = max(_PROMINENT[0], _PROMINENT[1] * counts.total())
        return tuple(token for token, count in counts.most_common() if count >= least)

    def _joined(self, match: re.Match[str]) -> FindingKind | None:
        """What is wrong with a word and its suffix that an underscore joins."""
        run = match[0] if match["apart"] is None or not TOKEN.fullmatch(_head(match)) else _head(match)
        if TOKEN.fullmatch(run):
            if run in self._tokens or occurs_in(run, self._source):
                return None
            return FindingKind.ALTERED_TOKEN if self._is_near(run) else FindingKind.INVENTED_TOKEN
        if occurs_in(run, self._source) or not (match["word"].isupper() or _TAIL_LIKE.fullmatch(match["tail"])):
            return None
        return FindingKind.ALTERED_TOKEN

    def _is_near(self, token: str) -> bool:
        """Whether the payload has a token with the same suffix, or the same word and a suffix that begins like it."""
        word = token.removesuffix(tail(token))
        same_word = (other for other in self._tokens if other.startswith(word))
        return tail(token) in self._tails or any(o.startswith(token) or token.startswith(o) for o in same_word)

    def _is_altered(self, match: re.Match[str], *, heading: bool) -> bool:
        """Whether a word with or without a separate suffix is a token that lost its underscore or its suffix."""
        if match.re is _BARE:
            shouted = _CAPITALS_AFTER.match(match.string, match.end()) or _CAPITALS_BEFORE.search(
                match.string[: match.start()]
            )
            return not heading and not shouted and match[0] not in self._bare and self._has_word(match[0])
        if self._was_spelled(match[0]):
            return False
        groups = match.groupdict()
        if groups.get("kind"):
            return f"{groups['kind'].upper()}_{groups['number']}" in self._tokens
        return match["letters"].upper() in self._tails and not self._is_prose(match, heading=heading)

    def _is_prose(self, match: re.Match[str], *, heading: bool) -> bool:
        """Whether the suffix is a word or an article by itself."""
        letters = match["letters"]
        if match.re is _GLUED:
            return match[0].isupper() and is_english(match[0].lower())
        a_word = letters.lower() in ("a", "i") or (len(letters) > 1 and is_english(letters.lower()))
        if not a_word or match["gap"] in tuple("-‐‑–"):
            return False
        if match["role"].islower() and not match.string[: match.start()].strip():
            return False  # a sentence that begins in lower case with "client a" begins with a token
        shouted = match["role"].isupper() and _CAPITALS_AFTER.match(match.string, match.end())
        titled = heading and _CAPITAL_AFTER.match(match.string, match.end())
        return letters.islower() or bool(shouted or titled)

    def _has_word(self, word: str) -> bool:
        return any(token.startswith(f"{word}_") for token in self._tokens)

    def _was_spelled(self, form: str) -> bool:
        """Whether the payload contains that form; ignoring case if it has no capitals."""
        return occurs_in(form, self._source) or (form.islower() and occurs_in(form, self._folded))


def _distance(word: str, other: str) -> int:
    """Levenshtein distance of two short words."""
    row = list(range(len(other) + 1))
    for n, letter in enumerate(word, 1):
        before, row[0] = row[0], n
        for m, wanted in enumerate(other, 1):
            before, row[m] = row[m], min(row[m] + 1, row[m - 1] + 1, before + (letter != wanted))
    return row[-1]


def _head(match: re.Match[str]) -> str:
    """The match without its separate suffix."""
    return match[0][: match.start("apart") - match.start()]
