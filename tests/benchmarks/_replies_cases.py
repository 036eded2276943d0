"""The altered replies of `replies/`: matters read from their files, and the wrong forms written over their statements.

Everything here is deterministic. A case is a whole reply that is faithful but for one alteration.
"""

import base64
import itertools
import random
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from legalredact.model.document import Place
from legalredact.model.mention import Span
from legalredact.model.payload import Passage, PayloadDocument
from legalredact.model.review import Citation, Segment
from legalredact.model.token import TOKEN

FOLDER = Path(__file__).resolve().parent / "replies"
CONFUSABLE = {
    "cyrillic": str.maketrans("ACEINOPRSTY", "АСЕІΝОРЯЅТУ"),
    "greek": str.maketrans("AEINOPTYZK", "ΑΕΙΝΟΡΤΥΖΚ"),
}
LEGAL_FORMS = ("Inc.", "LLC", "LLP", "Company", "N.A.", "Foundation", "Authority", "Partners")


@dataclass(frozen=True, slots=True)
class Statement:
    """A faithful statement and its wrong variants: class, changed text, citations."""

    id: str
    segment: Segment
    altered: tuple[tuple[str, Segment], ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter: names by token, masked documents, the faithful statements by document."""

    name: str
    names: dict[str, tuple[str, ...]]
    documents: tuple[PayloadDocument, ...]
    statements: dict[str, tuple[Statement, ...]]

    def all_statements(self) -> list[Statement]:
        """Every statement, in the order of the reply."""
        return [statement for statements in self.statements.values() for statement in statements]

    def faithful(self) -> tuple[Segment, ...]:
        """The reply without any alteration: a heading for each document, its statements below."""
        return tuple(segment for document in self.documents for segment in self.section(document))

    def section(self, document: PayloadDocument) -> list[Segment]:
        """One document's part of the faithful reply."""
        return [heading_of(document), *(statement.segment for statement in self.statements[document.id])]


@dataclass(frozen=True, slots=True)
class Case:
    """One altered reply.

    Arguments:
        kind: class of the alteration, `"figure/date"`.
        name: which statement or document was altered, for the developers' list.
        segments: the reply.
        at: index of the altered segment; None where the reply as a whole is wrong.
        was: index of the segment in the faithful reply that it takes the place of; None for an added one.
    """

    kind: str
    name: str
    segments: tuple[Segment, ...]
    at: int | None = None
    was: int | None = None


def heading_of(document: PayloadDocument) -> Segment:
    """The heading that the prompt asks for."""
    return Segment(document.masked_title, heading=True)


def read_half(half: str) -> tuple[list[Matter], dict[str, Any]]:
    """The matters and the forms of `"seen"`, `"held"` or `"held2"`."""
    raw = {path.name.partition(".")[0]: tomllib.loads(text_of(path)) for path in sorted((FOLDER / half).iterdir())}
    forms = raw.pop("forms")
    return [read_matter(name, data) for name, data in raw.items()], forms


def text_of(path: Path) -> str:
    """A data file's text; the held halves are base64."""
    data = path.read_bytes()
    return (base64.b64decode(data) if path.suffix == ".b64" else data).decode()


def read_matter(name: str, data: dict[str, Any]) -> Matter:
    """A matter from its parsed file."""
    documents = tuple(read_document(key, value) for key, value in data["documents"].items())
    statements: dict[str, list[Statement]] = {document.id: [] for document in documents}
    for row in data["statements"]:
        statements[row["id"].partition("-")[0]].append(read_statement(row))
    names = {token: tuple(forms) for token, forms in data["names"].items()}
    return Matter(name, names, documents, {key: tuple(rows) for key, rows in statements.items()})


def read_document(key: str, data: dict[str, Any]) -> PayloadDocument:
    """A document from its table; its passages are `p1`, `p2`, …"""
    places = data.get("places", {})
    passages = tuple(
        Passage(f"p{n}", text, Place(label=places.get(n, f"paragraph {n}")), Span(0, len(text)))
        for n, text in data["passages"].items()
    )
    return PayloadDocument(key, data["title"], passages)


def read_statement(row: dict[str, Any]) -> Statement:
    """A statement with its hand-written wrong variants."""
    right = Segment(row["text"], citations_of(row["cites"]))
    altered = tuple((entry[0], altered_segment(right, *entry[1:])) for entry in row["altered"])
    return Statement(row["id"], right, altered)


def altered_segment(right: Segment, change: str, cites: str = "") -> Segment:
    """`right` with a change of the form `"old => new"`, or other citations."""
    text = right.text
    if change:
        old, _, new = change.partition(" => ")
        if text.count(old) != 1:
            raise ValueError(f"{old!r} stands {text.count(old)} times in {text!r}")
        text = text.replace(old, new)
    return Segment(text, citations_of(cites) if cites else right.citations)


def citations_of(written: str) -> tuple[Citation, ...]:
    """Citations written as `"lease 1, lease 4-5"`."""
    out = []
    for part in written.split(","):
        document, _, passages = part.strip().partition(" ")
        first, _, last = passages.partition("-")
        out.append(Citation(document, f"p{first}", f"p{last or first}"))
    return tuple(out)


def cases(half: str, matters: list[Matter], forms: dict[str, Any]) -> Iterator[tuple[Matter, Case]]:
    """Every altered reply of a half, the hand-written ones first."""
    for matter in matters:
        for statement in matter.all_statements():
            for kind, segment in statement.altered:
                yield matter, swapped(matter, statement, kind, segment)
    for matter, case in generated(half, matters, forms):
        yield matter, case


def swapped(matter: Matter, statement: Statement, kind: str, *segments: Segment) -> Case:
    """The faithful reply with `statement` replaced; the last of `segments` is the altered one."""
    reply = list(matter.faithful())
    at = reply.index(statement.segment)
    reply[at : at + 1] = segments
    return Case(kind, statement.id, tuple(reply), at + len(segments) - 1, at)


def generated(half: str, matters: list[Matter], forms: dict[str, Any]) -> Iterator[tuple[Matter, Case]]:
    """The forms that fit any statement, over statements chosen with a fixed seed."""
    yield from tokens(half, matters, forms["damaged_tokens"])
    yield from names(half, matters, forms)
    yield from citations(half, matters)
    for kind, key in (("link/any", "links"), ("mark/direction", "marks"), ("mark/script", "scripts")):
        yield from templates(half, matters, kind, forms[key])
    yield from whole_replies(matters, forms)


def picked(
    seed: str, matters: list[Matter], number: int, fits: Callable[[Statement], bool]
) -> list[tuple[Matter, Statement]]:
    """`number` statements that fit, without repetition while there are enough."""
    all_of = [(matter, statement) for matter in matters for statement in matter.all_statements() if fits(statement)]
    chance = random.Random(seed)  # noqa: S311 - a choice of samples, no secret
    chance.shuffle(all_of)
    return [all_of[n % len(all_of)] for n in range(number)]


def has_token(statement: Statement) -> bool:
    """Whether the statement has a token to alter."""
    return TOKEN.search(statement.segment.text) is not None


def tokens(half: str, matters: list[Matter], damages: list[str]) -> Iterator[tuple[Matter, Case]]:
    """Three statements for each damage of a token, and tokens of nobody."""
    rows = picked(f"{half} damage", matters, 3 * len(damages), has_token)
    for n, (matter, statement) in enumerate(rows):
        found = TOKEN.search(statement.segment.text)
        if found is not None:
            text = damaged(found[0], damages[n % len(damages)])
            yield matter, swapped(matter, statement, "token/damaged", with_token(statement.segment, found[0], text))
    for matter, statement in picked(f"{half} unknown", matters, 20, has_token):
        found = TOKEN.search(statement.segment.text)
        if found is not None:
            word = found[0].partition("_")[0]
            yield (
                matter,
                swapped(matter, statement, "token/unknown", with_token(statement.segment, found[0], f"{word}_X")),
            )


def with_token(segment: Segment, token: str, text: str) -> Segment:
    """`segment` with `text` in the first place of `token`."""
    return replace(segment, text=segment.text.replace(token, text, 1))


def damaged(token: str, template: str) -> str:
    """A token in another writing. Fields: its word and tail, in other cases, halves, letters that look alike."""
    word, _, tail = token.partition("_")
    return template.format(
        word=word,
        tail=tail,
        word_lower=word.lower(),
        tail_lower=tail.lower(),
        word_title=word.title(),
        half1=word[: len(word) // 2],
        half2=word[len(word) // 2 :],
        misspelled=word[0] + word[2:],
        wide="".join(chr(ord(letter) + 0xFEE0) for letter in token),
        bold="".join(chr(ord(letter) - ord("A") + 0x1D400) for letter in word),
        spaced=" ".join(token),
        cyrillic=word.translate(CONFUSABLE["cyrillic"]),
        greek=word.translate(CONFUSABLE["greek"]),
    )


def names(half: str, matters: list[Matter], forms: dict[str, Any]) -> Iterator[tuple[Matter, Case]]:
    """Four statements for each writing of a person's name, and of an organization's."""
    for kind, key in (("person", "person_names"), ("organization", "organization_names")):
        written: list[str] = forms[key]
        rows = [
            (matter, statement, found[0])
            for matter, statement in picked(f"{half} {kind}", matters, len(matter_statements(matters)), has_token)
            for found in TOKEN.finditer(statement.segment.text)
            if found[0] in matter.names and is_organization(matter.names[found[0]][0]) == (kind == "organization")
        ]
        for n, template in enumerate(4 * written):
            matter, statement, token = rows[n % len(rows)]
            text = name_as(matter.names[token][0], template)
            yield matter, swapped(matter, statement, f"name/{kind}", with_token(statement.segment, token, text))


def matter_statements(matters: list[Matter]) -> list[Statement]:
    """Every statement of the matters."""
    return [statement for matter in matters for statement in matter.all_statements()]


def is_organization(name: str) -> bool:
    """Whether an invented name is an organization's: it has a legal form or more than two words."""
    return any(form in name for form in LEGAL_FORMS) or len(name.split()) > 2


def name_as(full: str, template: str) -> str:
    """A name in a shorter or another writing."""
    words = full.replace(",", "").split()
    core = [word for word in words if word not in (*LEGAL_FORMS, "The", "and")]
    letters = [word[0] for word in words if word not in ("Inc.", "LLC", "LLP", "N.A.", "and")]
    return template.format(
        full=full,
        full_upper=full.upper(),
        first=words[0],
        last=words[-1],
        last_upper=words[-1].upper(),
        f=words[0][0],
        l=words[-1][0],
        short=" ".join(core),
        short_upper=" ".join(core).upper(),
        first_word=core[0],
        acronym="".join(letters) if len(letters) > 2 else " ".join(core),
        dotted="".join(f"{letter}." for letter in letters),
    )


def citations(half: str, matters: list[Matter]) -> Iterator[tuple[Matter, Case]]:
    """Sources that do not exist, none at all, and passages chosen at random that say nothing of it."""
    wrong = [("no-such-document", "p1", "p1"), ("", "p99", "p99"), ("", "p2", "p1"), ("", "p1", "p99")]
    for n, (matter, statement) in enumerate(picked(f"{half} nonexistent", matters, 16, always)):
        document, first, last = wrong[n % len(wrong)]
        cited = Citation(document or statement.segment.citations[0].document_id, first, last)
        segment = replace(statement.segment, citations=(cited,))
        yield matter, swapped(matter, statement, "citation/nonexistent", segment)
    for matter, statement in picked(f"{half} uncited", matters, 15, always):
        yield matter, swapped(matter, statement, "citation/none", replace(statement.segment, citations=()))
    for kind in ("wrong-passage", "wrong-document"):
        for n, (matter, statement) in enumerate(picked(f"{half} {kind}", matters, 35, always)):
            if not (places := elsewhere(matter, statement, other_document=kind == "wrong-document")):
                continue
            cited = places[random.Random(f"{half} {kind} {n}").randrange(len(places))]  # noqa: S311 - no secret
            segment = replace(statement.segment, citations=(cited,))
            yield matter, swapped(matter, statement, f"citation/{kind}", segment)


def always(statement: Statement) -> bool:
    """Every statement fits."""
    return bool(statement)


def elsewhere(matter: Matter, statement: Statement, *, other_document: bool) -> list[Citation]:
    """Passages that the statement does not rest on: of a document it does not cite, or not beside a cited one."""
    cited = {
        (citation.document_id, n)
        for citation in statement.segment.citations
        for n in range(int(citation.first[1:]) - 1, int(citation.last[1:]) + 2)
    }
    documents = {document for document, _ in cited}
    return [
        Citation(document.id, passage.id, passage.id)
        for document in matter.documents
        if (document.id not in documents) == other_document
        for passage in document.passages
        if (document.id, int(passage.id[1:])) not in cited
    ]


def templates(half: str, matters: list[Matter], kind: str, written: list[str]) -> Iterator[tuple[Matter, Case]]:
    """Two statements for each template around a statement's text."""
    for n, (matter, statement) in enumerate(picked(f"{half} {kind}", matters, 2 * len(written), always)):
        text = written[n % len(written)].replace("{text}", statement.segment.text)
        yield matter, swapped(matter, statement, kind, replace(statement.segment, text=text))


def whole_replies(matters: list[Matter], forms: dict[str, Any]) -> Iterator[tuple[Matter, Case]]:
    """Headings, silence on a document, refusals, other languages."""
    by_id = {statement.id: (matter, statement) for matter in matters for statement in matter.all_statements()}
    for matter in matters:
        yield from silences(matter)
        yield from wrong_headings(matter)
    for document, text in forms["heading_statements"]:
        matter, statement = by_id[f"{document}-2"]
        extra = Segment(text, heading=True)
        reply = list(matter.faithful())
        at = reply.index(statement.segment)
        yield matter, Case("form/heading-statement", document, (*reply[:at], extra, *reply[at:]), at)
    for n, text in enumerate(forms["refusals"]):
        matter = matters[n % len(matters)]
        reply = list(matter.faithful())
        cited = Segment(text, reply[1].citations)
        yield matter, Case("form/refusal", f"cited {n}", (*reply[:1], cited, *reply[1:]), 1)
        yield matter, Case("form/refusal", f"first {n}", (Segment(text), *reply), 0)
        yield matter, Case("form/refusal", f"alone {n}", (Segment(text),), 0)
    for identifier, text in forms["languages"]:
        matter, statement = by_id[identifier]
        yield matter, swapped(matter, statement, "form/language", replace(statement.segment, text=text))


def silences(matter: Matter) -> Iterator[tuple[Matter, Case]]:
    """A reply that says nothing of one document, with its heading and without; statements of others cite it not."""
    for quiet in matter.documents:
        for keeps_heading in (True, False):
            reply = []
            for document in matter.documents:
                section = matter.section(document)
                reply += (section[:1] if keeps_heading else []) if document is quiet else section
            said = [s for s in reply if quiet.id not in {citation.document_id for citation in s.citations}]
            yield matter, Case("form/document-silent", f"{quiet.id} {keeps_heading}", tuple(said))


def wrong_headings(matter: Matter) -> Iterator[tuple[Matter, Case]]:
    """Two documents' headings exchanged, and a heading twice."""
    reply = list(matter.faithful())
    headings = [n for n, segment in enumerate(reply) if segment.heading]
    for a, b in itertools.pairwise(headings):
        other = list(reply)
        other[a], other[b] = other[b], other[a]
        yield matter, Case("form/heading-order", reply[a].text, tuple(other))
    again = (*reply[: headings[1] - 2], reply[0], *reply[headings[1] - 2 :])
    yield matter, Case("form/heading-twice", reply[0].text, again)
