"""Detects encoded passages (base64, uuencode) and escaped letters: names in them are neither visible nor found by a
search."""

import html
import re
from urllib.parse import unquote

_ENCODED = re.compile(r"^begin(?:-base64)? [0-7]{3,4} \S|(?:^[A-Za-z0-9+/]{60,80}\r?\n){8}", re.MULTILINE)
_UNIT = re.compile(r"\\u([0-9A-Fa-f]{4})")
_ENTITY = re.compile(r"&(?:#\d{2,7}|#[xX][0-9A-Fa-f]{2,6}|[A-Za-z]{3,8});")
_BYTES = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f]){2,4}|(?:=[89A-F][0-9A-F]){2,4}")
"""A UTF-8 character beyond ASCII, escaped as in URLs and e-mail."""


def has_encoded_passage(text: str) -> bool:
    """Whether a text contains an encoded file or escaped letters."""
    return _ENCODED.search(text) is not None or _has_numbered_letter(text)


def _has_numbered_letter(text: str) -> bool:
    """Whether a letter is escaped as in JSON (``\\u00e9``), HTML or URLs (``%C3%A9``)."""
    if any(chr(int(unit[1], 16)).isalpha() for unit in _UNIT.finditer(text)):
        return True
    if any(html.unescape(entity[0]).isalpha() for entity in _ENTITY.finditer(text)):
        return True
    return any(any(map(str.isalpha, unquote(run[0].replace("=", "%")))) for run in _BYTES.finditer(text))
