"""Names are fitted into sentences where it is certain how they read."""

import pytest

from legalredact.masking.sentence import article_for, fitted
from legalredact.model.mention import Kind
from legalredact.model.register import Register
from tests.masking.made import entity
from tests.masking.test_restore import restored


def told(text: str, name: str) -> str:
    return restored(text, Register((entity("e1", name, kind=Kind.ORGANIZATION, token="ORG_A"),)))


@pytest.mark.parametrize(
    ("name", "article"),
    [
        ("Kestrel", "a"),
        ("Alder", "an"),
        ("Oldacre", "an"),
        ("BBC", "a"),
        ("AIG", "an"),
        ("IBM", "an"),
        ("Hour Media", ""),
        ("Honest Foods", ""),
        ("University of Dunmere", ""),
        ("Europa", ""),
        ("One Stop", ""),
        ("FBI", ""),
        ("NAFTA", ""),
        ("EU", ""),
        ("8 Mile", ""),
        ("J. Roe", ""),
        ("Åker", ""),
        ("", ""),
    ],
)
def test_the_article_of_a_name_is_told_only_if_it_is_certain(name: str, article: str) -> None:
    assert article_for(name) == article


@pytest.mark.parametrize(
    ("text", "name", "clear"),
    [
        ("It hired an ORG_A lawyer.", "Kestrel LLC", "It hired a Kestrel LLC lawyer."),
        ("It hired a ORG_A lawyer.", "Alder Foods", "It hired an Alder Foods lawyer."),
        ("An ORG_A lawyer came.", "Kestrel LLC", "A Kestrel LLC lawyer came."),
        ("It came. A ORG_A lawyer left.", "Alder Foods", "It came. An Alder Foods lawyer left."),
        ("an ORG_A lawyer", "FBI", "an FBI lawyer"),
        ("See Exhibit A ORG_A sent.", "Alder Foods", "See Exhibit A Alder Foods sent."),
        ("the ORG_A", "The Roe Trust", "the Roe Trust"),
        ("The ORG_A paid.", "the Roe Trust", "The Roe Trust paid."),
        ("an ORG_A lawyer", "The Roe Trust", "a Roe Trust lawyer"),
        ("Then ORG_A paid.", "The Roe Trust", "Then The Roe Trust paid."),
        ("Then (the ORG_A) paid.", "The Roe Trust", "Then (the Roe Trust) paid."),
        ("bathe ORG_A", "The Roe Trust", "bathe The Roe Trust"),
        ("ORG_A's lease", "Lender's", "Lender's lease"),
        ("ORG_A’s lease", "Roe’s", "Roe’s lease"),
        ("ORG_A's lease", "Roe", "Roe's lease"),
        ("Dr. ORG_A came", "Dr. Jane Roe", "Dr. Jane Roe came"),
        ("Mr. ORG_A came", "Dr. Jane Roe", "Mr. Dr. Jane Roe came"),
        ("Judge ORG_A came", "Judge Roe", "Judge Roe came"),
        ("ORG_A came.", "de la Marr", "De la Marr came."),
        ("It rained. ORG_A came.", "de la Marr", "It rained. De la Marr came."),
        ("In Marr v. ORG_A, he won.", "de la Marr", "In Marr v. de la Marr, he won."),
        ("Then ORG_A came.", "de la Marr", "Then de la Marr came."),
        ("ORG_A sells.", "eBay", "eBay sells."),
    ],
)
def test_a_name_reads_right_in_its_sentence(text: str, name: str, clear: str) -> None:
    assert told(text, name) == clear


@pytest.mark.parametrize("letter", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
def test_the_article_by_the_first_letter_of_an_abbreviation_and_of_a_word(letter: str) -> None:
    """Of an abbreviation only if both readings have the same: "an FBI", but "a" for who says "Fibi"."""
    spelled = "an" if letter in "AEFHILMNORSX" else "a"
    as_word = "an" if letter in "AEIO" else "a"
    certain = spelled == as_word and letter not in "UXY"
    assert article_for(f"{letter}TQ Mills") == (spelled if certain else "")
    assert article_for(f"{letter}ordale Mills") == ("" if letter in "UXY" else as_word)
    assert article_for(f"{letter}. Mills") == ""


@pytest.mark.parametrize(
    "word", ["Euler", "Ewing", "One", "Once", "Ouida", "Hourly", "Honor", "Heir", "Herb", "Union", "Élan"]
)
def test_a_word_whose_first_sound_may_differ_has_no_certain_article(word: str) -> None:
    assert article_for(f"{word} Mills") == ""


@pytest.mark.parametrize(
    ("before", "name", "after", "made"),
    [
        ("He met ", "Roe", "", ("Roe", "", 0, 0)),
        ("He met ", "Lender's", "'s log", ("Lender's", "", 0, 2)),
        ("He met ", "Lender's", "s log", ("Lender's", "", 0, 0)),
        ("He met ", "Lenders", "'s log", ("Lenders", "", 0, 0)),
        ("He met ", "Lender's", "'sun", ("Lender's", "", 0, 0)),
        ("He met ", "Roe Inc.", ".", ("Roe Inc", "", 0, 0)),
        ("He met ", "Roe Inc.", ",", ("Roe Inc.", "", 0, 0)),
        ("He met an ", "Kestrel", " man", ("Kestrel", "a ", 3, 0)),
        ("He met an  ", "Kestrel", " man", ("Kestrel", "a  ", 4, 0)),
        ("He met AN ", "Kestrel", " man", ("Kestrel", "A ", 3, 0)),
        ("He met a ", "Kestrel", " man", ("Kestrel", "", 0, 0)),
        ("He met a ", "FBI", " man", ("FBI", "", 0, 0)),
        ("(a ", "Alder", " man)", ("Alder", "an ", 2, 0)),
        ("(A ", "Alder", " man)", ("Alder", "An ", 2, 0)),
        ("Exhibit A ", "Alder", "", ("Alder", "", 0, 0)),
        ("It rained. A ", "Alder", " man", ("Alder", "An ", 2, 0)),
        ("He met the ", "The Roe Trust", "", ("Roe Trust", "", 0, 0)),
        ("He met Dr. ", "Dr. Roe", "", ("Roe", "", 0, 0)),
        ("He met Dr ", "Dr. Roe", "", ("Roe", "", 0, 0)),
        ("He met Dr. ", "Dr.", "", ("Dr.", "", 0, 0)),
        ("He met Roe ", "Roe Vale", "", ("Roe Vale", "", 0, 0)),  # no title
        ("He met. ", "de Marr", "", ("de Marr", "", 0, 0)),  # too short to end a sentence surely
        ("He paid. ", "de Marr", "", ("De Marr", "", 0, 0)),
        ("Did he? ", "de Marr", "", ("De Marr", "", 0, 0)),
        ("- ", "de Marr", "", ("De Marr", "", 0, 0)),
        ("He paid. ", "eBay", "", ("eBay", "", 0, 0)),
    ],
)
def test_what_of_a_name_and_its_article_changes(
    before: str, name: str, after: str, made: tuple[str, str, int, int]
) -> None:
    done = fitted(before, name, after)
    assert (done.name, done.article, done.cut, done.skip) == made
