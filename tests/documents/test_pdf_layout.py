"""Reading order: what belongs together stands together, and what does not is never glued."""

from pathlib import Path

import pymupdf
import pytest

from legalredact.model.document import BlockKind
from tests.documents.pdf_files import block_with, one_page, page_with, paragraph, read, saved, texts

LEFT_COLUMN = """
The parties met at the harbour office of
Marisol Quenby on the ninth of May and
agreed that the boats would be repaired
before the season began, at the cost of
the yard, which had built them badly and
had said so in two letters to its insurer.
"""
RIGHT_COLUMN = """
No boat was repaired. The yard closed in
June, and its owner, Tobias Wendelin, has
moved to another state. He says that the
letters were written by a clerk who had
no right to bind him, and that in any case
the season had begun when they arrived.
"""


def two_columns(path: Path, interleaved: bool) -> Path:
    left, right = paragraph(72, 100, LEFT_COLUMN), paragraph(318, 100, RIGHT_COLUMN)
    lines = [line for pair in zip(left, right, strict=True) for line in pair] if interleaved else left + right
    return one_page(path, lines)


@pytest.mark.parametrize("interleaved", [False, True])
def test_two_columns_are_read_one_after_the_other(tmp_path: Path, interleaved: bool) -> None:
    document = read(two_columns(tmp_path / "a.pdf", interleaved))

    assert texts(document) == [LEFT_COLUMN.strip(), RIGHT_COLUMN.strip()]


def test_a_caption_with_a_drawn_rule_has_two_whole_sides(tmp_path: Path) -> None:
    left = ["MARISOL QUENBY,", "", "Plaintiff,", "", "v.", "", "WENDELIN BOATYARD, INC.,", "", "Defendant."]
    lines: list[tuple[float, float, str]] = [(150, 60, "SUPERIOR COURT OF THE STATE OF NEW HARBOUR, COUNTY OF PIERS")]
    for index, text in enumerate(left):
        lines.append((72, 100 + 14 * index, text))
        lines.append((300, 100 + 14 * index, ")"))
    lines += [
        (320, 128, "Case No. 24-CV-0117"),
        (320, 156, "COMPLAINT FOR DAMAGES"),
        (320, 170, "AND DEMAND FOR JURY TRIAL"),
    ]
    lines += paragraph(
        72, 260, "Plaintiff Marisol Quenby, by her counsel, says of her own knowledge and otherwise on\nbelief:"
    )

    document = read(one_page(tmp_path / "a.pdf", lines))

    assert texts(document, BlockKind.TABLE_CELL) == [
        "MARISOL QUENBY,\nPlaintiff,\nv.\nWENDELIN BOATYARD, INC.,\nDefendant.",
        "Case No. 24-CV-0117\nCOMPLAINT FOR DAMAGES\nAND DEMAND FOR JURY TRIAL",
    ]
    assert ")" not in document.text


def test_a_long_name_that_nearly_touches_the_rule_stays_on_its_side(tmp_path: Path) -> None:
    lines = []
    for index, text in enumerate(
        ["QUENBY & SONS HARBOUR SERVICES LLC,", "Plaintiff,", "v.", "TOBIAS WENDELIN,", "Defendant."]
    ):
        lines += [
            (72, 100 + 14 * index, text),
            (296, 100 + 14 * index, "§"),
            (310, 100 + 14 * index, "IN THE DISTRICT COURT"[: 21 - index]),
        ]

    document = read(one_page(tmp_path / "a.pdf", lines))

    assert texts(document)[0] == "QUENBY & SONS HARBOUR SERVICES LLC,\nPlaintiff,\nv.\nTOBIAS WENDELIN,\nDefendant."


