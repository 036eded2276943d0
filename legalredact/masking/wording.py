"""Whether words stand in a text as words of their own."""

import re


def occurs_in(words: str, text: str) -> bool:
    """Whether `words` stand in `text` with no letter, digit or underscore beside them, nor a number that goes on."""
    return words in text and re.search(rf"(?<!\w)(?<!\d[.,-]){re.escape(words)}(?!\w|[.,-]\d)", text) is not None
