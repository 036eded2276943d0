"""Whether an ONNX model takes weights from other files ("external data"), which its own digest does not cover.

onnxruntime reads such files from the folder in which the program was started. The model is a protocol buffer; its
messages and the numbers of their fields are those of onnx.proto. Only the fields that lead to weights are followed.
"""

import enum
from collections.abc import Iterator, Mapping

_VARINT, _EIGHT, _LENGTH, _FOUR = 0, 1, 2, 5
"""Types of fields, see protobuf.dev/programming-guides/encoding."""
_FIXED = {_EIGHT: 8, _FOUR: 4}
_DEEPEST = 100
"""Most messages within messages; the limit of protobuf itself."""


class _Message(enum.Enum):
    MODEL, GRAPH, NODE, ATTRIBUTE, SPARSE, FUNCTION, TRAINING, TENSOR = range(8)


_INSIDE: Mapping[_Message, Mapping[int, _Message]] = {
    _Message.MODEL: {7: _Message.GRAPH, 20: _Message.TRAINING, 25: _Message.FUNCTION},
    _Message.TRAINING: {1: _Message.GRAPH, 2: _Message.GRAPH},
    _Message.FUNCTION: {7: _Message.NODE, 11: _Message.ATTRIBUTE},
    _Message.GRAPH: {1: _Message.NODE, 5: _Message.TENSOR, 15: _Message.SPARSE},
    _Message.NODE: {5: _Message.ATTRIBUTE},
    _Message.ATTRIBUTE: {
        5: _Message.TENSOR,
        6: _Message.GRAPH,
        10: _Message.TENSOR,
        11: _Message.GRAPH,
        22: _Message.SPARSE,
        23: _Message.SPARSE,
    },
    _Message.SPARSE: {1: _Message.TENSOR, 2: _Message.TENSOR},
    _Message.TENSOR: {},
}
"""Fields that contain messages, by number."""
_EXTERNAL_DATA, _DATA_LOCATION = 13, 14
"""Fields of a tensor that say where its data is. The location is 0 if the data is in the model."""


def has_external_data(model: bytes) -> bool:
    """Whether a tensor of the model says that its data is in another place.

    Errors: ValueError if the bytes are no such message.
    """
    todo = [(_Message.MODEL, memoryview(model), 0)]
    while todo:
        message, content, depth = todo.pop()
        if depth > _DEEPEST:
            raise ValueError("nested too deeply")
        for number, inside in _fields(content):
            if message is _Message.TENSOR and (number == _EXTERNAL_DATA or (number == _DATA_LOCATION and inside != 0)):
                return True
            if number in _INSIDE[message]:
                if isinstance(inside, int):
                    raise ValueError("a number instead of a message")
                todo.append((_INSIDE[message][number], inside, depth + 1))
    return False


def _fields(content: memoryview) -> Iterator[tuple[int, memoryview | int]]:
    """Numbers of the fields of a message, and their contents. Numbers of fixed size are given as their bytes."""
    at = 0
    while at < len(content):
        tag, at = _varint(content, at)
        number, kind = tag >> 3, tag & 7
        if kind == _VARINT:
            value, at = _varint(content, at)
            yield number, value
            continue
        if kind == _LENGTH:
            size, at = _varint(content, at)
        elif kind in _FIXED:
            size = _FIXED[kind]
        else:
            raise ValueError("an unknown type of field")
        if size > len(content) - at:
            raise ValueError("a field without end")
        yield number, content[at : at + size]
        at += size


def _varint(content: memoryview, at: int) -> tuple[int, int]:
    """A number, and where it ends."""
    value = shift = 0
    while True:
        if at >= len(content) or shift > 63:
            raise ValueError("a number without end")
        byte = content[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at
