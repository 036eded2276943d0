"""Parses rich text into runs: the text of each destination, decoded by its code page."""

import codecs
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from legalredact.documents.text.rtf_destinations import (
    CODE_PAGES,
    DESCRIBING,
    EMBEDDED,
    PICTURES,
    PLAIN_SIGNS,
    SIGNS,
    SKIPPED,
    TEXTS,
    TRANSPARENT,
)
from legalredact.documents.text.rtf_tokens import RtfToken, RtfTokenKind

_DEEPEST = 500
"""Limit for nested groups: real files have about twenty levels."""

BODY, OTHER, PICTURE, FILE, NOTHING = "body", "other", "pict", "objdata", ""
_HIDDEN, _DELETED = -1, -2


class TooDeep(ValueError):
    """Groups are nested too deeply."""


@dataclass(frozen=True, slots=True)
class RtfRun:
    """The text of one group or paragraph.

    Arguments:
        place: a destination of `TEXTS`, or ``body``, ``other`` (unknown destination), ``pict``, ``objdata``.
        data: bytes of an image.
        hidden, deleted: whether all of it is.
        table: whether it is in a table.
    """

    place: str
    text: str = field(default="", repr=False)
    data: bytes = field(default=b"", repr=False)
    hidden: bool = False
    deleted: bool = False
    table: bool = False


@dataclass(frozen=True, slots=True)
class _State:
    """The properties of a group; nested groups inherit them."""

    place: str = BODY
    owner: int = 0
    hidden: bool = False
    deleted: bool = False
    table: bool = False
    codec: str = ""
    after_unicode: int = 1


@dataclass(slots=True)
class _Open:
    """Text of a destination that is still being collected."""

    place: str
    parts: list[str] = field(default_factory=list)
    raw: bytearray = field(default_factory=bytearray)
    codec: str = ""
    data: bytearray = field(default_factory=bytearray)


