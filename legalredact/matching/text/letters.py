"""Classes of letters for patterns. Python's `re` has no class of its own for capitals beyond ASCII.

`CAPITAL` also matches all letters outside Latin-1, because many scripts have no capitals.
"""

CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
"""A letter that is no small one of Latin-1: a capital, or a letter of another script."""
SMALL = r"[^\W\d_A-ZÀ-ÖØ-Þ]"
"""A letter that is no capital of Latin-1: a small one, or a letter of another script."""


def in_one_case(text: str) -> bool:
    """Whether a spelling is in capitals or in small letters alone ("JANE ROE", "jane roe")."""
    return text.isupper() or text.islower()
