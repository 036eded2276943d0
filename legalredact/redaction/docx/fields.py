"""Replaces fields by their results; only fields that number pages stay."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from legalredact.redaction.docx.allowlist import FIELDS, W

_CHAR, _CODE = f"{{{W}}}fldChar", f"{{{W}}}instrText"
_TYPE = f"{{{W}}}fldCharType"
_PARAGRAPH = f"{{{W}}}p"


@dataclass(eq=False, slots=True)
class _Field:
    """An open field: its marks, its code, and whether its result has begun."""

    marks: list[etree._Element] = field(default_factory=list)
    codes: list[etree._Element] = field(default_factory=list)
    in_code: list[etree._Element] = field(default_factory=list)
    in_result: bool = False

    @property
    def kept(self) -> bool:
        """Whether it numbers pages and holds nothing else."""
        words = "".join(code.text or "" for code in self.codes).split()
        return bool(words) and words[0].upper() in FIELDS


def resolve_fields(root: etree._Element) -> None:
    """Replace the fields of a part by their results; field codes, with the results of nested fields, are removed."""
    doomed: list[etree._Element] = []
    open_fields: list[_Field] = []
    for item in list(_of_fields(root)):
        if item.tag == _CHAR:
            doomed.extend(_mark(item, open_fields))
        elif open_fields and item.tag == _CODE:
            open_fields[-1].codes.append(item)
        elif any(not one.in_result for one in open_fields) or item.tag == _CODE:
            doomed.append(item)
    for unended in open_fields:
        doomed += [*unended.marks, *unended.codes]
    for item in doomed:
        parent = item.getparent()
        if parent is not None:
            parent.remove(item)


def _of_fields(root: etree._Element) -> Iterator[etree._Element]:
    """Field marks, codes, and the text that may occur among them."""
    wanted = {_CHAR, _CODE, f"{{{W}}}t"}
    return (item for item in root.iter() if item.tag in wanted)


def _mark(item: etree._Element, open_fields: list[_Field]) -> list[etree._Element]:
    """Process a field mark; returns what has to be removed once the field has ended."""
    kind = item.get(_TYPE)
    for child in list(item):
        item.remove(child)  # names and choices of form fields
    if kind == "begin":
        open_fields.append(_Field([item]))
        return []
    if not open_fields:
        return [item]
    current = open_fields[-1]
    current.marks.append(item)
    if kind == "separate":
        current.in_result = True
        return []
    open_fields.pop()
    if current.kept and not open_fields:
        _write_code(current)
        return []
    return [*current.marks, *current.codes]


def _write_code(kept: _Field) -> None:
    """Keep only the first word of the code: its switches may hold text."""
    word = "".join(code.text or "" for code in kept.codes).split()[0].upper()
    for number, code in enumerate(kept.codes):
        code.text = f" {word} " if number == 0 else ""
