"""Judgments of other countries that reach American files: Indian courts and the European Court of Human Rights."""

from generator.cast import Cast
from generator.company import association, company, union
from generator.government import foreign_state, ministry
from generator.marks import gov
from generator.overseas import OVERSEAS
from generator.person import person
from generator.source import Source, templates

_INDIAN_STATES = (
    "Karnataka",
    "Delhi",
    "Punjab And Haryana",
    "Gujarat",
    "Madras",
    "Rajasthan",
    "Bombay",
    "Kerala",
    "Allahabad",
)


def judgment(case: Cast) -> str:
    """A judgment from India or Strasbourg."""
    source = case.source
    texts = templates("abroad")
    case.people.update(i=person(source), i2=person(source), i3=person(source), co=company(source), co2=company(source),
                       place=source.choice(_INDIAN_STATES),
                       land=foreign_state(source).full, union=union(source), paper=association(source),
                       ministry=ministry(source).full, police=gov(f"{source.word('city')} Police"))  # fmt: skip
    if source.chance(0.6):
        case.people.update(i=OVERSEAS["indian"](source), i2=OVERSEAS["indian"](source), i3=OVERSEAS["indian"](source))
        head = case.fill(source.choice(texts["indian_head"]))
        return "\n\n".join([head, *numbered(source, case.lines(texts["indian"], source.randint(3, 12)))])
    lines = case.lines(texts["european"][2:], source.randint(4, 10))
    return "\n\n".join(["PROCEDURE", *case.lines(texts["european"][:2], 2), "THE FACTS", *lines])


def numbered(source: Source, lines: list[str]) -> list[str]:
    """Paragraphs with or without numbers."""
    style = source.pick("{}. ", "{}) ", "")
    return [style.format(number) + line for number, line in enumerate(lines, source.randint(1, 40))]
