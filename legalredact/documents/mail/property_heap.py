"""Reads the properties of a message inside a message of a store ([MS-PST], 2.3): libpff gives that one as bytes alone.

Values that are not in these bytes (long texts, recipients, attachments) are counted, so that they can be reported.
"""

import struct

_BLOCK = 8176
"""Bytes of a block of a store that hold data."""

_HEAP, _TREE, _PROPERTIES = 0xEC, 0xB5, 0xBC
_INLINE = frozenset({0x0002, 0x0003, 0x0004, 0x000A, 0x000B})
"""Types whose value is in the record itself."""

Values = dict[int, tuple[int, bytes]]


def properties_of(data: bytes) -> tuple[Values, int]:
    """Values by property, each with its type, and the number of values that are elsewhere.

    Errors: ValueError if the bytes are no property context.
    """
    try:
        _, signature, client, root = struct.unpack_from("<HBBI", data)
        kind, key, size, levels, top = struct.unpack_from("<BBBBI", _allocated(data, root))
    except struct.error:
        raise ValueError from None
    if (signature, client, kind, key, size, levels) != (_HEAP, _PROPERTIES, _TREE, 2, 6, 0):
        raise ValueError
    values: Values = {}
    elsewhere = 0
    records = _allocated(data, top)
    for at in range(0, len(records) - 7, 8):
        tag, kind, value = struct.unpack_from("<HHI", records, at)
        if kind in _INLINE:
            values[tag] = kind, struct.pack("<I", value)
        elif value & 0x1F:
            elsewhere += 1
        elif value:
            values[tag] = kind, _allocated(data, value)
    return values, elsewhere


def _allocated(data: bytes, place: int) -> bytes:
    """The bytes at a place in the heap.

    Errors: ValueError if there are none.
    """
    start = (place >> 16) * _BLOCK
    index = (place >> 5) & 0x7FF
    try:
        (page_map,) = struct.unpack_from("<H", data, start)
        (count,) = struct.unpack_from("<H", data, start + page_map)
        if not 0 < index <= count:
            raise ValueError
        begin, end = struct.unpack_from("<HH", data, start + page_map + 4 + 2 * (index - 1))
    except struct.error:
        raise ValueError from None
    return data[start + begin : start + end]
