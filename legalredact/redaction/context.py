"""How copies are made: what all of one run share."""

from dataclasses import dataclass, field

from legalredact.model.progress import Report, silent
from legalredact.redaction.options import Options
from legalredact.redaction.targets import TargetSet
from legalredact.redaction.text_maps.text_map import OcrFunction


@dataclass(frozen=True, slots=True)
class CopySettings:
    """How a copy is made.

    Arguments:
        wanted: what has to go.
        look: OCR; without it names in pictures stay and copies made of pictures have no text, so only measurements
            leave it out.
        report: told of each page that is done. Nothing asks whether to stop: the process is ended for that.
        closer: pages on which a name was still seen in an earlier copy; as pictures they are looked at larger too.
    """

    wanted: TargetSet
    look: OcrFunction | None = None
    options: Options = field(default_factory=Options)
    report: Report = silent
    closer: frozenset[int] = frozenset()
