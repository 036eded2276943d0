"""Citations of cases are found whole, with their parties, also where a line or a page tore them."""

import itertools
import json
import re
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legalredact.matching.citations.find import case_citations, short_names


def cited(text: str) -> list[tuple[str, list[str], bool]]:
    return [
        (" ".join(c.span.of(text).split()), [" ".join(p.of(text).split()) for p in c.parties], c.reported)
        for c in case_citations(text)
    ]


@pytest.mark.parametrize(
    ("citation", "parties"),
    [
        ("Alder v. Vale, 780 F.3d 304, 304-05 (5th Cir. 2015)", ["Alder", "Vale"]),
        ("Bell Quay Corp. v. Pell, 550 U.S. 544, 570 (2007)", ["Bell Quay Corp.", "Pell"]),
        ("In re Oakes, 123 B.R. 4 (Bankr. D. Del. 1991)", ["Oakes"]),
        ("Ex parte Oakes, 12 U. S. 4 (1809)", ["Oakes"]),
        ("State ex rel. Pell v. Oakes, 366 N.C. 289, 289 (2012)", ["State ex rel. Pell", "Oakes"]),
        (
            "Pell v. Oakes Health Sys. Corp., 398 S.W.3d 303, 306 (Tex. App.—Corpus Christi 2012)",
            ["Pell", "Oakes Health Sys. Corp."],
        ),
        (
            "Pell v. Oakes & Oakes of Ga., Inc., 892 F.3d 719, 726 (5th Cir. 2018)",
            ["Pell", "Oakes & Oakes of Ga., Inc."],
        ),
        ("Pell v. Oakes, 2021-NCSC-57, ¶ 25", ["Pell", "Oakes"]),
        ("Pell v. Oakes, 377 N.C. 391, 2021-NCSC-57, ¶ 23", ["Pell", "Oakes"]),
        ("Pell v. Oakes, 2010 WL 1234567, at *3 (D. Ariz. Mar. 3, 2010)", ["Pell", "Oakes"]),
        ("Pell v. Oakes, No. 21-1832, __F.4th__, 2023 WL 128600 (1st Cir. Jan. 9, 2023)", ["Pell", "Oakes"]),
        ("Pell v. Oakes, 2019 U.S. Dist. LEXIS 12345, at *7 n.2 (N.D. Cal. 2019)", ["Pell", "Oakes"]),
        ("Pell v. Oakes, 123 Cal. App. 4th 456, 460 (2004)", ["Pell", "Oakes"]),
        ("Pell v. Oakes, 16 Pet. 367, 410 (1842)", ["Pell", "Oakes"]),
        ("Pell, 556 U.S. at 678", ["Pell"]),
        ("Pell, 2023 WL 128600, at *2", ["Pell"]),
        ("Pell Coin Co., 117 N.C. App. at 4–5", ["Pell Coin Co."]),
        ("Pell, supra, at 12", ["Pell"]),
    ],
)
def test_a_citation_is_found_from_name_to_year(citation: str, parties: list[str]) -> None:
    text = f"As we held, the rule is old. See {citation}. The motion is denied."
    assert cited(text) == [(citation, parties, True)]


def test_line_breaks_do_not_tear_a_citation() -> None:
    text = "It was so held. Pell \nLogistics, Inc. v. Oakes, 236 N.C. \nApp. 340, 341-\n42 (2014). We agree."
    assert cited(text) == [
        ("Pell Logistics, Inc. v. Oakes, 236 N.C. App. 340, 341- 42 (2014)", ["Pell Logistics, Inc.", "Oakes"], True)
    ]


def test_running_lines_of_a_page_do_not_tear_a_citation_and_are_no_party() -> None:
    stamp = "Case: 21-50498     Document: 00516     Page: {}     Date Filed: 03/16/2022\nALDER V. GRANITE\n"
    torn = f"See Pell v. Quay Ground \n{stamp.format(3)}Package Sys., Inc., 614 F.3d 145, 146 (5th Cir. 2010).\n"
    text = f"{stamp.format(1)}Text.\n{stamp.format(2)}{torn}"
    found = case_citations(text)
    assert [party.of(text) for party in found[0].parties] == ["Pell", "Quay Ground", "Package Sys., Inc."]
    assert found[0].span.of(text).endswith("(5th Cir. 2010)")