def test_a_caption_without_rules_has_two_whole_sides(tmp_path: Path) -> None:
    lines: list[tuple[float, float, str]] = [
        (72, 100, "IN RE: Wendelin Boatyard Keel"),
        (72, 114, "Products Litigation,"),
    ]
    lines += [(340, 100, "No. MDL 24-00117"), (340, 116, "ORDER OF TRANSFER")]
    lines += paragraph(
        72,
        170,
        (
            "These proceedings concern keels that the Wendelin Boatyard delivered to owners in four states,\n"
            "and that broke."
        ),
    )

    document = read(one_page(tmp_path / "a.pdf", lines))

    assert texts(document, BlockKind.TABLE_CELL) == [
        "IN RE: Wendelin Boatyard Keel\nProducts Litigation,",
        "No. MDL 24-00117\nORDER OF TRANSFER",
    ]


def test_names_side_by_side_are_not_glued(tmp_path: Path) -> None:
    document = read(one_page(tmp_path / "a.pdf", [(72, 100, "Marisol Quenby"), (350, 100, "Tobias Wendelin")]))

    assert texts(document) == ["Marisol Quenby", "Tobias Wendelin"]


def test_parties_in_one_line_stay_one_text(tmp_path: Path) -> None:
    lines = [(72, 100, "Marisol Quenby"), (240, 100, "v."), (350, 100, "Tobias Wendelin")]

    assert texts(read(one_page(tmp_path / "a.pdf", lines))) == ["Marisol Quenby v. Tobias Wendelin"]


def test_tables_are_read_row_by_row_and_cell_by_cell(tmp_path: Path) -> None:
    rows = [
        ("Owner", "Boat", "Port"),
        ("Ines Marlow", "Petrel", "Piers"),
        ("Otto Brack", "Heron", "Sound"),
        ("Una Feld", "Tern", "Cove"),
    ]
    lines = [
        (72 + 160 * column, 100 + 15 * row, cell) for row, cells in enumerate(rows) for column, cell in enumerate(cells)
    ]

    assert texts(read(one_page(tmp_path / "a.pdf", lines))) == [cell for cells in rows for cell in cells]


def test_labels_stay_with_their_values_and_markers_with_their_text(tmp_path: Path) -> None:
    lines = [(72, 100, "Name:"), (180, 100, "Ines Marlow"), (72, 114, "Telephone:"), (180, 114, "555-0142")]
    lines += [(72, 160, "1."), (108, 160, "Ines Marlow owns the Petrel.")]

    document = read(one_page(tmp_path / "a.pdf", lines))

    assert texts(document) == ["Name: Ines Marlow\nTelephone: 555-0142", "1. Ines Marlow owns the Petrel."]


def test_filled_in_blanks_are_read_on_their_line(tmp_path: Path) -> None:
    lines = [
        (72, 100, "Name: ______________________________"),
        (110, 98, "Ines Marlow"),
        (72, 118, "Port: ________________"),
    ]

    assert texts(read(one_page(tmp_path / "a.pdf", lines))) == ["Name: Ines Marlow\nPort: ________________"]


def test_hyphens_at_line_ends_stay_as_they_stand(tmp_path: Path) -> None:
    text = (
        "The yard was sold in the spring to a company of Mr. Alder-\n"
        "Fontaine, who had never seen a boat before that day and has\n"
        "not been seen since."
    )

    assert texts(read(one_page(tmp_path / "a.pdf", paragraph(72, 100, text)))) == [text]


def test_paragraphs_part_at_indents_and_wider_gaps(tmp_path: Path) -> None:
    first = (
        "The yard was sold in the spring to a company of which nobody in the harbour knew who owned it,\n"
        "and the boats were left where they lay."
    )
    lines: list[tuple[float, float, str]] = [(108, 100, first.splitlines()[0]), (72, 113, first.splitlines()[1])]
    second = (
        "In June the clerk, Una Feld, found the letters in a drawer that had been locked since the fire, and\n"
        "sent them to the insurer on the same day."
    )
    lines += [(108, 126, second.splitlines()[0]), (72, 139, second.splitlines()[1])]
    lines += paragraph(72, 180, "Nobody answered.")

    assert texts(read(one_page(tmp_path / "a.pdf", lines))) == [first, second, "Nobody answered."]


