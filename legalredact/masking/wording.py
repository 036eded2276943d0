"""Whether words occur in a text as whole words."""

import re


def occurs_in(words: str, text: str) -> bool:
    """Whether `words` occur in `text` without an adjacent letter, digit or underscore, and not in a longer number."""
    return words in text and re.search(rf"(?<!\w)(?<!\d[.,-]){re.escape(words)}(?!\w|[.,-]\d)", text) is not None
