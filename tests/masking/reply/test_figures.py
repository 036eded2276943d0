"""Figures of a statement are compared with those of the passages that it cites, or derived from them."""

import pytest

from legalredact.masking.reply.derived import Derivation
from legalredact.masking.reply.given import Given
from legalredact.masking.reply.read_figures import figures, is_plain
from legalredact.masking.reply.statement_sources import StatementSources
from legalredact.model.document import Place
from legalredact.model.mention import Span
from legalredact.model.payload import Passage, Payload, PayloadDocument


def given_of(statement: str, *passages: str) -> Given:
    """A statement with the passages that it cites."""
    placed = tuple(Passage(f"p{n}", text, Place(page=n), Span(0, 1)) for n, text in enumerate(passages))
    payload = Payload("abstract", "1", "", (PayloadDocument("d1", "Document 1", placed),))
    places = tuple((0, n) for n in range(len(passages)))
    found = tuple(f for f in figures(statement) if not is_plain(f))
    return Given(statement, found, StatementSources(payload).known(places), len(passages))


def wrong(statement: str, *passages: str) -> list[str]:
    """The figures of a statement that its passages neither have nor give."""
    return [f.span.of(statement) for f in Derivation(given_of(statement, *passages)).unknown()]


MANY_MONTHS = ", ".join(f"{month} {year}" for year in range(2010, 2020, 2) for month in ("January", "April", "May"))
MANY_TIMES = "1:05, 1:50, 4:05, 4:50, 7:05, 7:50, 10:05, 10:50 and 13:05"
KNOWN = (
    ("On March 17, 2020 he called.", "2020.\n03/17 called the clinic."),
    ("On March 17, 2020 he called.", "2020. 03/17 called the clinic."),
    ("The gate is due on October 29.", "Repair the gate (due 10/29)."),
    ("It ran until November 5.", "open until 11/05, closed since 11/6"),
    ("There were 23 placements.", "Interviews 40\nPlacements 23"),
    ("There were 40 interviews.", "Interviews 40\nPlacements 23"),
    ("Photos 23 shows the gate.", "Photo 23"),
    ("He was paged twice.", "10/06/21 2200 Paged PARTY_C 2210, 2240."),
    ("He left on the fourth day after the surgery.", "Surgery 10/04/2021. Left 10/08/2021."),
    ("It helped fewer than one in four.", "It helped below 25 percent."),
    ("The lane is 0.75 miles long.", "a lane about three quarters of a mile long"),
    (
        "Both pages, thirty minutes apart, came after ten in the evening.",
        "10/06/21 2200 Wet. Paged PARTY_C 2210, 2240.",
    ),
    ("He came at 8:15 on the morning of the 7th.", "10/07/21 0815 at bedside"),
    ("A dose was given every eight hours.", "1 g q8h"),
    ("She stayed 31 days, nine of them in intensive care.", "ICU 9 days, hospital 31 days"),
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
    ("It was due in August 2022.", "May 1, 2022; May 2, 2022; May 3, 2022; within 7 days, 10 days or 100 days"),
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
    ("The ovens cost $57,000.", "Two ovens at $28,500, a mixer $9,800, a proofer $4,100, a table $900."),
    ("The invitations cost $466.20.", "90 at $4.50, with postage 90 at $0.68. Florist $275. Band $2,200."),
    ("Six did not work.", "18 heads, 12 operated"),
    ("There were 123 adults.", "134 guests, among them 11 children"),
    ("Three of the four limbs were sound.", "1 of 4 limbs was lame"),
    ("Eight weddings were canceled.", "your event, along with 7 other weddings"),
    ("It burned 1,200 square feet.", "an area of 30 by 40 feet"),
    ("They play up to twenty hours a week.", "eight services a week, of at most two and a half hours each"),
    ("Thirty days are paid.", "10 days in full, then 60% for another 20 days"),
    ("She played nine extra services.", "3 extra services in May; 6 extra services in June"),
    ("Four machines burned.", "There, two ovens, a proofer and a mixer burned."),
    ("Ten pieces of furniture.", "3 beds, 2 dressers, 5 nightstands"),
    ("The crew were three people.", "Two drivers and a helper."),
    ("The horse was eight years old.", "foaled April 2, 2014, sold June 5, 2022"),
    ("The fall was ten minutes before midnight.", "found at 11:50 p.m."),
    ("It was shortly before 3 a.m.", "at 2:48 a.m."),
    ("It came six and a half hours later.", "at 2:48 a.m. and at 9:20 a.m."),
    ("It ran for just under eight weeks.", "March 27, 2023 through May 19, 2023"),
    ("It lasted three weeks.", "January 14 to February 3, 2024"),
    ("It came eight days before the deadline.", "December 1, 2023; within 60 days; January 22, 2024"),
    ("She lost three pounds.", "142 pounds; 139 pounds"),
    ("Insurance paid 80 percent.", "charges $62,400, paid by insurance $49,920, due $12,480"),
    ("The rest is two fifths.", "at 60% of salary"),
    ("Sick pay falls by two fifths.", "at 60% of salary"),
    ("She rated the pain at eight out of ten.", "Pain 8 of 10."),
    ("With materials it was $7,100.", "$6,720; materials $380"),
    ("The first two months.", "two months and ten days"),
    ("He came on June 4, 2022.", "On June 3, 2022 he wrote that he would come tomorrow."),
    ("It is $672 more than that.", "an estimate of $8,400, of which 110% may be charged; billed $9,912"),
    ("The rent was low in the first two years.", "Rents of 2014, 2019 and 2030."),
    ("In the first two years rent was low.", "Rents of 2014, 2019 and 2030."),
    ("He stayed two nights.", "Checked in March 3, 2022; checked out March 5, 2022."),
    ("In all he drove 12 miles.", "5 miles out; then 7 miles back."),
    ("It lasted two years.", "2018 and 2020"),
    ("It lasted three years.", "from May 3, 2018 to March 5, 2021"),
    ("The 460 tons became 245 tons.", "460 tons, then 215 tons"),
    ("About 80 percent was paid.", "80.4% was paid"),
    ("The other 40 percent is his.", "She keeps 60%"),
    ("Over 36 months he paid $6,000.", "36 months in all; each year costs $2,000"),
    ("It ran for one month.", "from February 1, 2022 through February 28, 2022"),
    ("It ran for a decade.", "from May 1, 2012 to April 30, 2022"),
    ("It ran for a year and a month.", "from May 1, 2020 to June 6, 2021"),
    ("It grew by four trucks.", "8 trucks, later 12 trucks"),
    ("It came by ten.", "at 9:45"),
    ("It came around ten.", "at 9:45"),
    ("It is taken three times a day.", "every 8 hours"),
    ("The bid was three times the $100 price.", "The price was $100. The bid was $300."),
    ("The bid was about three times the $100 price.", "The price was $100. The bid was $380."),
    ("Each has 50 percent.", "They share it equally"),
    ("See ECF No. 12.", "number 12"),
    ("It was on May 13, 2022.", "In May 2022, on the 13th"),
    ("It was on May 13.", "On May 12, 2022 he said it would be tomorrow"),
    ("It was on May 12.", "On May 13, 2022 he said it was yesterday"),
    ("It ran 100 months.", f"Rents of {MANY_MONTHS}."),
    ("It took 12 hours.", f"Calls at {MANY_TIMES}."),
    ("Of these, 10 days stem from it.", "58 days, 10 stem from another order, 3 days are open"),
)


