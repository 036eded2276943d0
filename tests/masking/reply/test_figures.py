"""Figures of a statement are compared with those of the passages that it cites, or derived from them."""

import pytest

from legalredact.masking.reply.derived import Derivation
from legalredact.masking.reply.figures import figures, is_plain
from legalredact.masking.reply.given import Given
from legalredact.masking.reply.statement import StatementSources
from legalredact.model.document import Place
from legalredact.model.mention import Span
from legalredact.model.payload import Passage, Payload, PayloadDocument


def wrong(statement: str, *passages: str) -> list[str]:
    """The figures of a statement that its passages neither have nor give."""
    placed = tuple(Passage(f"p{n}", text, Place(page=n), Span(0, 1)) for n, text in enumerate(passages))
    payload = Payload("abstract", "1", "", (PayloadDocument("d1", "Document 1", placed),))
    places = tuple((0, n) for n in range(len(passages)))
    found = tuple(f for f in figures(statement) if not is_plain(f))
    given = Given(statement, found, StatementSources(payload).known(places), len(passages))
    return [f.span.of(statement) for f in Derivation(given).unknown()]


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
        ("About $1,000 was paid.", "$1,004 was paid"),
        ("Over $4.5 million is claimed.", "principal of $4,401,118.52 and interest of $131,206.77"),
        ("The bank claims $4,538,162.15.", "$4,401,118.52, interest $131,206.77, charges $5,836.86"),
        ("Over the three weeks $35,942.55 accrued.", "from October 20 to November 10, 2023 at $1,711.55 a day"),
        ("A late charge of five percent is about $1,617.", "installments of $32,345.78; late charge of 5%"),
        ("He earns $189,840 a year.", "$15,820 a month"),
        ("It doubles to $17,960.26.", "$8,980.13, and an equal amount as damages"),
        ("It drops from ten to five percent.", "10%, later 5%"),
        ("The rate is 5¼ percent.", "5.25%"),
        ("A margin of 310 basis points.", "plus 3.10%"),
        ("Children aged ten and seven.", "one, age 10, and one, age 7"),
        ("An hour and seven minutes passed.", "alarm at 0215 hrs, stop at 0322"),
        ("Some 31 hours passed.", "January 9, 2022 at 11:15 p.m., January 11, 2022 at 6:20 a.m."),
        ("Four months later.", "October 20, 2023 and February 12, 2024"),
        ("Six weeks later.", "July 30, 2021; September 9, 2021"),
        ("About seven months.", "from July 2021 to February 19, 2022"),
        ("Over seven months it was late 20 times.", "from July 2021 to January 2022, twenty times late"),
        ("It was late until about June.", "raised in February; nothing for four months"),
        ("She was in her 31st week.", "31 weeks pregnant"),
        ("At the end of the third quarter.", "September 30, 2023"),
        ("Her weight rose by four pounds.", "168 pounds, later 172 pounds"),
        ("It rose from 168 to 172, by four points.", "BP 168/112, later 172/114"),
        ("He took 77 of the 105 days.", "105 days: 58 days, 19 days and 28 days"),
        ("All but one of 20 were late.", "nineteen of twenty were late"),
        ("There are 15 others; 11 of 26 were late.", "26 orders, eleven late"),
        ("Three tests were due.", "order a urinalysis, liver enzymes and a platelet count"),
        ("It names two people.", "PERSON_C and PERSON_D"),
        ("They admit eight paragraphs.", "admit paragraphs 1 through 6, 8 and 11"),
        ("It is cited at 412 U.S. at 227.", "412 U.S. 218, 227 (1973)"),
        ("The ’204 patent.", "Patent No. 9,817,204 B2"),
        ("A ratio of 1:4.", "one to four"),
        ("They share half.", "shared equally"),
        ("Note 40-2217.", "NOTE No. 40-2217"),
        ("The nurse had 61,000 platelets to report.", "Platelets 61,000."),
        ("Shortly after nine on Tuesday.", "Tuesday, at 9:10"),
        ("Two weeks, ten working days.", "within ten business days"),
        ("Every three months.", "income quarterly"),
        ("The gifts to the nephews are $40,000.", "$10,000 to each of my four nephews"),
        ("The vehicles bring $21,100.", "$14,900 and $6,200"),
        ("Nine machines ran three days at $95, $2,565 in all.", "nine fans for 3 days at $95 per unit per day"),
        ("Seven were on time.", "nine were filed, two of them late"),
        ("It was six months and four days.", "February 11, 2023; August 15, 2023"),
        ("Five weeks and two days later.", "1/14 report\n2/20 paid"),
        ("It took almost four hours altogether.", "two hours, forty minutes, and later an hour and a quarter"),
        ("The third visit was short.", "visited three times"),
        ("In three stages.", "one third at 30, one half of the remainder at 35, the rest at 40"),
        ("Exclusion 3(b) and exclusion 3.", "exclusion 3(b)"),
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
        ("About $1,000 was paid.", "$1,104 was paid", "$1,000"),
        ("$1,000 was paid.", "$1,004 was paid", "$1,000"),
        ("The bank claims $4,583,162.15.", "$4,401,118.52, interest $131,206.77, charges $5,836.86", "$4,583,162.15"),
        ("Six months later.", "October 20, 2023 and February 12, 2024", "Six months"),
        ("Two weeks later.", "July 30, 2021; August 12, 2021", "Two weeks"),
        ("Over 41 hours passed.", "January 9, 2022 at 11:15 p.m., January 11, 2022 at 6:20 a.m.", "41 hours"),
        ("All but five of 20 were late.", "nineteen of twenty were late", "five"),
        ("They admit ten.", "admit paragraphs 7, 9, 10 and 14", "ten"),
        ("It is cited at 412 U.S. at 272.", "412 U.S. 218, 227 (1973)", "412 U.S. at 272"),
        ("The ’240 patent.", "Patent No. 9,817,204 B2", "240"),
        ("Exclusion 3(d) applies.", "exclusion 3(b)", "3(d)"),
        ("The fourth visit was short.", "visited three times", "fourth"),
        ("Six were on time.", "nine were filed, two of them late", "Six"),
        ("A ratio of 1:5.", "one to four", "5"),
        ("It is in Wing D.", "asbestos in Wing B", "D"),
        ("Two of ten came.", "for 2 hours, ten came", "Two"),
        ("He took 87 of the 105 days.", "105 days: 58 days, 19 days and 28 days", "87"),
    ],
)
def test_a_figure_that_does_not_follow_is_wrong(statement: str, passage: str, figure: str) -> None:
    assert wrong(statement, passage) == [figure]
