"""Passages in an encoding (base64, uuencode): whoever reads them as they stand sees no name, and neither do we."""

import re

_ENCODED = re.compile(r"^begin(?:-base64)? [0-7]{3,4} \S|(?:^[A-Za-z0-9+/]{60,80}\r?\n){8}", re.MULTILINE)


def has_encoded_passage(text: str) -> bool:
    """Whether a file was written into a text in an encoding, as mail programs did before MIME."""
    return _ENCODED.search(text) is not None
