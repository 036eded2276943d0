"""`legalredact batch questions` and `batch sample`: what to decide first, and an estimate of missed names."""

import secrets
from dataclasses import asdict

from legalredact.cli.session import Session
from legalredact.masking.mask import mask
from legalredact.model.production_sample import Sample
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.names.queue import Question, questions, reach_of, undecided_words
from legalredact.workflow.production.sampling import as_it_leaves, draw, estimate_of, holds, in_words, mark

_WHY = {"ambiguous": "ambiguous", "suggested": "suggested", "possible": "possible"}


def ask(session: Session) -> int:
    """`batch questions`: exit 1 if something has to be decided."""
    with session.matter() as matter:
        found = questions(matter.register, reach_of(matter.mentions), possible=session.options.possible)
        names = undecided_words(matter.register.entities)
    shown = found[: session.options.top or None]
    rows = [_question_row(one) for one in shown]
    more = [f"… and {len(found) - len(shown):,} more"] if len(shown) < len(found) else []
    lines = [*(_question_line(one) for one in shown), *more]
    session.answer({"open": len(found), "questions": rows}, "\n".join(lines) or names)
    return 1 if found else 0


def draw_pages(session: Session) -> int:
    """`batch sample draw`."""
    options = session.options
    with session.matter() as matter:
        sample = draw(matter, options.pages, options.seed or secrets.token_hex(4))
        row = _sample_row(matter, sample)
    words = f"Drew {len(sample.pages):,} of {sample.population:,} pages (seed {sample.seed}). Look: batch sample show."
    session.answer(row, words)
    return 0


def show(session: Session) -> int:
    """`batch sample show`: exit 1 while pages wait for review."""
    with session.matter() as matter:
        sample = matter.store.sample()
        if sample is None:
            session.answer({"pages": [], "estimate": None}, "No sample was drawn yet: batch sample draw.")
            return 1
        row, words = _sample_row(matter, sample), _standing(matter, sample)
        numbers = [n for n in range(1, len(sample.pages) + 1) if session.options.page in (0, n)]
        texts = {n: _text(matter, sample, n) for n in numbers} if session.options.page else {}
    shown = [f"{n:>4}  {_page_words(sample, n)}" for n in numbers]
    session.answer(row | {"texts": texts}, "\n".join((*shown, *texts.values(), words)))
    return 1 if len(sample.looked) < len(sample.pages) else 0


def mark_pages(session: Session) -> int:
    """`batch sample mark`."""
    with session.matter() as matter:
        for number, missed in session.options.counts:
            mark(matter, number, missed)
        sample = matter.store.sample()
        assert sample is not None  # noqa: S101 - `mark` refuses without one
        row, words = _sample_row(matter, sample), _standing(matter, sample)
    session.answer(row, words)
    return 0


def _question_row(one: Question) -> dict[str, object]:
    entity = one.entity
    return {
        "id": entity.id,
        "why": one.why,
        "name": entity.name,
        "token": entity.token,
        "kind": entity.kind,
        "role": entity.role,
        "among": entity.among,
        "documents": one.reach.documents,
        "places": one.reach.places,
    }


def _question_line(one: Question) -> str:
    entity = one.entity
    return f"{entity.id:<7}{_WHY[one.why]:<19}{entity.role:<13}{entity.name}: {one.reach}"


def _sample_row(matter: OpenMatter, sample: Sample) -> dict[str, object]:
    found = estimate_of(sample)
    return {
        "seed": sample.seed,
        "population": sample.population,
        "holds": holds(sample, matter.register),
        "pages": [
            {"document": one.stretch.document_id, "page": one.stretch.page, "missed": one.missed}
            for one in sample.pages
        ],
        "estimate": asdict(found) if found else None,
    }


def _page_words(sample: Sample, number: int) -> str:
    one = sample.pages[number - 1]
    place = f"page {one.stretch.page}" if one.stretch.page else f"from character {one.stretch.span.start:,}"
    missed = "not looked at" if one.missed is None else f"{one.missed} missed"
    return f"{one.stretch.document_id} {place}: {missed}"


def _text(matter: OpenMatter, sample: Sample, number: int) -> str:
    stretch = sample.pages[number - 1].stretch
    register = matter.named()
    entities = {entity.id: entity for entity in register.entities}
    document = matter.store.document(stretch.document_id)
    found = matter.mentions.get(stretch.document_id, ())
    masked = mask(document, register, found)
    pieces = as_it_leaves(document, masked, stretch.span, found, entities)
    return "".join(f"[possible: {piece.text}]" if piece.possible else piece.text for piece in pieces)


def _standing(matter: OpenMatter, sample: Sample) -> str:
    found = estimate_of(sample)
    words = in_words(found) if found else "No page was looked at yet."
    changed = "" if holds(sample, matter.register) else " Names were decided since it was drawn: draw again to be sure."
    return words + changed
