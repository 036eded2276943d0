"""Writes a font program that holds only charstrings: CID-keyed CFF (Adobe Technical Note 5176)."""

from collections.abc import Sequence

_ROS, _BOX, _COUNT, _CHARSET, _SELECT, _STRINGS, _ARRAY, _PRIVATE = (
    b"\x0c\x1e",
    b"\x05",
    b"\x0c\x22",
    b"\x0f",
    b"\x0c\x25",
    b"\x11",
    b"\x0c\x24",
    b"\x12",
)
_FIRST_OWN_STRING = 391
_WIDTHS = b"\x8b\x14\x8b\x15"
"""Default and nominal width 0: each charstring states its own width."""

_NOTDEF = b"\x8b\x0e"


def font_program(name: bytes, glyphs: Sequence[tuple[int, bytes]], box: tuple[int, int, int, int]) -> bytes:
    """A font with these glyphs.

    Arguments:
        glyphs: CID (ascending, above 0) and charstring.
        box: bounding box of all glyphs, in thousandths of an em.
    """
    head = b"\x01\x00\x04\x04" + _index([name])
    strings = _index([b"Adobe", b"Identity"]) + _index([])
    charset = b"\x00" + b"".join(cid.to_bytes(2, "big") for cid, _ in glyphs)
    select = b"\x03\x00\x01\x00\x00\x00" + (len(glyphs) + 1).to_bytes(2, "big")
    shapes = _index([_NOTDEF, *(charstring for _, charstring in glyphs)])
    start = len(head) + len(_index([_top(box, 0, 0, 0, 0)])) + len(strings)
    select_at = start + len(charset)
    shapes_at = select_at + len(select)
    array_at = shapes_at + len(shapes)
    private_at = array_at + len(_index([_private(0)]))
    top = _index([_top(box, start, select_at, shapes_at, array_at)])
    return b"".join((head, top, strings, charset, select, shapes, _index([_private(private_at)]), _WIDTHS))


def _top(box: tuple[int, int, int, int], charset: int, select: int, strings: int, array: int) -> bytes:
    return b"".join(
        (
            _number(_FIRST_OWN_STRING) + _number(_FIRST_OWN_STRING + 1) + _number(0) + _ROS,
            b"".join(map(_number, box)) + _BOX,
            _number(0x10000) + _COUNT,
            _number(charset) + _CHARSET,
            _number(select) + _SELECT,
            _number(strings) + _STRINGS,
            _number(array) + _ARRAY,
        )
    )


def _private(offset: int) -> bytes:
    return _number(len(_WIDTHS)) + _number(offset) + _PRIVATE


def _number(value: int) -> bytes:
    """Always five bytes, so that the length of a dictionary does not depend on the offsets in it."""
    return b"\x1d" + value.to_bytes(4, "big", signed=True)


def _index(items: Sequence[bytes]) -> bytes:
    if not items:
        return b"\x00\x00"
    offsets = [1]
    for item in items:
        offsets.append(offsets[-1] + len(item))
    return b"".join((len(items).to_bytes(2, "big"), b"\x04", *(at.to_bytes(4, "big") for at in offsets), *items))
