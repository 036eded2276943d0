"""Tokens in a reply: which are exact, which were invented, which were altered on the way.

An altered token is what a reader would take for a token and `restore` would not: it stays a token in the summary, or,
worse, nobody knows whom it means. What raises, and what does not:

- ``CLIENT_A``, ``CLIENT_A's``, ``**CLIENT_A**``, ``CLIENT_A-related`` are exact.
- Any word of a token joined to anything by an underscore that is not exact is altered: ``client_a``, ``CLIENT\\_A``,
  ``CLIENT_ A``, ``CLIENT_``, ``_CLIENT_A_``, ``CLIENT_Ab``; words in small letters only before something like a tail
  (``client_list.xlsx`` is a file).
- An exact form that the payload lacks is altered if it is near one that it has (another role with the same letters,
  letters added or lost), else invented.
- With a space or hyphen in place of the underscore it is altered if the payload has that tail: ``Client A``,
  ``CLIENT-A``, ``the client A``, ``Email 2``. A tail in small letters that is an English word or article raises nothing
  ("the client a week later", "party to"), and neither does a capital "A" or "I" where everything has capitals: in
  headings before another capital, and between words in capitals.
- The bare word in capitals ("the CLIENT") is a token that lost its tail, except in headings and among other words in
  capitals.
- A word of a token that is spelled out ("C-L-I-E-N-T", "c l i e n t") is altered; a document can ask for that.
- What the payload spells in the same way ("Party B" in a contract) is never altered: it came from there.
"""

import collections
import re
from collections.abc import Iterator, Mapping

from legalredact.masking.wording import occurs_in
from legalredact.matching.text.dictionary import is_english
from legalredact.model.mention import Role, Span
from legalredact.model.pseudonym import KIND_WORDS, ROLE_WORDS, TOKEN, tail
from legalredact.model.register import Entity
from legalredact.model.review import FindingKind

_ROLES = "|".join(ROLE_WORDS.values())
_KINDS = "|".join(KIND_WORDS.values())
_UNDERSCORE = r"(?:\\?[_＿﹍﹎﹏‿⁀‗]|&#95;|&lowbar;)"
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_JOINED = re.compile(
    rf"(?<![\w\\])[\w\\]{{0,40}}?(?P<word>(?i:{_ROLES}|{_KINDS}))[{_UNSEEN}]?\s?{_UNDERSCORE}(?P<tail>(?:[\w\\{_UNSEEN}]|{_UNDERSCORE})*)"
    r"(?P<apart>\s[A-Z]{1,4}(?!\w)|\s[1-9]\d{0,5}(?!\w))?"
)
_TAIL_LIKE = re.compile(rf"(?:{_UNDERSCORE}|[{_UNSEEN}])*(?:[A-Za-z]{{1,3}}|[A-Z]{{4}}|\d{{1,6}})?")
_PARTED = re.compile(
    rf"(?<![\w\\])(?:(?P<role>(?i:{_ROLES}))(?P<gap>[ \u00a0]|[-‐‑–]|\*\* ?)(?P<letters>[A-Z]{{1,4}}|[a-z]{{1,3}})"
    rf"|(?P<kind>(?i:{_KINDS}))(?:[ \u00a0]|[-‐‑–])(?P<number>[1-9]\d{{0,5}}))(?![\w\\]|[’'][A-Z])"
)
_GLUED = re.compile(rf"(?<![\w\\])(?P<role>{_ROLES}|{_ROLES.title()})(?P<letters>[A-Z]{{1,4}})(?!\w)")
_BARE = re.compile(rf"(?<![\w\\-])(?:{_ROLES})(?![\w\\-])")
_SPELLED = re.compile(
    "|".join(
        rf"(?<!\w){'[^A-Za-z0-9]{1,4}'.join(word)}(?![A-Za-z])"
        for word in (*ROLE_WORDS.values(), *(word for word in KIND_WORDS.values() if len(word) > 3))
    ),
    re.IGNORECASE,
)
_CAPITALS_AFTER = re.compile(r"\W{1,3}[A-Z]{2}")
_CAPITALS_BEFORE = re.compile(r"[A-Z]{2}\W{1,3}\Z")
_CAPITAL_AFTER = re.compile(r"\s[A-Z]")
_PROMINENT = 3, 0.1
_PEOPLE = frozenset({Role.CLIENT, Role.PARTY})


