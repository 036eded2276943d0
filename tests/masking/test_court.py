"""Real court filings, read in place: with the parties' spellings known, none is left and nothing else is lost."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from legalredact.masking.mask import assign_tokens, mask, unmask
from legalredact.masking.payload import build_payload
from legalredact.masking.verify import verify
from legalredact.model.mention import Kind, Role
from legalredact.model.payload import VerifiedText
from legalredact.model.register import Register
from tests.masking.made import document, entity

KINDS = {"person": Kind.PERSON, "organization": Kind.ORGANIZATION}
ROLES = {"judge": Role.JUDGE, "counsel": Role.COUNSEL}


def filings(shared: Path) -> list[tuple[str, Mapping[str, Any]]]:
    """(text, gold) of every filing."""
    gold = {
        entry["file"]: entry for entry in json.loads((shared / "corpus/court/gold.json").read_text(encoding="utf-8"))
    }
    lines = (shared / "corpus/names/court.jsonl").read_text(encoding="utf-8").splitlines()
    read = [json.loads(line) for line in lines]
    return [(re.sub(r"\n[ \t]*\n", "\n\n", one["text"]), gold[one["id"]]) for one in read]


def known(gold: Mapping[str, Any]) -> Register:
    """Everybody in the gold with every surface form."""
    return Register(
        tuple(
            entity(
                one["id"], one["name"], *one["forms"], kind=KINDS[one["kind"]], role=ROLES.get(one["role"], Role.PARTY)
            )
            for one in gold["entities"]
        )
    )


def folded(text: str) -> str:
    return re.sub(r"[\s-]+", " ", text).replace("’", "'")


@pytest.mark.parametrize("number", range(11))
def test_known_names_are_masked_and_what_must_stay_stays(shared: Path, number: int) -> None:
    text, gold = filings(shared)[number]
    source = document(text, name="filing.pdf")
    register = assign_tokens(known(gold), [source])
    masked = mask(source, register, ())
    assert unmask(masked) == text
    lost = [kept for kept in gold["keep"] if folded(kept) in folded(text) and folded(kept) not in folded(masked.text)]
    assert not lost, f"{len(lost)} strings that must stay"
    outcome = verify(build_payload("p", "1", "Summarise.", [(source, masked)]), register, [masked], [source])
    found = () if isinstance(outcome, VerifiedText) else tuple(hit for hit in outcome if hit.reason != "identifier")
    assert not found
    rest = folded(masked.text)
    for cited in (*gold["citations"], *gold["own_citations"], *gold["block"]):
        rest = rest.replace(folded(cited), " § ")
    parties = [one for one in gold["entities"] if one["role"] == "party"]
    left = [
        form for one in parties for form in one["forms"] if re.search(rf"(?<!\w){re.escape(folded(form))}(?!\w)", rest)
    ]
    assert not left, f"{len(left)} surface forms of parties"
