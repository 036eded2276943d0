"""Makes a copy conform to PDF/A-2 (ISO 19005-2): level b, or u if each letter of it has a meaning in Unicode.

A copy already is what the standard asks for in all else: its fonts are embedded (invisible text needs none), its
colors are RGB and gray, and it has no transparency, encryption, script, action, attachment or annotation.
"""

from collections.abc import Iterable

import pikepdf

from legalredact.errors import Refused
from legalredact.redaction.pdf.archival import Level, srgb
from legalredact.redaction.structure.content import Letters

_LEAST, _MOST = 3.0, 14_400.0
"""Sides of a page in points (ISO 32000-1, Annex C)."""

_NO_MEANING = frozenset("\x00\ufeff\ufffe\ufffd")


def refuse_sizes(pdf: pikepdf.Pdf) -> None:
    """Errors: Refused if a page is smaller or larger than PDF/A allows."""
    for number, page in enumerate(pdf.pages, start=1):
        x0, y0, x1, y1 = (float(side) for side in page.mediabox)
        if not all(_LEAST <= side <= _MOST for side in (x1 - x0, y1 - y0)):
            raise Refused(
                f"Page {number} is smaller or larger than PDF/A allows; no copy was made.",
                "Redact it without PDF/A.",
            )


def all_mean_something(letters: Iterable[Letters]) -> bool:
    """Whether each letter has a meaning in Unicode."""
    return all(one.text and not _NO_MEANING & set(one.text) for one in letters)


def state_level(pdf: pikepdf.Pdf, level: Level) -> None:
    """Write the statement of a level, and the color space of the pages, into a PDF."""
    metadata = pdf.make_stream(level.packet)
    metadata.Type, metadata.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    pdf.Root.Metadata = metadata
    profile = pdf.make_stream(srgb())
    profile.N = 3
    pdf.Root.OutputIntents = pikepdf.Array(
        [
            pdf.make_indirect(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.OutputIntent,
                    S=pikepdf.Name.GTS_PDFA1,
                    OutputConditionIdentifier=pikepdf.String("sRGB"),
                    DestOutputProfile=profile,
                )
            )
        ]
    )
