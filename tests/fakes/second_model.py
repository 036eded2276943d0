"""A tiny token classifier in the form of a firm's own name model: each word of its vocabulary has one label.

The ONNX file is written as protocol buffers by hand (onnx.proto), since the package for this is no dependency.
"""

import json
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

import tokenizers
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from tokenizers.processors import TemplateProcessing

from legalredact.detection.model.second_files import digest
from legalredact.model.mention import Tier
from legalredact.model.second_model import SecondModelSettings

_FLOAT, _INT64 = 1, 7
_SPECIAL = ("[UNK]", "[CLS]", "[SEP]")

BIOES = (
    "O",
    "B-private_person",
    "I-private_person",
    "E-private_person",
    "S-private_person",
    "S-secret",
    "S-account_number",
)
WORDS = {"Zorbin": 1, "van": 2, "Quell": 3, "Mumbly": 4, "swordfish": 5, "t44188": 6}
"""A word, and the number of its label."""


def second_model(
    folder: Path,
    labels: Sequence[str] = BIOES,
    words: Mapping[str, int] = WORDS,
    tier: Tier = Tier.POSSIBLE,
    inputs: Sequence[str] = ("input_ids", "attention_mask"),
    weights: Path | None = None,
    in_node: bool = False,
) -> SecondModelSettings:
    """Write a model to a new folder, and return settings that pin it.

    Arguments:
        weights: file outside the model that gets its weights; relative to the working folder.
        in_node: the weights belong to a node instead of the graph.
    """
    folder.mkdir()
    vocabulary = [*_SPECIAL, *words]
    rows = [[8.0 if n == words.get(word, 0) else 0.0 for n in range(len(labels))] for word in vocabulary]
    config = {"id2label": {str(number): label for number, label in enumerate(labels)}}
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    (folder / "tokenizer.json").write_text(_tokenizer(vocabulary), encoding="utf-8")
    (folder / "model.onnx").write_bytes(_model(rows, inputs, weights, in_node=in_node))
    return pinned(folder, tier)


def pinned(folder: Path, tier: Tier = Tier.POSSIBLE) -> SecondModelSettings:
    """Settings that pin the files as they are now."""
    return SecondModelSettings(folder, digest({one.name: one.read_bytes() for one in folder.iterdir()}), tier)


def _tokenizer(vocabulary: Sequence[str]) -> str:
    made = tokenizers.Tokenizer(WordLevel({word: n for n, word in enumerate(vocabulary)}, unk_token="[UNK]"))
    made.pre_tokenizer = Whitespace()
    made.post_processor = TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 1), ("[SEP]", 2)])
    return str(made.to_str())


def _model(rows: Sequence[Sequence[float]], inputs: Sequence[str], weights: Path | None, *, in_node: bool) -> bytes:
    """Look up each token's row: `Gather(table, input_ids)`."""
    raw = b"".join(struct.pack(f"<{len(row)}f", *row) for row in rows)
    table = _number(1, len(rows)) + _number(1, len(rows[0])) + _number(2, _FLOAT) + _text(8, "table")
    if weights is None:
        table += _part(9, raw)
    else:
        weights.write_bytes(raw)
        table += _part(13, _text(1, "location") + _text(2, str(weights))) + _number(14, 1)
    node = _part(1, _text(1, "table") + _text(1, "input_ids") + _text(2, "logits") + _text(4, "Gather"))
    if in_node:
        constant = _text(1, "value") + _part(5, table) + _number(20, 4)
        node = _part(1, _text(2, "table") + _text(4, "Constant") + _part(5, constant)) + node
    graph = node + _text(2, "tiny") + (b"" if in_node else _part(5, table))
    graph += b"".join(_part(11, _value(name, _INT64, (1, "T"))) for name in inputs)
    graph += _part(12, _value("logits", _FLOAT, (1, "T", len(rows[0]))))
    return _number(1, 8) + _part(7, graph) + _part(8, _number(2, 17))


def _value(name: str, kind: int, shape: Sequence[int | str]) -> bytes:
    sizes = b"".join(_part(1, _text(2, one) if isinstance(one, str) else _number(1, one)) for one in shape)
    return _text(1, name) + _part(2, _part(1, _number(1, kind) + _part(2, sizes)))


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _text(field: int, value: str) -> bytes:
    return _part(field, value.encode())


def _part(field: int, content: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(content)) + content


def _varint(value: int) -> bytes:
    made = bytearray()
    while value > 0x7F:
        made.append(value & 0x7F | 0x80)
        value >>= 7
    made.append(value)
    return bytes(made)
