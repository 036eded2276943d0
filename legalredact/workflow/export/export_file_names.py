"""Names of exported files that people recognize: ``Alder – Chronology – signed.docx``."""

import itertools
import re
from collections.abc import Sequence
from pathlib import Path

from legalredact.model.clean_text import clean
from legalredact.model.export import SummaryExport

_UNUSABLE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')
"""Characters that no name of a file has on one of the systems (Microsoft, "Naming Files, Paths, and Namespaces")."""
_VERSUS = re.compile(r",?\s+(?:v|vs)\.?\s.*", re.IGNORECASE | re.DOTALL)
_MOST = 60
"""Characters of each part; the whole is far below the 255 bytes of most file systems."""


def file_names(content: SummaryExport, forms: Sequence[str], folder: Path) -> tuple[Path, ...]:
    """A path for each form, all with one name, of which no file is in the folder.

    The name has the first side of the matter, the title, the document if there is only one, and whether it is signed.
    Nothing is replaced: a second export gets a number.
    """
    name = base_name(content)
    stems = (name if number == 1 else f"{name} ({number})" for number in itertools.count(1))
    numbered = (tuple(folder / f"{stem}.{form}" for form in forms) for stem in stems)
    return next(paths for paths in numbered if not any(path.exists() for path in paths))


def base_name(content: SummaryExport) -> str:
    """The name without its ending."""
    document = Path(content.documents[0].name).stem if len(content.documents) == 1 else ""
    state = "signed" if content.signature else "DRAFT"
    parts = (_VERSUS.sub("", content.matter), content.title, document, state)
    return " – ".join(filter(None, map(_usable, parts)))


def _usable(text: str) -> str:
    """Text that every file system accepts as a part of a name."""
    usable = " ".join(_UNUSABLE.sub(" ", clean(text)).split())[:_MOST]
    return usable.strip(" .")
