"""Real court filings with hand-made gold, read in place: what of the parties is left in a payload."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from legalredact.model.register import Register
from legalredact.workflow.compute.payload import Prepared
from legalredact.workflow.matter.open_matter import OpenMatter

SPACE = re.compile(r"[\s\u00ad\u200b]+")


@dataclass(frozen=True)
class Filing:
    """One file and its gold."""

    path: Path
    gold: dict[str, Any]

    @property
    def parties(self) -> tuple[dict[str, Any], ...]:
        """Entities that are parties beyond doubt."""
        return tuple(e for e in self.gold["entities"] if e["role"] == "party" and "doubtful" not in e)

    @property
    def typed(self) -> str:
        """The register file that a paralegal would type at intake: the parties' canonical names."""
        return "".join(f"{entity['name']} | party\n" for entity in self.parties)

    @property
    def citations(self) -> tuple[str, ...]:
        """Reported cases, in which a name may stay, and strings in which a party's name is no name."""
        return (*self.gold["citations"], *self.gold["own_citations"], *self.gold["block"])


def filings(shared: Path) -> tuple[Filing, ...]:
    """All of `corpus/court`."""
    folder = shared / "corpus" / "court"
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    return tuple(Filing(folder / entry["file"], entry) for entry in gold)


def folded(text: str) -> str:
    """White space made one blank, quotes made straight."""
    return SPACE.sub(" ", text).replace("’", "'").replace("“", '"').replace("”", '"')


def occurrences(filing: Filing, text: str) -> Iterator[str]:
    """Each place where a party's surface form stands in `text`, outside citations of reported cases."""
    rest = folded(text)
    for citation in sorted(filing.citations, key=len, reverse=True):
        rest = rest.replace(folded(citation), " § ")
    for entity in filing.parties:
        taken = rest
        for form in sorted(entity["forms"], key=len, reverse=True):
            words = r"[\s-]*".join(re.escape(word) for word in re.split(r"[\s-]+", folded(form)))
            pattern = re.compile(rf"(?<!\w){words}(?!\w)")
            yield from (form for _ in pattern.finditer(taken))
            taken = pattern.sub(" § ", taken)


def payload_text(prepared: Prepared) -> str:
    """All that would leave, as one text."""
    return "\n\n".join(prepared.payload.parts()[1:])


def lost_keeps(filing: Filing, matter: OpenMatter, prepared: Prepared) -> tuple[str, ...]:
    """Strings that had to stay (case numbers, dates, amounts …) and do not stand in the payload as often as before."""
    masked = folded(payload_text(prepared))
    spoken = folded("\n\n".join(_spoken(matter)))
    keep = (folded(word) for word in filing.gold["keep"])
    return tuple(word for word in keep if masked.count(word) < spoken.count(word))


def _spoken(matter: OpenMatter) -> Iterator[str]:
    from legalredact.model.document import BESIDE_THE_PAGE

    for document in matter.documents:
        yield from (document.text_of(block) for block in document.blocks if block.kind not in BESIDE_THE_PAGE)


def typed_register(filing: Filing) -> Register:
    """`Filing.typed`, parsed."""
    from legalredact.detection.document_facts.register_file import parse_register

    return parse_register(filing.typed)