@pytest.mark.parametrize(("statement", "passage"), KNOWN)
def test_a_figure_is_known_in_another_writing_or_by_arithmetic(statement: str, passage: str) -> None:
    assert wrong(statement, passage) == []


WRONG = (
    ("On March 17, 2021 he called.", "2020.\n03/17 called the clinic.", "March 17, 2021"),
    ("On March 17, 2020 he called.", "2020. The clinic was called on March 17.", "March 17, 2020"),
    ("The gate is due on October 28.", "Repair the gate (due 10/29).", "October 28"),
    ("It was on October 29.", "They failed, since 10/29 of the pumps were old.", "October 29"),
    ("There were 23 interviews.", "Interviews 40\nPlacements 23", "23"),
    ("There were 4 photos.", "Photo 4\nPhoto 7", "4"),
    ("At the end of the third quarter.", "June 30, 2023", "third"),
    ("At the end of the third term.", "September 30, 2023", "third"),
    ("At the end of the third school quarter.", "September 30, 2023", "third"),
    ("By the third school year of it.", "3 years", "third"),
    ("He was paged twice.", "10/06/21 2200 Paged PARTY_C 2210. Asleep 2240.", "twice"),
    ("He left on the sixth day after the surgery.", "Surgery 10/04/2021. Left 10/08/2021.", "sixth"),
    ("It helped fewer than one in eight.", "It helped below 25 percent.", "eight"),
    ("The lane is 0.75 yards long.", "a lane about three quarters of a mile long", "0.75 yards"),
    ("He came at 9:15 on the morning of the 7th.", "10/07/21 0815 at bedside", "9:15"),
    ("He came at 10:10 p.m.", "10/06/21 2200 Sold PARTY_C 2210 cans", "10:10 p.m."),
    ("A dose was given every six hours.", "1 g q8h", "six hours"),
    ("She stayed 31 days, nine of them in intensive care.", "ICU 9 weeks, hospital 31 days", "nine"),
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
    ("The ovens cost $75,000.", "Two ovens at $28,500, a mixer $9,800, a proofer $4,100, a table $900.", "$75,000"),
    ("Seven did not work.", "18 heads, 12 operated", "Seven"),
    ("It burned 1,400 square feet.", "an area of 30 by 40 feet", "1,400 square feet"),
    ("It improved by four grades.", "from grade 3 to grade 1 of 5", "four"),
    ("The horse was nine years old.", "foaled April 2, 2014, sold June 5, 2022", "nine years old"),
    ("The fall was thirty minutes before midnight.", "found at 11:50 p.m.", "thirty minutes"),
    ("It was shortly before 4 a.m.", "at 2:48 a.m.", "4 a.m."),
    ("It ran for just under nine weeks.", "March 27, 2023 through May 19, 2023", "nine weeks"),
    ("It lasted five weeks.", "January 14 to February 3, 2024", "five weeks"),
    ("It ran for twelve months.", "September 1, 2023 through June 30, 2024", "twelve months"),
    ("She lost five pounds.", "142 pounds; 139 pounds", "five pounds"),
    ("Insurance paid 70 percent.", "charges $62,400, paid by insurance $49,920, due $12,480", "70 percent"),
    ("That left 70 percent of the gate clear.", "The gate is 5 feet wide; two feet were blocked.", "70 percent"),
    (
        "He stayed 60 nights.",
        "; ".join((*(f"May {day}, 2022" for day in range(1, 11)), "June 30, 2022; July 9, 2022")),
        "60",
    ),
    ("It ran for 720 months.", f"Rents of {', '.join(map(str, range(1990, 2002)))} and 2050.", "720 months"),
    ("It was 80 percent.", "$62,400, $49,920, $111, $222, $333, $444, $555, $666, $777", "80 percent"),
    ("He came on June 6, 2022.", "On June 3, 2022 he wrote that he would come tomorrow.", "June 6, 2022"),
    ("He took 87 of the 105 days.", "105 days: 58 days, 19 days and 28 days", "87"),
    ("She lost two pounds.", "3 trucks; 5 pounds", "two pounds"),
    ("It lasted two years.", "from May 3, 2018 to March 5, 2020", "two years"),
    ("The 460 tons became 255 tons.", "460 tons, then 215 tons", "255 tons"),
    ("About 80 percent was paid.", "80.6% was paid", "80 percent"),
    ("The other 30 percent is his.", "She keeps 60%", "30 percent"),
    ("See section 12(b).", "see section 12", "section 12(b)"),
    ("Article 12 says so.", "the article is long; 12 apply", "Article 12"),
    ("It ran for one month.", "from February 1, 2022 through February 25, 2022", "one month"),
    ("It ran for two years.", "from May 1, 2020 to July 6, 2022", "two years"),
    ("She lost two pounds.", "5 pounds; 3 trucks", "two pounds"),
    ("It came by ten.", "at 9:15", "ten"),
    ("It came after ten.", "at 9:45", "ten"),
    ("It is taken four times a day.", "every 8 hours", "four"),
    ("The bid was four times the $100 price.", "The price was $100. The bid was $300.", "four"),
    ("The bid was about three times the $100 price.", "The price was $100. The bid was $450.", "three"),
    ("Each has 40 percent.", "They share it equally", "40 percent"),
    ("It was on May 14, 2022.", "In May 2022, on the 13th", "May 14, 2022"),
    ("It ran 103 months.", f"Rents of {MANY_MONTHS}.", "103 months"),
    ("It took 9 hours.", f"Calls at {MANY_TIMES}.", "9 hours"),
    ("It came 0 weeks later.", "June 3, 2022; June 10, 2022", "0 weeks"),
    ("It took 0 hours.", "from 8:15 a.m. until 10:45 a.m.", "0 hours"),
    # one date alone is no span
    ("On May 3, 2014 it took 0.1 years.", "; ".join(f"May 3, {year}" for year in range(2010, 2020)), "0.1 years"),
    # a small number beside days may count something else
    ("Of these, 9 days stem from it.", "58 days, 9 stem from another order, 3 days are open", "9 days"),
    # the same number of another thing is no operand
    ("There were 245 trucks.", "245 miles; 490 trucks", "245"),
    ("It ran six months and 9999999999999 days.", "February 11, 2023; August 15, 2023", "9999999999999 days"),
    ("It ran for six months.", "It began on May 3, 2022; end date 12/31/9999.", "six months"),
    ("It began on January 2, 2022.", "Begin 1/1/0001; within 0 days.", "January 2, 2022"),
    ("It ended on May 3, 2021.", "End date 12/31/9999; within 30000 days.", "May 3, 2021"),
)


