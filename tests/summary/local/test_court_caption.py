"""What a document is, before which court, under which number, between whom."""

import pytest

from legalredact.model.mention import Span
from legalredact.summary.local.court_caption import (
    caption_parties,
    court_and_case,
    is_date_line,
    is_named,
    is_subject,
    is_title,
    title_and_head,
)
from tests.summary.local.entries_of import CREW, body, ranked, told

COURT = "IN THE SUPERIOR COURT OF EAST CAROLINE"


def test_a_short_list_keeps_the_date_then_the_title_then_the_subject_then_the_letterhead() -> None:
    assert ranked(title_and_head, "ORG_A", "May 4, 2021", "Re: The tiles", "NOTICE OF DEFAULT", *CREW[:9]) == [
        ["May 4, 2021"],
        ["NOTICE OF DEFAULT"],
        ["Re: The tiles"],
        ["ORG_A"],
    ]


def test_a_short_list_keeps_the_court_then_the_number_then_the_judge() -> None:
    assert ranked(court_and_case, COURT, "Case No. 3:24-cv-90417", "Before: JUDGE_A", *CREW[:3]) == [
        [COURT],
        ["Case No. 3:24-cv-90417"],
        ["Before: JUDGE_A"],
    ]


@pytest.mark.parametrize(("above", "found"), [(39, True), (40, False)])
def test_a_title_a_court_and_its_number_are_among_the_first_forty_passages(above: int, found: bool) -> None:
    texts = CREW[:above]
    assert bool(told(title_and_head, *texts, "COMPLAINT", *CREW[50:])) is found
    assert bool(told(court_and_case, *texts, COURT, *CREW[50:])) is found
    assert bool(told(court_and_case, *texts, "Case No. 3:24-cv-90417", *CREW[50:])) is found
    parties = ("CLIENT_A, Plaintiff,\nv.\nPARTY_B, Defendant.", *CREW[50:])
    assert bool(told(caption_parties, *texts, *parties)) is found


@pytest.mark.parametrize(("letters", "found"), [(160, True), (161, False)])
def test_a_line_of_more_than_160_characters_is_no_title_and_no_court(letters: int, found: bool) -> None:
    for extractor, begin in ((title_and_head, "NOTICE OF "), (court_and_case, "DISTRICT COURT OF ")):
        line = begin + "A" * (letters - len(begin))
        assert told(extractor, line) == ([line] if found else [])


@pytest.mark.parametrize(
    "sentence",
    [
        "Re: PARTY_B was late with all of the tiles.",
        "MOTION PRACTICE GUIDELINES was in it.",
        "It was so on May 4, 2021.",
        "PARTY_B never paid for the tiles.",
    ],
)
def test_a_sentence_is_no_head_of_a_document(sentence: str) -> None:
    assert told(title_and_head, sentence, *CREW[:5]) == []


def test_the_first_date_line_of_the_first_half_is_the_date_of_a_document() -> None:
    assert told(title_and_head, "May 4, 2021", "May 5, 2021", *CREW[:5]) == ["May 4, 2021"]
    assert told(title_and_head, *CREW[:3], "May 4, 2021", *CREW[3:9]) == ["May 4, 2021"]
    assert told(title_and_head, *CREW[:5], "May 4, 2021") == []


def test_the_dates_of_messages_are_not_the_date_of_a_document() -> None:
    mail = ("From: PARTY_B\nTo: PERSON_C\nSubject: The log", "May 4, 2021", *CREW[:3])
    assert told(title_and_head, *mail) == []


