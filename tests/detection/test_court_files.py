"""Figures on real court filings, where they are present: names found, who is who, and what a register leads to."""

import importlib.util
import json
import re
from pathlib import Path
from typing import Any

import pytest

from legalredact.detection.coreference.resolve import Resolution, resolve
from legalredact.detection.detect import Detector
from legalredact.detection.document_facts.register_file import parse_register
from legalredact.documents.text.plain import document_from_text
from legalredact.masking.mask import assign_tokens, mask
from legalredact.model.document import Document
from legalredact.model.mention import Mention
from legalredact.model.register import Register

Row = dict[str, Any]
Read = tuple[Document, tuple[Mention, ...]]


def lines(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def rows(shared: Path) -> list[Row]:
    return lines(shared / "corpus/names/court.jsonl")


@pytest.fixture(scope="module")
def gold(shared: Path) -> list[Row]:
    found: list[Row] = json.loads((shared / "corpus/court/gold.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def read(rows: list[Row], detector: Detector) -> dict[str, Read]:
    documents = [document_from_text(f"d{n}", row["id"], row["text"]) for n, row in enumerate(rows, 1)]
    return {document.name: (document, detector.detect(document)) for document in documents}


@pytest.fixture(scope="module")
def score(shared: Path, rows: list[Row], read: dict[str, Read]) -> Row:
    spec = importlib.util.spec_from_file_location("score_names", shared / "tools/score_names.py")
    assert spec is not None
    assert spec.loader is not None
    judge = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(judge)
    predictions = {name: [_row(m) for m in _resolved(one).mentions[one[0].id]] for name, one in read.items()}
    result: Row = judge.score(rows, predictions, {"suggested"}, silver=False, misses=0)[0]
    return result


def _row(mention: Mention) -> Row:
    name = mention.kind.is_name
    return {
        "start": mention.span.start,
        "end": mention.span.end,
        "entity": mention.entity,
        "tier": mention.tier if name else "",
    }


def _resolved(one: Read, register: Register | None = None) -> Resolution:
    return resolve([one], register or Register())


def test_names_are_found(score: Row) -> None:
    assert score["recall PERSON"] >= 99.5
    assert score["recall ORG"] >= 98
    assert score["precision"] >= 90


def test_who_is_who(score: Row) -> None:
    assert score["B-cubed P"] >= 99.5
    assert score["B-cubed R"] >= 95.5


@pytest.mark.parametrize("typed", [True, False])
def test_parties_are_masked(gold: list[Row], read: dict[str, Read], typed: bool) -> None:
    """With their names alone in the register no spelling is left; without one, at most 3 of 100 places."""
    total, left = 0, 0
    for row in gold:
        if row["file"] not in read:
            continue
        parties = [e for e in row["entities"] if e["role"] == "party"]
        register = parse_register("\n".join(f"{e['name']} | party" for e in parties)) if typed else Register()
        document, _ = one = read[row["file"]]
        resolution = _resolved(one, register)
        named = assign_tokens(resolution.register, [document])
        text = _plain(mask(document, named, resolution.mentions[document.id]).text, row["block"])
        for form in (form for e in parties for form in e["forms"]):
            total += _count(form, _plain(document.text, row["block"]))
            left += _count(form, text)
    assert total > 300
    assert left == 0 if typed else left <= 0.03 * total


def test_what_must_stay_stays(gold: list[Row], read: dict[str, Read]) -> None:
    for row in gold:
        if row["file"] in read:
            document, _ = one = read[row["file"]]
            resolution = _resolved(one)
            named = assign_tokens(resolution.register, [document])
            text = _plain(mask(document, named, resolution.mentions[document.id]).text, [])
            before = _plain(document.text, [])
            assert [k for k in row["keep"] if _plain(k, []) in before and _plain(k, []) not in text] == [], row["file"]


def test_resolving_again_changes_nothing(read: dict[str, Read]) -> None:
    for one in read.values():
        register = _resolved(one).register
        assert _resolved(one, register).register == register


def _plain(text: str, blocked: list[str]) -> str:
    plain = " ".join(text.split())
    for phrase in blocked:
        plain = plain.replace(phrase, "")
    return plain


def _count(form: str, text: str) -> int:
    return len(re.findall(rf"(?<!\w){re.escape(_plain(form, []))}(?!\w)", text))
