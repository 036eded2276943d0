"""The whole way on real court filings, scans included, and what is left of the parties' names.

The suite takes two of them; `dev.py bench court` takes all.
"""

import os
from pathlib import Path

import pytest

from legalredact import wiring
from legalredact.model.mention import Tier
from legalredact.model.policy import Policy
from legalredact.model.review import Verdict
from legalredact.summary import prompts
from legalredact.vault.keys import ThrowAwayKey
from legalredact.workflow.export.export import export
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.send.summarize import summarize
from legalredact.workflow.sign_off.sign_off import review
from tests.end_to_end.court import Filing, filings, lost_keeps, occurrences, payload_text, typed_register

pytestmark = pytest.mark.long

FILES = 12
WHOLE = os.environ.get("COURT") == "all"
SHARE_LEFT = 0.03
PROMPT = prompts.load()["document-abstract"]


@pytest.fixture(scope="module")
def all_filings(shared: Path) -> tuple[Filing, ...]:
    found = filings(shared)
    assert len(found) == FILES
    return found


def opened(filing: Filing, folder: Path, *, typed: bool) -> OpenMatter:
    parts = wiring.real().parts(Policy(), None)
    matter = OpenMatter.create(folder / f"{filing.path.stem}-{typed}", ThrowAwayKey(), parts, "preparer")
    if typed:
        matter.type_names(typed_register(filing))
    added = matter.add([filing.path])
    assert not added.refused
    matter.accept(Tier.SUGGESTED)
    return matter


@pytest.mark.parametrize("number", range(FILES) if WHOLE else (0, 11))
def test_the_whole_way_runs_and_with_a_typed_register_no_party_is_left(
    all_filings: tuple[Filing, ...], number: int, tmp_path: Path
) -> None:
    filing = all_filings[number]
    with opened(filing, tmp_path, typed=True) as matter:
        prepared = matter.prepare(PROMPT)
        assert list(occurrences(filing, payload_text(prepared))) == []
        assert lost_keeps(filing, matter, prepared) == ()
        summary = summarize(matter, PROMPT)
        assert summary.checked.restorable
        reasons = dict.fromkeys(range(len(summary.checked.findings)), "Compared.")
        review(matter, summary, "reviewer", Verdict.APPROVED, settled=reasons)
        files = export(matter, summary, tmp_path / "out")
        assert [file.suffix for file in files] == [".docx", ".pdf", ".md"]
        assert all(file.stat().st_size > 0 for file in files)
        matter.check_whole()


@pytest.mark.skipif(not WHOLE, reason="all court files: dev.py bench court")
def test_without_a_register_at_most_three_percent_of_the_party_mentions_are_left(
    all_filings: tuple[Filing, ...], tmp_path: Path
) -> None:
    left: list[str] = []
    before = 0
    for filing in all_filings:
        with opened(filing, tmp_path, typed=False) as matter:
            before += sum(1 for _ in occurrences(filing, "\n\n".join(d.text for d in matter.documents)))
            left += occurrences(filing, payload_text(matter.prepare(PROMPT)))
    assert before > 100
    assert len(left) <= SHARE_LEFT * before, sorted(left)
