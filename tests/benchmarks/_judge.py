"""The scorer beside the checkout (../shared/tools), and the effort that a person is asked for."""

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
CORPORA = SHARED / "corpus/names"
FILES = ("court", "tab144_dev", "inlegal_dev_A", "presidio_synth_v2_A", "us_dockets_small")
"""Labelled corpora; of the dockets the parties alone are labelled, so that they tell nothing of precision."""
NAMES = ("PERSON", "ORG", "PARTY", "ATTORNEY", "JUDGE")

Row = dict[str, Any]


def judge() -> Callable[..., tuple[Row, list[Any]]]:
    """The scorer's function: of gold, predictions, tiers, whether the gold is incomplete, and misses to show."""
    score: Callable[..., tuple[Row, list[Any]]] = module("score_names", SHARED / "tools/score_names.py").score
    return score


def module(name: str, path: Path) -> Any:
    """A script beside the checkout."""
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(path.name)
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def decisions(rows: list[Row], found: dict[str, list[Row]]) -> tuple[int, int]:
    """Names that a person is asked to decide on, after clustering, and those of them that the gold names."""
    asked = needed = 0
    for row in rows:
        open_ones = {m["entity"] for m in found[row["id"]] if m["asked"]}
        gold = [(span["start"], span["end"]) for span in row["spans"] if span["type"] in NAMES]
        meant = {
            m["entity"]
            for m in found[row["id"]]
            if m["asked"] and any(m["start"] < end and start < m["end"] for start, end in gold)
        }
        asked, needed = asked + len(open_ones), needed + len(meant)
    return asked, needed


def mentions(document: Any, found: Any) -> list[Row]:
    """What the scorer reads of a document that is a matter of its own."""
    from legalredact.detection.coreference.resolve import resolve
    from legalredact.model.register import Register

    resolution = resolve([(document, found)], Register())
    asked = {entity.id for entity in resolution.register.entities if entity.open}
    return [
        {
            "start": m.span.start,
            "end": m.span.end,
            "kind": m.kind,
            "entity": m.entity,
            "tier": m.tier,
            "asked": m.entity in asked,
        }
        for m in resolution.mentions[document.id]
        if m.kind.is_name
    ]
