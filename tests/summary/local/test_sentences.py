"""A body divided into whole sentences (S), lines (L) and rows of tables (R)."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from legalredact.summary.local.body import Body, body_of
from legalredact.summary.local.sentences import is_all_capitals, is_row, is_sentence
from tests.summary.local.entries_of import body


def parts(read: Body) -> list[str]:
    return [f"{one.kind.name[0]} {read.words(one.span)}" for one in read.statements]


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("It was closed.", False),  # three words
        ("It was closed today.", True),
        ("PARTY_B was closed.", False),
        ("PARTY_B was closed today.", True),
        ("Big Red Old Wet Long Barge was sunk.", True),  # two of eight are lower
        ("Big Red Old Wet Long Brown Barge was sunk.", False),
        ("Big Barge Was sunk.", False),
        ("The barge was sunk in May?", True),
        ("The barge was sunk in May!”", True),
        ("The barge was sunk in May.¹²", True),
        ("The barge was sunk in May", False),
        ("The barge was sunk. It lay there for months", False),
        ("The barge was sunk by Mr. Roe", False),
        ("the barge was sunk in May.", False),
        ("– The barge was sunk in May.", True),
        ("“(The barge was sunk in May.)”", True),
        ("¹ The barge was sunk in May.", True),
        ("The long barge of the old harbor.", False),  # no verb
        ("The barge of all defendants was sunk for the Plaintiff.", False),  # of a caption
        ("The barge of all was sunk for the APPELLANT.", False),
        ("The barge was sunk, Roe v.", False),
        ("Please the crew for me.", True),
        ("Parties further agree on all that.", True),
        ("The agreement ends on that day.", True),
    ],
)
def test_a_sentence_opens_closes_and_has_a_verb_and_four_words(words: str, whole: bool) -> None:
    assert is_sentence(words) is whole


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # within a paragraph
        (
            "It was 10 a.m. when she came. It was 10 p.m. then.",
            ["S It was 10 a.m. when she came.", "S It was 10 p.m. then."],
        ),
        ("He came at 10 a.m. It was cold in the yard.", ["S He came at 10 a.m.", "S It was cold in the yard."]),
        (
            "The crew had left by then.¹ It was cold in the yard.",
            ["S The crew had left by then.¹", "S It was cold in the yard."],
        ),
        (
            "The crew had left by then. it was cold in the yard.",
            ["S The crew had left by then. it was cold in the yard."],
        ),
        ("You left. It was cold in the yard.", ["S You left. It was cold in the yard."]),
        ("You left it. It was cold in the yard.", ["L You left it.", "S It was cold in the yard."]),
        ("It was cold in the yard. You left.", ["S It was cold in the yard.", "L You left."]),
        (
            "The crew was all there. Docs. 12, 14. It was cold in the yard.",
            ["S The crew was all there.", "L Docs. 12, 14.", "S It was cold in the yard."],
        ),
        (
            "The crew was all there. See ECF No. 7 at 2. It was cold in the yard.",
            ["S The crew was all there.", "L See ECF No. 7 at 2.", "S It was cold in the yard."],
        ),
        (
            "(1) The crew was all there. It was cold in the yard.",
            ["S (1) The crew was all there.", "S It was cold in the yard."],
        ),
        (
            "12. The crew was all there. It was cold in the yard.",
            ["S 12. The crew was all there.", "S It was cold in the yard."],
        ),
        # items
        ("Item one\n(1) The crew came to the yard.", ["L Item one", "S (1) The crew came to the yard."]),
        (
            "The crew that came to the\n(1) Men of the barge and the rest was told.",
            ["L The crew that came to the", "S (1) Men of the barge and the rest was told."],
        ),
        (
            "The crew that came to the\n(a) men of the barge was told.",
            ["S The crew that came to the (a) men of the barge was told."],
        ),
        (
            "The crew that came\n• men of the barge was told.",
            ["L The crew that came", "S • men of the barge was told."],
        ),
        (
            "The crew came to the old yard and it was told all of that by the men of\n(a) men of the barge.",
            ["S The crew came to the old yard and it was told all of that by the men of (a) men of the barge."],
        ),
        (
            "and of\n(a) men who came to the old yard with all of the tiles that were there",
            ["L and of", "L (a) men who came to the old yard with all of the tiles that were there"],
        ),
        ("1.\nThe crew came to the yard.", ["L 1.", "S The crew came to the yard."]),
        (
            "The crew came to the yard;\nb)\nThe crew left the yard again.",
            ["L The crew came to the yard;", "L b)", "S The crew left the yard again."],
        ),
        (
            "The crew came to the yard; and\nb)\nThe crew left the yard again.",
            ["L The crew came to the yard; and", "L b)", "S The crew left the yard again."],
        ),
        ("b)\nthe crew of all the yard", ["L b)", "L the crew of all the yard"]),
        ("The crew of all\nb)\nmen of it", ["L The crew of all b)", "L men of it"]),
        # headings and captions of lists
        ("(breach of contract)\nthe roof of the yard", ["L (breach of contract)", "L the roof of the yard"]),
        (
            "The crew of the barge (all of it)\nand the rest of the men",
            ["L The crew of the barge (all of it) and the rest of the men"],
        ),
        (
            "(Breach of contract)\nThe roof leaked all day in May.",
            ["L (Breach of contract)", "S The roof leaked all day in May."],
        ),
        ("(Breach of\ncontract) in the yard", ["L (Breach of contract) in the yard"]),
        (
            "The price is\n(all of it) in euros for the whole crew",
            ["L The price is (all of it) in euros for the whole crew"],
        ),
        ("The price is:\nfive dollars a crate for all", ["L The price is:", "L five dollars a crate for all"]),
        (
            "FIRST CLAIM FOR RELIEF\nbreach of contract by all",
            ["L FIRST CLAIM FOR RELIEF", "L breach of contract by all"],
        ),
        (
            "breach of contract by all\nFIRST CLAIM FOR RELIEF",
            ["L breach of contract by all", "L FIRST CLAIM FOR RELIEF"],
        ),
        (
            "The crew of all the barges that lay in the harbor then was told by the\nUSA that it had won.",
            ["S The crew of all the barges that lay in the harbor then was told by the USA that it had won."],
        ),
        (
            "The crew that came to the\nFIRST CLAIM FOR RELIEF",
            ["L The crew that came to the", "L FIRST CLAIM FOR RELIEF"],
        ),
        ("A.\nThe crew that came", ["L A.", "L The crew that came"]),
        ("ABC\nThe crew that came", ["L ABC", "L The crew that came"]),
        # lines of dashes
        (
            "The crew will meet with them in\n-----Forwarded by the crew on May 4-----\nThe roof has leaked all day.",
            [
                "L The crew will meet with them in",
                "L -----Forwarded by the crew on May 4-----",
                "S The roof has leaked all day.",
            ],
        ),
        # closings, titles and short lines
        ("Sincerely,\nInes Marlow and the crew", ["L Sincerely,", "L Ines Marlow and the crew"]),
        ("BEST regards,\nInes Marlow and the crew", ["L BEST regards,", "L Ines Marlow and the crew"]),
        ("With tiles,\nInes Marlow and the crew", ["L With tiles, Ines Marlow and the crew"]),
        (
            "Repairs of the River Bridge\nThe committee has been told that it is closed.",
            ["L Repairs of the River Bridge", "S The committee has been told that it is closed."],
        ),
        (
            "Repairs of the River Bridge\nand committees of the harbor that were told of it then",
            ["L Repairs of the River Bridge and committees of the harbor that were told of it then"],
        ),
        (
            "Repairs of the old river bridge, and of it\nThe committee has been told that it is closed.",
            ["S Repairs of the old river bridge, and of it The committee has been told that it is closed."],
        ),
        (
            "Repairs of the River Bridge,\nThe committee has been told that it is closed.",
            ["S Repairs of the River Bridge, The committee has been told that it is closed."],
        ),
        (
            "Repairs of River Bridge.\nthe committee of the harbor",
            ["L Repairs of River Bridge. the committee of the harbor"],
        ),
        ("Short line 7\nAnd here too", ["L Short line 7", "L And here too"]),
        ("Short line 7\nand here too", ["L Short line 7 and here too"]),
        ("Short line 7,\nAnd here too", ["L Short line 7, And here too"]),
        ("Short line of\nAnd here too", ["L Short line of And here too"]),
        # amounts and rows
        ("Tiles 4.00\nNails", ["L Tiles 4.00", "L Nails"]),
        ("Tiles 4.00\nnails", ["L Tiles 4.00 nails"]),
        ("a   b   c\nd of the crew", ["R a b c", "L d of the crew"]),
        ("d of the crew\na\tb\tc", ["L d of the crew", "R a b c"]),
        ("d of\ne of", ["L d of e of"]),
        ("a   b   c of\n", ["R a b c of"]),
        # gaps between paragraphs
        ("The crew that came\n\nof the barge", ["L The crew that came", "L of the barge"]),
        ("The crew that came\n   \nof the barge", ["L The crew that came", "L of the barge"]),
        ("The crew that came\nof the barge", ["L The crew that came of the barge"]),
        ("  The crew that came ___\n", ["L The crew that came"]),
        ("____", ["L ____"]),
    ],
)
def test_a_passage_is_divided_where_a_reader_would_divide_it(text: str, expected: list[str]) -> None:
    assert parts(body(text)) == expected


@pytest.mark.parametrize(
    ("line", "width", "breaks"),
    [
        ("Tiles of six words were 6", 60, True),
        ("Tiles of the seven words were 7", 60, False),
        ("Tiles of it were all 29letters", 50, False),  # six tenths of the widest line
        ("Tiles of it were all 2letters", 50, True),
        ("Tiles of it were of the29lettx", 39, True),  # all lines are narrow
        ("Tiles of it were of the29lettx", 40, False),
    ],
)
def test_a_short_line_of_few_words_ends_before_a_capital(line: str, width: int, breaks: bool) -> None:
    below = ("And the crew of the old barge that lay there unloaded all of it by noon")[:width]
    assert len(parts(body(f"{line}\n{below}"))) == 1 + breaks


@pytest.mark.parametrize(("width", "breaks"), [(44, False), (45, True)])
def test_a_title_is_shorter_than_three_quarters_of_the_widest_line(width: int, breaks: bool) -> None:
    below = "The crew of the old barge that lay there unloaded all of it by noon"[:width]
    title = "The Repairs of the River Bridges2"
    assert len(title) == 33
    assert len(parts(body(f"{title}\n{below}"))) == 1 + breaks


@pytest.mark.parametrize(
    ("title", "breaks"),
    [
        ("Repairs of the River Bridge", True),
        ("Reconstruction of the Bridge", False),  # two words
        ("Repairs of the River Phoenix", True),
    ],
)
def test_a_title_has_three_words_beside_the_small_ones(title: str, breaks: bool) -> None:
    below = "The crew told all of us that it was closed."
    assert 0.6 * len(below) <= len(title) < 0.75 * len(below)
    assert len(parts(body(f"{title}\n{below}"))) == 1 + breaks


def on_pages(*texts: str, joined: Sequence[int] = ()) -> list[str]:
    """Passages each on a page of its own, of which some continue the one before."""
    document = body(*texts, pages=range(1, len(texts) + 1)).document
    passages = [
        replace(one, continues=document.passages[n - 1].id) if n in joined else one
        for n, one in enumerate(document.passages)
    ]
    return parts(body_of(replace(document, passages=tuple(passages))))


LONG = "The crew of the barge unloaded all of the"


@pytest.mark.parametrize(
    ("texts", "joined", "expected"),
    [
        ((LONG, "tiles on Friday."), (), [f"S {LONG} tiles on Friday."]),
        ((LONG, "Tiles of PARTY_B on Friday."), (), [f"S {LONG} Tiles of PARTY_B on Friday."]),
        ((LONG, "THE TILES"), (), [f"L {LONG}", "L THE TILES"]),
        ((LONG, "THE TILES"), (1,), [f"L {LONG} THE TILES"]),
        ((LONG, "(1) The tiles were red."), (1,), [f"L {LONG}", "S (1) The tiles were red."]),
        (
            ("The crew unloaded the", "tiles of all on Friday."),
            (),
            ["L The crew unloaded the", "L tiles of all on Friday."],
        ),
        (
            ("The crew unloaded all the", "tiles of all on Friday."),
            (),
            ["L The crew unloaded all the", "L tiles of all on Friday."],
        ),
        (("The crew now unloaded all the", "tiles."), (), ["S The crew now unloaded all the tiles."]),
        (
            ("The crew unloaded the", "tiles of all on Friday."),
            (1,),
            ["S The crew unloaded the tiles of all on Friday."],
        ),
        (
            ("Crew Of Barge And Tiles The", "Tiles Of The Old Yard"),
            (),
            ["L Crew Of Barge And Tiles The", "L Tiles Of The Old Yard"],
        ),
        (
            (f"{LONG} tiles.", "The nails came on Friday too."),
            (),
            [f"S {LONG} tiles.", "S The nails came on Friday too."],
        ),
        ((f"Tiles\n{LONG}", "tiles on Friday."), (), ["L Tiles", f"S {LONG} tiles on Friday."]),
    ],
)
def test_a_sentence_goes_on_over_a_page_break_if_it_is_not_closed(
    texts: tuple[str, ...], joined: tuple[int, ...], expected: list[str]
) -> None:
    assert on_pages(*texts, joined=joined) == expected


def test_passages_of_a_file_without_pages_are_paragraphs() -> None:
    read = body("The crew of the barge unloaded all crates", "Tiles of PARTY_B came on Friday.")
    assert parts(read) == ["L The crew of the barge unloaded all crates", "S Tiles of PARTY_B came on Friday."]


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("a   b   c", True),
        ("a\tb\tc", True),
        ("a | b | c", True),
        ("a   b", False),
        ("a  b  c", False),
        ("a   b   ", False),
    ],
)
def test_a_row_has_three_cells(line: str, row: bool) -> None:
    assert is_row(line) is row


@pytest.mark.parametrize(
    ("words", "capitals"),
    [("THE TILES", True), ("THE TILEs", False), ("PARTY_B", False), ("PARTY_B sold", False), ("12", False)],
)
def test_capitals_are_those_outside_tokens(words: str, capitals: bool) -> None:
    assert is_all_capitals(words) is capitals


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (  # the first line ended where a web page had a link
            ("The clerk of the yard was convicted of one count of filing a false", "tax return, and of two more."),
            ["S The clerk of the yard was convicted of one count of filing a false tax return, and of two more."],
        ),
        (
            ("If convicted, the clerk faces ten years in the state prison", ". He is free on bail until then."),
            ["S If convicted, the clerk faces ten years in the state prison .", "S He is free on bail until then."],
        ),
        (
            ("The sentence was five years and a restitution of $1,104 for a", "Nov. 26, 2012, conviction."),
            ["S The sentence was five years and a restitution of $1,104 for a Nov. 26, 2012, conviction."],
        ),
        (  # a list without marks
            ("The crew shall bring", "the tiles of the old roof", "and the crates of the yard"),
            ["L The crew shall bring", "L the tiles of the old roof", "L and the crates of the yard"],
        ),
        (
            ("The crew shall bring to the yard all of these:", "the tiles of the old roof"),
            ["L The crew shall bring to the yard all of these:", "L the tiles of the old roof"],
        ),
        (
            ("The crew was told of the roof in May.", "nobody had seen it in the yard"),
            ["S The crew was told of the roof in May.", "L nobody had seen it in the yard"],
        ),
        (
            ("Rules for the crew of the barge and the yard", "The crew was told of them in May."),
            ["L Rules for the crew of the barge and the yard", "S The crew was told of them in May."],
        ),
    ],
)
def test_a_sentence_that_a_line_break_divides_is_whole(texts: Sequence[str], expected: Sequence[str]) -> None:
    assert parts(body(*texts)) == expected