def test_history_is_two_citations() -> None:
    text = "Pell v. Oakes, 236 N.C. App. 340 (2014), rev’d per curiam, Pell v. Vale, 368 N.C. 91 (2015) (per curiam)."
    assert [names for _, names, _ in cited(text)] == [["Pell", "Oakes"], ["Pell", "Vale"]]


def test_signals_and_sentences_before_a_name_are_not_in_it() -> None:
    for before in ("See also ", "(quoting ", "as held by this Court. ", "In ", "“", "argued; "):
        text = f"So {before}Pell v. Oakes, 1 F.3d 2, 3 (1st Cir. 1993)"
        assert cited(text)[0][1] == ["Pell", "Oakes"], before


def test_a_heading_above_is_not_in_the_name() -> None:
    assert cited("Standard of Review\n\nPell v. Oakes, 1 F.3d 2 (1993)")[0][1] == ["Pell", "Oakes"]


def test_a_case_by_its_name_alone_is_not_reported() -> None:
    text = "In Alder v. Granite Quay, Inc., No. 22-1801, the motion is open."
    assert cited(text) == [("Alder v. Granite Quay, Inc., No. 22-1801", ["Alder", "Granite Quay, Inc."], False)]


def test_a_name_that_is_cited_in_full_elsewhere_refers_to_that() -> None:
    text = "Pell v. Oakes, 1 F.3d 2 (1st Cir. 1993). We follow Pell v. Oakes here."
    assert [reported for *_, reported in cited(text)] == [True, True]


def test_captions_in_columns_are_no_citation() -> None:
    assert case_citations("MARGARET ALDER,\n\n     Plaintiff,\n\n  v.\n\nGRANITE QUAY, INC.,\n\n     Defendant.") == ()


def test_a_middle_initial_is_no_versus() -> None:
    assert case_citations("Theodore V. Wells appeared for the appellant.") == ()


def test_short_references_are_citations_without_names() -> None:
    assert [names for _, names, _ in cited("Id. at 369–70 (Pell, J., dissenting). See id. at 5.")] == [[], []]


def test_statutes_dates_and_addresses_are_no_citations() -> None:
    text = "28 U.S.C. § 1332, 11 Mass. Ave., 5 May 2020, 12 S.E. 2nd Avenue, Rule 4, 30 days."
    assert case_citations(text) == ()


def test_names_by_which_cited_cases_are_called_are_told() -> None:
    text = "Pell v. Oakes, 1 F.3d 2 (1993). Pell, 1 F.3d at 3."
    assert short_names(text, case_citations(text)) == {"Pell"}


PIECES = st.sampled_from(
    ["A", "v.", "1 F.3d 2", ",", "(", ")", "Id. at", " ", "\n", "In re", "No. 1", "2010 WL 3", "of", "x.", "\x1f"]
)


@given(st.lists(PIECES, max_size=60).map(" ".join) | st.text(alphabet=string.printable, max_size=300))
def test_citations_never_overlap_and_hold_their_parties(text: str) -> None:
    found = case_citations(text)
    assert all(one.span.end <= other.span.start for one, other in itertools.pairwise(found))
    assert all(citation.span.contains(party) and len(party) for citation in found for party in citation.parties)


@pytest.mark.parametrize(
    "piece", ["A v. ", "1 U.S. ", "Id. at ", "(See A v. B, 1 F.3d 1, ", " ", "1 ", "A of the ", "Aa, Bb ", "1,"]
)
def test_long_hostile_runs_are_read_to_their_end(piece: str) -> None:
    case_citations(piece * (50_000 // len(piece)))


def test_citations_of_real_filings_are_found(shared: Path) -> None:
    gold = {one["file"]: one for one in json.loads((shared / "corpus/court/gold.json").read_text("utf-8"))}
    total = found = 0
    for document in map(json.loads, (shared / "corpus/names/court.jsonl").read_text("utf-8").splitlines()):
        text, one = document["text"], gold[document["id"]]
        covered = {at for c in case_citations(text) for at in range(c.span.start, c.span.end)}
        for citation in filter(re.compile(r"\d").search, (*one["citations"], *one["own_citations"])):
            for match in re.finditer(r"\s+".join(map(re.escape, citation.split())), text):
                total += 1
                found += all(at in covered for at in range(*match.span()) if text[at].isalnum())
    assert total > 70
    assert found >= total - 3