class KnownTokens:
    """The tokens of a payload.

    Arguments:
        tokens: those that stand in it.
        source: its text, instructions left aside.
    """

    def __init__(self, tokens: frozenset[str], source: str) -> None:
        self._tokens = tokens
        self._tails = frozenset(map(tail, tokens))
        self._source = source
        self._folded = source.casefold()
        self._bare = frozenset(_BARE.findall(source))

    def findings(self, text: str, *, heading: bool) -> Iterator[tuple[FindingKind, Span]]:
        """Invented and altered tokens of a segment, in no order.

        Arguments:
            heading: the text is one, where capitals say little.
        """
        taken = bytearray(len(text))
        for match in _JOINED.finditer(text):
            taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
            if (kind := self._joined(match)) is not None:
                yield kind, Span(*match.span())
        for match in _SPELLED.finditer(text):
            if not occurs_in(match[0], self._source):
                taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
                yield FindingKind.ALTERED_TOKEN, Span(*match.span())
        for match in (*_PARTED.finditer(text), *_GLUED.finditer(text), *_BARE.finditer(text)):
            if not any(taken[match.start() : match.end()]) and self._is_altered(match, heading=heading):
                taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
                yield FindingKind.ALTERED_TOKEN, Span(*match.span())

    def used(self, text: str) -> frozenset[str]:
        """The payload's tokens that stand in `text`, exactly."""
        return self._tokens.intersection(TOKEN.findall(text))

    def prominent(self, entities: Mapping[str, Entity]) -> tuple[str, ...]:
        """Tokens of clients and parties that a summary should name: three times there, and a tenth of all of theirs.

        Arguments:
            entities: by their tokens.
        """
        counts = collections.Counter(
            token for token in TOKEN.findall(self._source) if token in entities and entities[token].role in _PEOPLE
        )
        least = max(_PROMINENT[0], _PROMINENT[1] * counts.total())
        return tuple(token for token, count in counts.most_common() if count >= least)

    def _joined(self, match: re.Match[str]) -> FindingKind | None:
        """What is wrong with a word and its tail that an underscore joins."""
        run = match[0] if match["apart"] is None or not TOKEN.fullmatch(_head(match)) else _head(match)
        if TOKEN.fullmatch(run):
            if run in self._tokens or occurs_in(run, self._source):
                return None
            return FindingKind.ALTERED_TOKEN if self._is_near(run) else FindingKind.INVENTED_TOKEN
        if occurs_in(run, self._source) or not (match["word"].isupper() or _TAIL_LIKE.fullmatch(match["tail"])):
            return None
        return FindingKind.ALTERED_TOKEN

    def _is_near(self, token: str) -> bool:
        """Whether a token of the payload has the same tail, or the same word and a tail that begins like this one."""
        word = token.removesuffix(tail(token))
        same_word = (other for other in self._tokens if other.startswith(word))
        return tail(token) in self._tails or any(o.startswith(token) or token.startswith(o) for o in same_word)

    def _is_altered(self, match: re.Match[str], *, heading: bool) -> bool:
        """Whether a word with a tail of its own, or without one, is a token that lost its underscore or its tail."""
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
        """Whether the tail is a word or an article of its own."""
        letters = match["letters"]
        if match.re is _GLUED:
            return match[0].isupper() and is_english(match[0].lower())
        a_word = letters.lower() in ("a", "i") or (len(letters) > 1 and is_english(letters.lower()))
        if not a_word or match["gap"] in tuple("-‐‑–"):
            return False
        shouted = match["role"].isupper() and _CAPITALS_AFTER.match(match.string, match.end())
        titled = heading and _CAPITAL_AFTER.match(match.string, match.end())
        return letters.islower() or bool(shouted or titled)

    def _has_word(self, word: str) -> bool:
        return any(token.startswith(f"{word}_") for token in self._tokens)

    def _was_spelled(self, form: str) -> bool:
        """Whether the payload has that form; in capitals or not, if it has no capitals."""
        return occurs_in(form, self._source) or (form.islower() and occurs_in(form, self._folded))


def _head(match: re.Match[str]) -> str:
    """The match without what stands apart."""
    return match[0][: match.start("apart") - match.start()]