@pytest.mark.parametrize(
    ("lines", "letterhead"),
    [
        (("ORG_A", "ORG_B"), ["ORG_A"]),
        (("Somebody of Marlow", "ORG_B"), []),
        (("Received: by ORG_A",), []),
        (("received: by ORG_A",), []),
        (("COUNSEL_D, Bar No. 7",), []),
        (("COUNSEL_D, SBN 990117",), []),
        (("COUNSEL_D, sbn 990117",), []),
    ],
)
def test_the_first_line_is_a_letterhead_if_it_names_somebody(lines: tuple[str, ...], letterhead: list[str]) -> None:
    assert told(title_and_head, *lines, *CREW[:3]) == letterhead


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("UNITED STATES DISTRICT COURT", True),
        ("United States Bankruptcy Court", True),
        ("In the Court of Common Pleas of Marlow", True),
        ("COURT OF APPEALS", True),
        ("the superior court of marlow", False),
        ("Marlow, the superior court", False),
        ("Plaintiff in the Superior Court", False),
        ("BEFORE: JUDGE_A", True),
        ("before: JUDGE_A", True),
        ("The Honorable JUDGE_A", True),
        ("JUDGE_A, C.J., JUDGE_B, J.", True),
        ("JUDGE_A, J.", False),
        ("The judge was late", False),
    ],
)
def test_courts_and_judges_are_named_as_such(line: str, found: bool) -> None:
    assert told(court_and_case, line, *CREW[:3]) == ([line] if found else [])


def test_a_sentence_names_no_court_and_no_party_of_a_caption() -> None:
    assert told(court_and_case, "The Superior Court of the East of Caroline was There.", *CREW[:3]) == []
    assert told(caption_parties, "The Plaintiff was there that day.", "v.", "PARTY_B, Defendant.") == []


def test_a_court_is_told_once_and_another_one_as_well() -> None:
    lines = (COURT, "Superior Court", "SUPERIOR COURT FOR EAST CAROLINE", "DISTRICT COURT OF MARLOW")
    assert told(court_and_case, *lines, *CREW[:3]) == [COURT, "DISTRICT COURT OF MARLOW"]


def test_a_court_is_told_with_the_two_lines_below_that_name_its_part() -> None:
    division, county = "Northern Division", "County of Marlow"
    assert told(court_and_case, COURT, division, *CREW[:3]) == [f"{COURT} {division}"]
    assert told(court_and_case, COURT, division, county, *CREW[:3]) == [f"{COURT} {division} {county}"]
    assert told(court_and_case, COURT, division, county, "Second Department", *CREW[:3]) == [
        f"{COURT} {division} {county}"
    ]
    assert told(court_and_case, COURT, "The Crew", county, *CREW[:3]) == [COURT]
    assert told(court_and_case, COURT, "SECOND DISTRICT", *CREW[:3]) == [f"{COURT} SECOND DISTRICT"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("CLIENT_A, Plaintiff, ) Case No. 19-CV-1042", "Case No. 19-CV-1042"),
        ("CLIENT_A, Plaintiff, ) case no. 19-CV-1042", "case no. 19-CV-1042"),
        ("Docket\n19-CV-1042", "Docket 19-CV-1042"),
        ("DOCKET\n19-CV-1042", "DOCKET 19-CV-1042"),
        ("No.\n  19-CV-1042  ", "No. 19-CV-1042"),
        ("3:24-cv-90417", "3:24-cv-90417"),
        ("Case Number\nMarlow 19-CV-1042", None),
        ("Docket\n\n19-CV-1042", None),
        ("19-CV-1042", None),
        ("The Docket of\n19-CV-1042", None),
        ("x 3:24-cv-90417 y", None),
        ("INVOICE for Docket No. 3:24-cv-90417", "Docket No. 3:24-cv-90417"),
        ("Docket of account 3:24-cv-90417", None),
        ("Docket of ACCOUNT 3:24-cv-90417", None),
        ("Case 3:24-cv-90417 Page 1 of 3", None),
        ("PARTY_B answered the complaint on time.\nCase 3:24-cv-90417 Page 1 of 3", None),
        ("The case No. 3:24-cv-90417 was filed by PARTY_B in Marlow.", None),
        ("Case 3:24-cv-90417\t|\tMarlow\t|\tOpen", None),
    ],
)
def test_the_number_of_a_case_is_told_with_the_words_that_say_so(text: str, number: str | None) -> None:
    assert told(court_and_case, text, *CREW[:3]) == ([number] if number else [])