@pytest.mark.parametrize(("statement", "passage", "figure"), WRONG)
def test_a_figure_that_does_not_follow_is_wrong(statement: str, passage: str, figure: str) -> None:
    assert wrong(statement, passage) == [figure]


def test_cited_papers_and_passages_that_name_a_thing_are_counted() -> None:
    passages = ("A late charge in May.", "A late charge in June.", "Rent was paid.")
    assert wrong("Three letters say so.", *passages) == []
    assert wrong("Two letters say so.", *passages) == ["Two"]
    assert wrong("Three trucks say so.", *passages) == ["Three"]
    assert wrong("There were two late charges.", *passages) == []
    assert wrong("There were three late charges.", *passages) == ["three"]


def test_times_are_of_the_last_day_that_the_document_names_before_them() -> None:
    texts = ("On May 3, 2022 it began.", "It rained.", "From 8:15 a.m. until 9:15 a.m. on May 5, 2022.")
    moved = "It took # hours from 8:15 a.m. on."

    def known(hours: int, *passages: str) -> bool:
        placed = tuple(Passage(f"p{n}", text, Place(page=n), Span(0, 1)) for n, text in enumerate(passages))
        payload = Payload("abstract", "1", "", (PayloadDocument("d1", "Document 1", placed),))
        statement = moved.replace("#", str(hours))
        found = tuple(f for f in figures(statement) if not is_plain(f))
        cited = StatementSources(payload).known([(0, len(passages) - 1)])
        return Derivation(Given(statement, found, cited, 1)).unknown() == []

    last = "From 8:15 a.m.; on May 5, 2022 until 9:15 a.m. it rained."
    assert known(49, *texts[:2], last)
    assert not known(48, *texts[:2], last)
    assert not known(49, *texts[1:2], last)  # no day is named before it
    assert known(25, "On May 3, 2022 it began; it went on on May 4, 2022.", *texts[1:2], last)
