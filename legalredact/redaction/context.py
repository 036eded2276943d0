"""Settings that all copies of one run share."""

from dataclasses import dataclass, field

from legalredact.model.progress import Report, silent
from legalredact.redaction.near_names import NearNames
from legalredact.redaction.options import Options
from legalredact.redaction.targets import TargetSet
from legalredact.redaction.text_maps.text_map import OcrFunction


@dataclass(frozen=True, slots=True)
class CopySettings:
    """Settings for making a copy.

    Arguments:
        wanted: the names to remove.
        look: OCR; without it, names in images stay and copies made of images have no text, so only measurements
            leave it out.
        report: called after each page. There is no cancellation here: the caller ends the process instead.
        closer: pages on which an earlier copy still showed a name; OCR also reads their images enlarged.
        near: collects words near the names; None to collect none.
        wider: pages on which strokes stuck out of a box of an earlier copy; boxes there cover the letters that touch a
            name too, such as a slash, or else whole words.
        widest: pages on which that was not enough; boxes there cover whole words.
        redrawn: pages of which an earlier copy lacked something that a second engine shows; that engine draws them.
    """

    wanted: TargetSet
    look: OcrFunction | None = None
    options: Options = field(default_factory=Options)
    report: Report = silent
    closer: frozenset[int] = frozenset()
    near: NearNames | None = None
    wider: frozenset[int] = frozenset()
    widest: frozenset[int] = frozenset()
    redrawn: frozenset[int] = frozenset()