def test_a_line_that_is_too_long_is_told_by_its_number_alone() -> None:
    for letters, found in ((160, None), (161, "3:24-cv-90417")):
        line = "3:24-cv-90417 " + "x" * (letters - 14)
        assert told(court_and_case, line, *CREW[:3]) == [found or line]


def test_a_number_is_told_once_and_a_second_one_as_well() -> None:
    lines = ("Case No. 3:24-cv-90417", "Docket No. 3:24-cv-90417", "Docket No. 3:24-cv-90418")
    assert told(court_and_case, *lines, *CREW[:3]) == [lines[0], lines[2]]


CAPTION = ("CLIENT_A, Plaintiff,", "v.", "PARTY_B, Defendant.")


@pytest.mark.parametrize(
    ("lines", "parties"),
    [
        (CAPTION, "CLIENT_A, Plaintiff, v. PARTY_B, Defendant."),
        (
            ("CLIENT_A, PLAINTIFF,", "-AGAINST-", "PARTY_B, DEFENDANT."),
            "CLIENT_A, PLAINTIFF, -AGAINST- PARTY_B, DEFENDANT.",
        ),
        (("CLIENT_A,", "Plaintiff,", "vs.", "PARTY_B,", "Defendant."), "CLIENT_A, Plaintiff, vs. PARTY_B, Defendant."),
        (("Plaintiff,", "v.", "PARTY_B, Defendant."), "Plaintiff, v. PARTY_B, Defendant."),
        (("Roofs and Tiles", "Plaintiff,", "v.", "PARTY_B, Defendant."), "Plaintiff, v. PARTY_B, Defendant."),
        (("ORG_C", "CLIENT_A, Plaintiff,", "v.", "PARTY_B, Defendant."), "CLIENT_A, Plaintiff, v. PARTY_B, Defendant."),
        (("CLIENT_A, Plaintiff,", "Marlow,", "County,", "v.", "PARTY_B, Defendant."), None),
        (
            ("CLIENT_A, Plaintiff,", "Marlow,", "v.", "PARTY_B, Defendant."),
            "CLIENT_A, Plaintiff, Marlow, v. PARTY_B, Defendant.",
        ),
        (
            ("CLIENT_A, Plaintiff,", "v.", "PARTY_B,", "Ruel,", "Brade,", "Defendant."),
            "CLIENT_A, Plaintiff, v. PARTY_B, Ruel, Brade, Defendant.",
        ),
        (("CLIENT_A, Plaintiff,", "v.", "PARTY_B,", "Ruel,", "Brade,", "Marlow,", "Defendant."), None),
        (("CLIENT_A, Plaintiff, v. PARTY_B, Defendant",), "CLIENT_A, Plaintiff, v. PARTY_B, Defendant"),
        (("CLIENT_A, Plaintiff, v. PARTY_B",), None),
        (("CLIENT_A", "v.", "PARTY_B, Defendant."), None),
        (("CLIENT_A, Plaintiff,", "and", "PARTY_B, Defendant."), None),
        ((*CAPTION, "ORG_C, Intervenor"), "CLIENT_A, Plaintiff, v. PARTY_B, Defendant. ORG_C, Intervenor"),
    ],
)
def test_the_parties_of_a_caption_are_one_entry(lines: tuple[str, ...], parties: str | None) -> None:
    assert told(caption_parties, *lines) == ([parties] if parties else [])


def test_one_caption_is_told_the_first() -> None:
    assert told(caption_parties, *CAPTION, *"Ash Bay Cob Dale".split(), *CAPTION) == [" ".join(CAPTION)]