class RtfText:
    """Parses the tokens of one file."""

    def __init__(self) -> None:
        self._state = _State()
        self._stack: list[_State] = []
        self._open = {owner: _Open(BODY) for owner in (_DELETED, _HIDDEN, 0)}
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._page = "cp1252"
        self._skip = 0
        self._starred = self._fresh = False
        self._describes = False
        self._ended_well = True
        self._shape_word = bytearray()

    @property
    def whole(self) -> bool:
        """Whether every group was closed."""
        return self._ended_well

    def stretches(self, found: Iterable[RtfToken]) -> Iterator[RtfRun]:
        """All runs in the order of the file; a note comes before the paragraph of its reference.

        Errors: TooDeep.
        """
        for token in found:
            if token.kind is RtfTokenKind.OPEN:
                self._begin()
            elif token.kind is RtfTokenKind.CLOSE:
                yield from self._end()
            elif token.kind is RtfTokenKind.WORD:
                yield from self._word(token.data.decode("ascii"), token.number)
            elif token.kind is RtfTokenKind.SIGN:
                self._sign(token.data)
            elif token.kind is RtfTokenKind.BINARY:
                self._current().data.extend(token.data)
            else:
                self._text(token.data)
        self._ended_well = not self._stack
        while self._stack:
            yield from self._end()
        yield from self._paragraph()

    def _begin(self) -> None:
        if len(self._stack) >= _DEEPEST:
            raise TooDeep
        self._stack.append(self._state)
        self._starred, self._fresh, self._skip = False, True, 0

    def _end(self) -> Iterator[RtfRun]:
        if not self._stack:
            return
        ended, self._state = self._state, self._stack.pop()
        self._fresh, self._skip = False, 0
        if ended.place == "sn":
            self._describes = bytes(self._shape_word).strip().decode("latin-1").lower() in DESCRIBING
            self._shape_word.clear()
        if ended.owner != self._state.owner:
            yield from self._flush(self._open.pop(ended.owner), hidden=ended.hidden)

    def _word(self, word: str, number: int | None) -> Iterator[RtfRun]:
        if self._skip and word not in {"u", "uc"}:
            self._skip -= 1
            return
        if self._fresh and self._enter(word):
            return
        self._fresh = False
        if word == "u":
            self._unicode(number or 0)
        elif word in SIGNS:
            yield from self._written(word)
        elif word in {"v", "deleted", "intbl", "pard", "plain"}:
            self._look(word, on=number != 0)
        else:
            self._set(word, number)

    def _written(self, word: str) -> Iterator[RtfRun]:
        """A character; at the end of a paragraph of the body, yield the collected text."""
        self._add(SIGNS[word])
        ends = word in {"row", "sect", "page"} or (word == "par" and not self._state.table)
        if self._state.owner == 0 and ends:
            yield from self._paragraph()

    def _paragraph(self) -> Iterator[RtfRun]:
        """The body's text so far, then its hidden and its deleted text, so that names are not split."""
        for owner in (0, _HIDDEN, _DELETED):
            yield from self._flush(self._open[owner], hidden=owner == _HIDDEN, deleted=owner == _DELETED)

    def _look(self, word: str, *, on: bool) -> None:
        if word == "v":
            self._state = replace(self._state, hidden=on)
        elif word == "deleted":
            self._state = replace(self._state, deleted=on)
        elif word == "plain":
            self._state = replace(self._state, hidden=False, deleted=False)
        else:
            self._state = replace(self._state, table=word == "intbl")

    def _set(self, word: str, number: int | None) -> None:
        """A control word that changes how the following text is read."""
        if word == "uc":
            self._state = replace(self._state, after_unicode=max(0, min(number or 0, 8)))
        elif word == "ansicpg":
            self._page = _known(f"cp{number}")
        elif word in {"mac", "pc", "pca"}:
            self._page = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}[word]
        elif word == "f" and self._state.place != "fonttbl":
            self._state = replace(self._state, codec=self._fonts.get(number or 0, ""))
        elif word == "f":
            self._font = number or 0
        elif word in {"fcharset", "cpg"}:
            self._fonts[self._font] = _known(f"cp{number}") if word == "cpg" else CODE_PAGES.get(number or 0, "")

    def _enter(self, word: str) -> bool:
        """Whether the first word of a group names a destination."""
        known = word in TEXTS or word in PICTURES or word in EMBEDDED
        if known and not (word == "sv" and not self._describes):
            self._own(word)
        elif word in SKIPPED or word == "sv":
            self._state = replace(self._state, place="sn" if word == "sn" else word if word == "fonttbl" else NOTHING)
        elif self._starred and word not in TRANSPARENT:
            self._own(OTHER)
        else:
            return False
        self._fresh = False
        return True

    def _own(self, place: str) -> None:
        owner = max(self._open) + 1
        self._open[owner] = _Open(place)
        self._state = replace(self._state, place=place, owner=owner, table=False)

    def _sign(self, sign: bytes) -> None:
        if sign == b"*" and self._fresh:
            self._starred = True
            return
        if self._skip:
            self._skip -= 1
            return
        self._fresh = False
        if sign in PLAIN_SIGNS:
            self._add(PLAIN_SIGNS[sign])

    def _unicode(self, number: int) -> None:
        self._add(chr(number & 0xFFFF))
        self._skip = self._state.after_unicode

    def _text(self, data: bytes) -> None:
        self._fresh = False
        skipped = min(self._skip, len(data))
        self._skip -= skipped
        data = data[skipped:]
        place = self._state.place
        if place == "sn":
            self._shape_word.extend(data)
        if place in {NOTHING, "sn", "fonttbl"}:
            return
        current = self._current()
        codec = self._state.codec or self._page
        if codec != current.codec:
            _decode_pending(current)
            current.codec = codec
        current.raw.extend(data)

    def _add(self, text: str) -> None:
        if self._state.place not in {NOTHING, "sn", "fonttbl"}:
            current = self._current()
            _decode_pending(current)
            current.parts.append(text)

    def _current(self) -> _Open:
        state = self._state
        if state.owner == 0 and (state.hidden or state.deleted):
            return self._open[_HIDDEN if state.hidden else _DELETED]
        return self._open[state.owner]

    def _flush(self, current: _Open, *, hidden: bool = False, deleted: bool = False) -> Iterator[RtfRun]:
        if current.place in {PICTURE, FILE}:
            yield RtfRun(current.place, data=bytes(current.data) or _unhexed(current.raw))
            return
        _decode_pending(current)
        text = _joined("".join(current.parts))
        current.parts.clear()
        if text.strip():
            yield RtfRun(current.place, text, b"", hidden, deleted, "\t" in text and current.place == BODY)


def _decode_pending(current: _Open) -> None:
    if current.raw and current.place not in {PICTURE, FILE}:
        current.parts.append(bytes(current.raw).decode(current.codec or "cp1252", "replace"))
        current.raw.clear()


def _joined(text: str) -> str:
    """Join surrogate pairs."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _unhexed(raw: bytearray) -> bytes:
    digits = bytes(raw).translate(None, b" \t\r\n")
    try:
        return bytes.fromhex(digits[: len(digits) & ~1].decode("ascii"))
    except (ValueError, UnicodeDecodeError):
        return b""


def _known(codec: str) -> str:
    try:
        return codecs.lookup(codec).name
    except LookupError:
        return "cp1252"
