"""Names are fitted into sentences where it is certain how they read."""

import pytest

from legalredact.masking.sentence import article_for
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