def test_addresses_stay_together(tmp_path: Path) -> None:
    address = "Una Feld, Jr.\nFeld & Brack L.L.P.\n1900 Quay Street, N.W.\nPiers, NH 03801"

    assert texts(read(one_page(tmp_path / "a.pdf", paragraph(72, 100, address)))) == [address]


def pleading(path: Path) -> Path:
    lines = [(72, 80 + 24 * index, str(index + 1)) for index in range(28)]
    lines += [(108, 80, "Una Feld (SBN 000117)"), (108, 104, "FELD & BRACK")]
    body = (
        "Defendant Tobias Wendelin has not answered the complaint that was served on him in\n"
        "person by the sheriff of Piers on the third of July, and the time to answer has run."
    )
    lines += [(108 + 36 * (index == 0), 320 + 24 * index, line) for index, line in enumerate(body.splitlines())]
    return one_page(path, lines)


def test_printed_line_numbers_are_places_and_not_text(tmp_path: Path) -> None:
    document = read(pleading(tmp_path / "a.pdf"))
    block = block_with(document, "has not answered")

    assert texts(document)[0].startswith("Una Feld (SBN 000117)")
    assert not any(text.strip().isdigit() for text in texts(document))
    assert [number for _, number in block.lines] == [11, 12]
    assert document.place(document.text.index("person by the sheriff")).line == 12
    assert str(document.place(document.text.index("Tobias"))) == "page 1 of the file, line 11"


def test_transcripts_keep_each_turn_apart_with_page_and_line(tmp_path: Path) -> None:
    turns = [
        "Q.   Where did you keep the letters?",
        "A.   In the drawer. Mr. Brack had the key, and he was",
        "away that week.",
        "Q.   Who else had one?",
        "A.   Ines Marlow, I think.",
        "MR. HALE:  Objection. Calls for speculation.",
    ]
    lines = []
    for number in range(1, 26):
        y = 60 + 27 * (number - 1)
        lines.append((90 if number > 9 else 96, y, str(number)))
        if number <= len(turns):
            lines.append((130, y, turns[number - 1]))
        else:
            lines.append((130, y, "Q.   And after that?" if number % 2 else "A.   I do not remember that day well."))

    document = read(one_page(tmp_path / "a.pdf", lines))

    assert texts(document)[:5] == [
        "Q. Where did you keep the letters?",
        "A. In the drawer. Mr. Brack had the key, and he was\naway that week.",
        "Q. Who else had one?",
        "A. Ines Marlow, I think.",
        "MR. HALE: Objection. Calls for speculation.",
    ]
    assert str(document.place(document.text.index("away that week"))) == "page 1 of the file, line 3"
    assert str(document.place(document.text.index("Ines Marlow"))) == "page 1 of the file, line 5"


def test_a_short_numbered_list_is_text(tmp_path: Path) -> None:
    lines = [(72, 100 + 14 * index, f"{index + 1}") for index in range(5)]
    lines += [(100, 100 + 14 * index, f"the boat of owner {name}") for index, name in enumerate("ABCDE")]

    assert "5 the boat of owner E" in read(one_page(tmp_path / "a.pdf", lines)).text


STORIES = (
    (
        "Ines Marlow kept the books of the yard for eleven years and never saw a letter of the kind that\n"
        "Mr. Wendelin speaks of."
    ),
    (
        "What the clerk wrote on the ninth of May was not known to her before the trial, and the copy that\n"
        "she was shown is not in her hand."
    ),
    "Otto Brack had the key of the drawer. He lent it to nobody, he says, but was away in the week of the\nfire.",
    (
        "The insurer paid in August. It now asks for the money back from the yard, its owner and the clerk, and\n"
        "from nobody else."
    ),
)


def book(path: Path, pages: int = 4) -> Path:
    document = pymupdf.open()
    for number in range(1, pages + 1):
        lines: list[tuple[float, float, str]] = [
            (200, 40, "Quenby v. Wendelin Boatyard"),
            (72, 760, f"QUENBY{number:06}"),
            (300, 745, f"- {number} -"),
        ]
        lines += paragraph(72, 100, STORIES[number - 1])
        page = page_with(document, lines)
        page.insert_text(
            (72, 700),
            f"{number} See the letter{' of the clerk' * number}, and the answer to it.",
            fontsize=8,
            fontname="tiro",
        )
    return saved(document, path)


