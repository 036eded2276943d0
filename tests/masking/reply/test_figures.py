"""Figures of a statement are compared with those of the passages that it cites, or derived from them."""

import pytest

from legalredact.masking.reply.derived import Derivation
from legalredact.masking.reply.figures import figures, is_plain
from legalredact.masking.reply.statement import StatementSources
from legalredact.model.document import Place
from legalredact.model.mention import Span
from legalredact.model.payload import Passage, Payload, PayloadDocument


def wrong(statement: str, *passages: str) -> list[str]:
    """The figures of a statement that its passages neither have nor give."""
    placed = tuple(Passage(f"p{n}", text, Place(page=n), Span(0, 1)) for n, text in enumerate(passages))
    payload = Payload("abstract", "1", "", (PayloadDocument("d1", "Document 1", placed),))
    places = tuple((0, n) for n in range(len(passages)))
    known, found = StatementSources(payload).known(places), figures(statement)
    given = Derivation(statement, found, known, len(passages))
    return [
        f.span.of(statement) for f in found if not is_plain(f) and not known.has(f, statement) and not given.gives(f)
    ]


@pytest.mark.parametrize(
    ("statement", "passage"),
    [
        ("It takes three days.", "within 72 hours"),
        ("It took two and a half hours.", "from 8:15 a.m. until 10:45 a.m."),
        ("The belt is 40.5 feet long.", "The belt: 40 feet 6 inches."),
        ("They met at half past four in the afternoon.", "at 16:30"),
        ("They met at a quarter to ten.", "at 9:45 p.m."),
        ("They met at 2:15 a.m.", "reported at 0215 hours"),
        ("A third of the crew left.", "one-third of the crew"),
        ("Fifty percent of the crew left.", "one half of the crew"),
        ("It was the third of June 2022.", "2022-06-03"),
        ("It was a Friday.", "on June 3, 2022"),
        ("Four pumps failed.", "pumps 2, 5, 7 and 8 failed"),
        ("There are thirty photos.", "Photos 1 to 30"),
        ("It was due a week after June 3, 2022.", "June 3, 2022, paid June 10, 2022"),
        ("Notice is due by June 10, 2022.", "June 3, 2022; notice within 7 days"),
        ("Together it was $1,750.50.", "$1,000.50 for parts and $750 for labor"),
        ("That left $250.50.", "$1,000.50 less $750"),
        ("Half of $900, that is $450.", "half of the $900"),
        ("All in all 60 of 80 came, three quarters of them.", "60 of 80 people came"),
        ("Of 19 trucks 12 were sold, which leaves seven.", "19 trucks, of which 12 were sold"),
        ("The report cites 410 U.S. 113.", "see 410 U. S. 113, 120 (1973)"),
        ("Under section 4 nothing is due.", "4. Payment. Nothing is due."),
        ("Machine 12 stopped.", "Machine 12 stopped."),
        ("Payment runs for five years.", "in 60 equal monthly installments"),
        ("He was there until 3 a.m.", "there until 3"),
        ("It came to 1.2 million.", "The other offer was 1.2, in millions."),
    ],
)
def test_a_figure_is_known_in_another_writing_or_by_arithmetic(statement: str, passage: str) -> None:
    assert wrong(statement, passage) == []


@pytest.mark.parametrize(
    ("statement", "passage", "figure"),
    [
        ("It takes three weeks.", "within 3 days", "three weeks"),
        ("The belt is 18 yards long.", "18 feet long", "18 yards"),
        ("It weighs 600 g.", "600 mg", "600 g"),
        ("They met at 5:55 a.m.", "at 17:55", "5:55 a.m."),
        ("A quarter of the crew left.", "one-third of the crew", "A quarter"),
        ("It cost €450.", "$450", "€450"),
        ("It was a Thursday.", "on June 3, 2022", "Thursday"),
        ("Five pumps failed.", "pumps 2, 5, 7 and 8 failed", "Five"),
        ("The third floor is let.", "Suites 3 and 4 on the second floor", "third"),
        ("Notice is due by June 11, 2022.", "June 3, 2022; notice within 7 days", "June 11, 2022"),
        ("Together it was $1,760.50.", "$1,000.50 for parts and $750 for labor", "$1,760.50"),
        ("Of 19 trucks 12 were sold, which leaves eight.", "19 trucks, of which 12 were sold", "eight"),
        ("The report cites 410 F.3d 113.", "see 410 U.S. 113 (1973)", "410 F.3d 113"),
        ("The code is KX-4471.", "code KX-4417", "KX-4471"),
        ("Machine 13 stopped.", "Machine 12 stopped after 13 hours.", "13"),
        ("It may be renewed twice.", "may renew once", "twice"),
        ("Almost ten years passed.", "close to nine years", "ten years"),
        ("About $1,000 was paid.", "$1,004 was paid", "$1,000"),
    ],
)
def test_a_figure_that_does_not_follow_is_wrong(statement: str, passage: str, figure: str) -> None:
    assert wrong(statement, passage) == [figure]
