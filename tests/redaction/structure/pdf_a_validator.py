"""What pikepdf's validator finds in a copy: it approves a PDF/A-2b only if it knows each part of it and its rule.

Its rules are those of the veraPDF profiles. It knows no level 2u; of a 2u copy all rules of 2b are checked but the one
that the file says "B". What 2u adds, that each letter has a meaning, is checked by `pdf_a_rules`.
"""

from pathlib import Path

_SAYS_U = "ISO_19005_2:6.6.4-3"
"""The rule that the metadata state the level "B"."""


def findings(copy: Path) -> list[str]:
    """Each violated rule and each part that the validator does not know; empty if it approves the file."""
    # Loaded only here: the schemas behind it compile grammars for seconds, and every process of the suite collects.
    from pikepdf import pdfa

    found = pdfa.validate_written(copy, "2b").findings
    return [str(one) for one in found if not (one.rule == _SAYS_U and "conformance is 'U'" in str(one))]
