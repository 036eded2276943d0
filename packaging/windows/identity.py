"""Names and numbers by which Windows identifies products, components and files; the same input gives the same."""

import uuid
from hashlib import sha256

PRODUCT = "LegalRedact"
UPGRADE_CODE = "5D0E1B0B-7A0B-4F0C-9C31-2B1E4C6E7D10"
"""Never changes: by it Windows recognizes a package as a newer or older version of this product."""
_CODES = uuid.UUID(UPGRADE_CODE)


def code(*words: str) -> str:
    """A GUID derived from the words."""
    return str(uuid.uuid5(_CODES, "\n".join(words))).upper()


def identifier(kind: str, name: str) -> str:
    """A name for a row, with characters that an installer allows; the same for the same file in every version."""
    return f"{kind}{sha256(name.encode()).hexdigest()[:24]}"
