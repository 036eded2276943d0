"""One detector for the room, and documents of marked text. All names are invented."""

import re
from collections.abc import Callable

import pytest

from legalredact.detection.coreference.resolve import Resolution, resolve
from legalredact.detection.detect import Detector
from legalredact.documents.text.plain import document_from_text
from legalredact.model.document import Document
from legalredact.model.mention import Kind, Mention, Span, Tier
from legalredact.model.register import Register

_MARK = re.compile(r"\[(?P<kind>[POGEU])(?P<possible>\?)?(?::(?P<source>\w+))? (?P<surface>[^\]]+)\]")
_KINDS = {"P": Kind.PERSON, "O": Kind.ORGANIZATION, "G": Kind.GOVERNMENT, "E": Kind.EMAIL, "U": Kind.URL}

Look = Callable[[str], dict[str, Mention]]
Read = tuple[Document, tuple[Mention, ...]]


@pytest.fixture(scope="session")
def detector() -> Detector:
    """Models are loaded once."""
    return Detector()


def marked(text: str, name: str = "d1") -> Read:
    """A document with the mentions marked in `text`: `[P Jane Roe] met [O Acme, Inc.]`; `[P? Roe]` is possible."""
    plain, mentions, end = "", [], 0
    for match in _MARK.finditer(text):
        plain += text[end : match.start()]
        start = len(plain)
        plain += match["surface"]
        tier = Tier.POSSIBLE if match["possible"] else Tier.SUGGESTED
        kind, source = _KINDS[match["kind"]], match["source"] or "model"
        mentions.append(Mention(Span(start, len(plain)), match["surface"], kind, tier, source))
        end = match.end()
    return document_from_text(name, name, plain + text[end:]), tuple(mentions)


def resolved(*texts: str, register: Register | None = None) -> Resolution:
    """Marked texts, each a document of one matter, resolved; resolving again must change nothing."""
    read = [marked(text, f"d{number}") for number, text in enumerate(texts, 1)]
    resolution = resolve(read, register or Register())
    assert resolve(read, resolution.register).register == resolution.register
    return resolution


def who(resolution: Resolution) -> dict[str, set[str]]:
    """Name → aliases of everybody who is not a question."""
    return {e.name: set(e.aliases) for e in resolution.register.entities if not e.among}


def questions(resolution: Resolution) -> dict[str, set[str]]:
    """Ambiguous spelling → names that it could mean."""
    names = {e.id: e.name for e in resolution.register.entities}
    return {e.name: {names[one] for one in e.among} for e in resolution.register.entities if e.among}


@pytest.fixture(scope="session")
def found(detector: Detector) -> Look:
    """Detection of a text: surface in one line → its mention."""

    def look(text: str) -> dict[str, Mention]:
        mentions = detector.detect(document_from_text("d1", "d1", text))
        return {" ".join(mention.surface.split()): mention for mention in mentions}

    return look
