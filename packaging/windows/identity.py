"""Names and numbers by which Windows tells products, components and files apart; the same input gives the same."""

import uuid
from hashlib import sha256

PRODUCT = "LegalRedact"
UPGRADE_CODE = "5D0E1B0B-7A0B-4F0C-9C31-2B1E4C6E7D10"
"""The same for ever: by it Windows knows that a package is a newer or older one of this product."""
_CODES = uuid.UUID(UPGRADE_CODE)


def code(*words: str) -> str:
    """A GUID that the same words always give."""
    return str(uuid.uuid5(_CODES, "\n".join(words))).upper()


def identifier(kind: str, name: str) -> str:
    """A name for a row, of the letters that an installer allows; the same for the same file in every version."""
    return f"{kind}{sha256(name.encode()).hexdigest()[:24]}"
