"""The contents of one paragraph: final text, deletions, hidden text, field codes, and attached text."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from legalredact.documents.ooxml.alt_text import Beside, captions, control_names, drawn_lines, tag_attributes
from legalredact.documents.ooxml.docx_forms import form_field_names, form_field_value
from legalredact.documents.ooxml.docx_styles import Styles
from legalredact.documents.ooxml.docx_tracked_changes import DELETED, INSERTED
from legalredact.documents.ooxml.xml import Element, attribute, child, is_on, name, relation_ids
from legalredact.model.document import BlockKind

_BREAKS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
_TEXT = frozenset({"w:t", "m:t"})
_PROPERTIES = frozenset({"w:pPr", "w:rPr", "w:sectPr", "w:tblPr", "w:trPr", "w:tcPr", "w:tblGrid", "w:sdtEndPr"})
_NOTES = {"w:footnoteReference": "footnote", "w:endnoteReference": "endnote"}
_VALUES = frozenset(
    {"align", "binData", "fldData", "pctHeight", "pctPosHOffset", "pctPosVOffset", "pctWidth", "posOffset"}
)
"""Elements whose text is a setting or image data."""

_SYMBOL_FONTS = ("symbol", "wingdings", "webdings", "mt extra", "marlett")
_LETTERS = re.compile(r"[^\W\d_]{3}")


@dataclass(slots=True)
class Inline:
    """The contents of one paragraph or one stray element. Adjacent pieces of deletions and the like form one string."""

    final: list[str] = field(default_factory=list, repr=False)
    deleted: list[str] = field(default_factory=list, repr=False)
    hidden: list[str] = field(default_factory=list, repr=False)
    fields: list[str] = field(default_factory=list, repr=False)
    drawn: list[str] = field(default_factory=list, repr=False)
    beside: list[Beside] = field(default_factory=list, repr=False)
    boxes: list[Element] = field(default_factory=list, repr=False)
    targets: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    inserted: int = 0

    @property
    def text(self) -> str:
        """The text once all changes are accepted."""
        return "".join(self.final).strip()

    @property
    def all_inserted(self) -> bool:
        """Whether all of the final text is a tracked insertion."""
        return 0 < self.inserted == sum(not char.isspace() for char in "".join(self.final))


@dataclass(frozen=True, slots=True)
class _State:
    deleted: bool = False
    inserted: bool = False
    hidden: bool = False


class InlineReader:
    """Reads the elements of a paragraph.

    Arguments:
        styles: tells which styles hide text.
    """

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._into: Inline = Inline()
        self._last: list[str] | None = None
        self._shown = ("", 0)
        self._handlers: dict[str, Callable[[Element, _State], None]] = {
            **dict.fromkeys(_TEXT, self._text),
            **dict.fromkeys(_BREAKS, self._break),
            **dict.fromkeys(_NOTES, self._note),
            "w:delText": self._deleted_text,
            "w:sym": self._symbol,
            "w:r": self._run,
            "w:fldSimple": self._simple_field,
            "w:fldChar": self._field_mark,
            "w:instrText": self._instruction,
            "w:delInstrText": self._instruction,
            "w:hyperlink": self._hyperlink,
            "w:bookmarkStart": self._bookmark,
            "w:sdt": self._control,
            "w:smartTag": self._tagged,
            "w:customXml": self._tagged,
            "mc:AlternateContent": self._alternatives,
            "w:txbxContent": self._box,
            "a:txBody": self._drawn,
            "txBody": self._drawn,
            "w:p": self._inner_paragraph,
            "w:softHyphen": self._skip,
        }

    def read(
        self, elements: Iterable[Element], *, deleted: bool = False, inserted: bool = False, hidden: bool = False
    ) -> Inline:
        """Read a paragraph or a few stray elements; the arguments say what is known from enclosing elements."""
        self._into, self._last, self._shown = Inline(), None, ("", 0)
        self._walk(elements, _State(deleted, inserted, hidden))
        return self._into

    def _walk(self, elements: Iterable[Element], state: _State) -> None:
        for one in elements:
            self._take(one, state)

    def _take(self, element: Element, state: _State) -> None:
        what = name(element)
        if not what or what in _PROPERTIES:
            return
        self._into.targets.extend(relation_ids(element))
        handler = self._handlers.get(what)
        if handler is not None:
            handler(element, state)
        elif what in INSERTED:
            self._walk(element, replace(state, inserted=True))
        elif what in DELETED:
            self._walk(element, replace(state, deleted=True))
        else:
            self._other(element, what, state)

    def _other(self, element: Element, what: str, state: _State) -> None:
        """Any element without a rule of its own: its text must not be lost."""
        self._into.beside.extend(captions(element, what))
        text = element.text or ""
        if what.rpartition(":")[2] not in _VALUES and _LETTERS.search(text):
            self._emit(text, replace(state, hidden=True))
        self._walk(element, state)

    def _emit(self, text: str, state: _State) -> None:
        """Append to the channel of this state; a piece that is not adjacent to the last one begins a new string."""
        into = self._into
        channel = into.deleted if state.deleted else into.hidden if state.hidden else into.final
        self._append(channel, text)
        if channel is into.final and state.inserted:
            into.inserted += sum(not char.isspace() for char in text)

    def _append(self, channel: list[str], text: str) -> None:
        if channel is self._last and channel is not self._into.final:
            channel[-1] += text
        else:
            channel.append(text)
        self._last = channel

    def _text(self, element: Element, state: _State) -> None:
        self._emit(element.text or "", state)

    def _deleted_text(self, element: Element, state: _State) -> None:
        self._emit(element.text or "", replace(state, deleted=True))

    def _break(self, element: Element, state: _State) -> None:
        self._emit(_BREAKS[name(element)], state)

    def _symbol(self, element: Element, state: _State) -> None:
        """A character by its code; codes of symbol fonts are not letters."""
        font, code = attribute(element, "w:font").lower(), attribute(element, "w:char")
        try:
            point = int(code, 16)
        except ValueError:
            return
        point -= 0xF000 if 0xF020 <= point <= 0xF0FF else 0
        if not font.startswith(_SYMBOL_FONTS) and 32 <= point < 0xD800:
            self._emit(chr(point), state)

    def _run(self, element: Element, state: _State) -> None:
        properties = child(element, "w:rPr")
        if properties is not None:
            style = child(properties, "w:rStyle")
            by_style = style is not None and attribute(style, "w:val") in self._styles.hidden
            vanish = child(properties, "w:vanish")
            state = replace(state, hidden=is_on(vanish) if vanish is not None else state.hidden or by_style)
        self._walk(element, state)

    def _simple_field(self, element: Element, state: _State) -> None:
        self._into.fields.append(attribute(element, "w:instr"))
        self._last = None
        self._walk(element, state)

    def _field_mark(self, element: Element, state: _State) -> None:
        """Begin, separator or end of a field; what follows is another string. A legacy form field shows its choice or
        check mark unless it has a result text.
        """
        self._last = None
        mark = attribute(element, "w:fldCharType")
        if mark == "begin":
            self._into.beside.extend(form_field_names(element))
            self._shown = (form_field_value(element), len(self._into.final))
        elif mark == "end":
            value, start = self._shown
            self._shown = ("", 0)
            if value and not "".join(self._into.final[start:]).strip():
                self._emit(value, state)

    def _instruction(self, element: Element, _: _State) -> None:
        self._append(self._into.fields, element.text or "")

    def _hyperlink(self, element: Element, state: _State) -> None:
        for key in ("w:tooltip", "w:anchor", "w:docLocation"):
            self._into.beside.append(Beside(BlockKind.LINK, "link", attribute(element, key)))
        self._walk(element, state)

    def _bookmark(self, element: Element, _: _State) -> None:
        self._into.beside.append(Beside(BlockKind.BOOKMARK, "bookmark", attribute(element, "w:name")))

    def _control(self, element: Element, state: _State) -> None:
        self._into.beside.extend(control_names(element))
        for one in element:
            if name(one) != "w:sdtPr":
                self._take(one, state)

    def _tagged(self, element: Element, state: _State) -> None:
        """A smart tag or custom markup; its attributes hold text that was typed or recognized."""
        self._into.beside.extend(tag_attributes(element))
        self._walk(element, state)

    def _alternatives(self, element: Element, state: _State) -> None:
        """Content for newer and for older programs: what the older version adds, without duplicates."""
        for one in element:
            if name(one) != "mc:Fallback":
                self._walk(one, state)
        fallback = child(element, "mc:Fallback")
        if fallback is not None:
            newer, last = self._into, self._last
            self._into, self._last = Inline(), None
            self._walk(fallback, state)
            older, self._into, self._last = self._into, newer, last
            _merge(newer, older)

    def _inner_paragraph(self, element: Element, state: _State) -> None:
        """A misplaced paragraph; its text must not be joined to the next one's."""
        self._walk(element, state)
        self._emit("\n", state)

    def _box(self, element: Element, _: _State) -> None:
        self._into.boxes.append(element)

    def _drawn(self, element: Element, _: _State) -> None:
        """Text of a shape that is not a text box of Word."""
        self._into.drawn.extend(drawn_lines(element))

    def _note(self, element: Element, _: _State) -> None:
        self._into.notes.append((_NOTES[name(element)], attribute(element, "w:id")))

    def _skip(self, element: Element, state: _State) -> None:
        """An element that is not read."""


def _merge(newer: Inline, older: Inline) -> None:
    """Add what the older version has beyond the newer one."""
    read = {_squeezed(box) for box in newer.boxes}
    newer.boxes.extend(box for box in older.boxes if _squeezed(box) not in read)
    newer.beside.extend(one for one in older.beside if one not in newer.beside)
    newer.targets.extend(one for one in older.targets if one not in newer.targets)
    newer.notes.extend(one for one in older.notes if one not in newer.notes)
    for theirs, ours in ((older.fields, newer.fields), (older.deleted, newer.deleted), (older.hidden, newer.hidden)):
        ours.extend(one for one in theirs if one not in ours)
    newer.drawn.extend(one for one in older.drawn if one not in newer.drawn)
    if older.text and older.text not in newer.text:
        newer.final.append(older.text)


def _squeezed(element: Element) -> str:
    """Text below an element without white space."""
    return "".join("".join(one.text or "" for one in element.iter() if name(one) in {"w:t", "w:delText"}).split())