@pytest.mark.parametrize(("letters", "found"), [(900, True), (901, False)])
def test_a_caption_has_at_most_900_characters(letters: int, found: bool) -> None:
    end = "\nv.\nPARTY_B, Defendant."
    begin = "CLIENT_A, Plaintiff, "
    caption = begin + "x" * (letters - len(begin) - len(end)) + end
    assert bool(told(caption_parties, caption)) is found


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("MOTION OF", "CLIENT_A:", "The Crew"), "MOTION OF CLIENT_A:"),
        (("MOTION,", "BRIEF,", "and order:", "The Crew"), "MOTION, BRIEF, and order:"),
        (("MOTION TO DISMISS", "ORDER", "The Crew"), "MOTION TO DISMISS ORDER"),
        (("MOTION TO DISMISS", "The Crew"), "MOTION TO DISMISS"),
        (("MOTION TO DISMISS", "(1) Breach"), "MOTION TO DISMISS"),
        (("COMPLAINT FOR:", "(1) Breach", "(2) Fraud", "The Crew"), "COMPLAINT FOR: (1) Breach (2) Fraud"),
        (("COMPLAINT FOR:", "The Crew"), "COMPLAINT FOR:"),
    ],
)
def test_a_title_has_the_lines_that_go_on_with_it(lines: tuple[str, ...], title: str) -> None:
    assert told(title_and_head, "\n".join(("Marlow", *lines)))[0] == title


def test_a_passage_that_is_a_title_is_one_up_to_160_characters() -> None:
    for letters in (160, 161):
        passage = "NOTICE OF DEFAULT\n" + "x" * (letters - 18)
        assert told(title_and_head, passage) == [" ".join(passage.split()) if letters == 160 else "NOTICE OF DEFAULT"]


@pytest.mark.parametrize(("letters", "found"), [(900, True), (901, False)])
def test_a_title_goes_on_for_at_most_900_characters(letters: int, found: bool) -> None:
    item = "(1) " + "x" * (letters - len("COMPLAINT FOR:\n(1) "))
    told_of = f"COMPLAINT FOR: {item}" if found else "COMPLAINT FOR:"
    assert told(title_and_head, f"Marlow\nCOMPLAINT FOR:\n{item}")[0] == told_of


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("COMPLAINT", True),
        ("COMPLAINT of CLIENT_A", True),
        ("Complaint", False),
        ("THE HARBOR", False),
        ("MINUTES OF THE BOARD", True),
        ("THE MINUTES OF THE BOARD", False),
        ("CONTRACT abcde", True),  # eight of thirteen letters are capital
        ("CLIENT_A LEASE abcdef", False),  # five of eleven; those of a token do not count
        ("LEASE of ab", False),  # five of nine
        ("ORDER in ab", False),
        ("VI TERMINATION OF THE CONTRACT", False),
        ("VI. TERMINATION OF THE CONTRACT", False),
        ("2. ORDER CHIT", False),
        ("VIOLATION OF THE CONTRACT", True),
    ],
)
def test_a_title_is_mostly_in_capitals_and_has_the_word_of_a_paper(line: str, title: bool) -> None:
    assert is_title(line) is title


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("Superior Court of the East", True),
        ("A Bb Cc Dd e", True),
        ("A Bb Cc dd e", False),
        ("superior court", False),
    ],
)
def test_a_name_has_four_of_five_words_capitalized(line: str, named: bool) -> None:
    assert is_named(line) is named


@pytest.mark.parametrize(
    ("line", "subject"),
    [("Re: tiles", True), ("RE: tiles", True), ("** Subject: x", True), ("Re:", False), ("We are: x", False)],
)
def test_the_subject_of_a_letter_is_known_by_its_label(line: str, subject: bool) -> None:
    assert is_subject(line) is subject


@pytest.mark.parametrize(
    ("line", "dated"),
    [
        ("May 4, 2021", True),
        ("Wednesday, Date of Invoice: May 4, 2021", True),
        ("Wednesday, Date of Invoice:  May 4, 2021", False),
        ("May 4, 2021 to June 5, 2022", False),
        ("May 4, 2021, June 5, 2022", False),
        ("2021", False),
        ("in 2021", False),
        ("nothing", False),
    ],
)
def test_a_date_line_is_hardly_more_than_one_date(line: str, dated: bool) -> None:
    read = body(line)
    assert is_date_line(read, Span(0, len(line))) is dated