def test_running_heads_and_feet_are_apart_from_the_text(tmp_path: Path) -> None:
    document = read(book(tmp_path / "a.pdf"))

    assert texts(document, BlockKind.HEADER) == ["Quenby v. Wendelin Boatyard"] * 4
    assert texts(document, BlockKind.FOOTER)[:2] == ["- 1 -", "QUENBY000001"]


def test_a_head_on_one_page_only_is_text(tmp_path: Path) -> None:
    assert texts(read(one_page(tmp_path / "a.pdf", [(200, 40, "Quenby v. Wendelin Boatyard")])), BlockKind.HEADER) == []


def test_filing_stamps_are_heads_even_on_a_single_page(tmp_path: Path) -> None:
    stamp = "Case 1:24-cv-00117-AB   Document 7   Filed 07/04/24   Page 1 of 1"
    lines = [(72, 20, stamp), (72, 100, "Ines Marlow owns the Petrel.")]

    assert texts(read(one_page(tmp_path / "a.pdf", lines)), BlockKind.HEADER) == [" ".join(stamp.split())]


def test_bates_numbers_are_known_by_page(tmp_path: Path) -> None:
    document = read(book(tmp_path / "a.pdf"))

    assert [page.bates for page in document.pages] == [f"QUENBY{number:06}" for number in range(1, 5)]
    assert document.place(document.text.index("Otto Brack")).bates == "QUENBY000003"


def test_footnotes_are_apart_from_the_text(tmp_path: Path) -> None:
    document = read(book(tmp_path / "a.pdf"))

    assert texts(document, BlockKind.FOOTNOTE)[1] == "2 See the letter of the clerk of the clerk, and the answer to it."


def test_turned_pages_are_read_as_people_see_them(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = document.new_page(width=792, height=612)
    for x, y, text in [*paragraph(100, 100, "Marisol Quenby came first.\nTobias Wendelin came second.")]:
        page.insert_text(pymupdf.Point(y, 612 - x), text, fontsize=SIZE_OF_TURNED, rotate=90)
    page.set_rotation(90)

    read_back = read(saved(document, tmp_path / "a.pdf"))

    assert texts(read_back) == ["Marisol Quenby came first.\nTobias Wendelin came second."]
    box = read_back.boxes(block_with(read_back, "Marisol").span)[0]
    assert (round(box.x0), round(box.y1)) == pytest.approx((100, 103), abs=3)
    assert read_back.pages[0].width == 612


SIZE_OF_TURNED = 11


def test_text_up_the_margin_is_read_apart(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = page_with(
        document, paragraph(108, 100, "Ines Marlow owns the Petrel and has sailed her for years,\nas everybody knows.")
    )
    page.insert_text((40, 500), "Received from Otto Brack", fontsize=9, rotate=90)

    assert texts(read(saved(document, tmp_path / "a.pdf"))) == [
        "Ines Marlow owns the Petrel and has sailed her for years,\nas everybody knows.",
        "Received from Otto Brack",
    ]


def test_condensed_transcripts_are_read_page_by_page(tmp_path: Path) -> None:
    lines = []
    for y in (60, 420):
        for x, name in ((60, "Otto Brack"), (330, "Una Feld")):
            lines += [(x, y + 13 * index, str(index + 1)) for index in range(25)]
            lines += [(x + 24, y + 13 * index, f"Q.  Was {name} there at {index + 1}?") for index in range(25)]

    document = read(one_page(tmp_path / "a.pdf", lines))

    said = [text for text in texts(document) if text.startswith("Q.")]
    assert [text.split()[2] for text in said] == ["Otto"] * 50 + ["Una"] * 50
    assert not any(text.isdigit() for text in texts(document))
    assert document.place(document.text.index("Una Feld there at 7?")).line == 7
