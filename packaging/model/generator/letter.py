"""Letters on paper."""

from collections.abc import Sequence

from generator.cast import Cast
from generator.facts import house, long_date, town
from generator.page import wrapped
from generator.person import Person, person
from generator.pleading import facts
from generator.source import Source, templates


def letter(case: Cast) -> str:
    """A lawyer's, a company's or an agency's letter."""
    source = case.source
    receiver = person(source)
    parts = [
        case.piece("letterhead"),
        long_date(source),
        source.pick("", "Via ECF", "VIA CERTIFIED MAIL", "By E-Mail and First Class Mail", "VIA FACSIMILE"),
        _addressee(case, receiver),
        source.pick("Re:\t", "RE: ", "Re: \n", "Re:  ") + _subject(case),
        _greeting(case, receiver),
        *_body(case),
        case.fill(source.choice(templates("letters")["closing"])),
        case.piece("sign"),
        case.piece("copies") if source.chance(0.7) else "",
    ]
    return "\n\n".join(part for part in parts if part)


def _addressee(case: Cast, receiver: Person) -> str:
    source = case.source
    name = source.pick(receiver.titled_full, receiver.full)
    office = source.pick("General Counsel", "Clerk of Court", "Claims Department", "Vice President", "Partner")
    return "\n".join([name, office, case.piece("to"), house(source), town(source)])


def _subject(case: Cast) -> str:
    subject = case.fill(case.source.choice(templates("letters")["subject"]))
    return subject if case.source.chance(0.2) else case.piece("re")


def _greeting(case: Cast, receiver: Person) -> str:
    return case.source.pick(
        f"Dear {receiver.titled}:",
        f"Dear {receiver.titled},",
        f"Dear {receiver.first},",
        "Dear Counsel:",
        case.fill("Dear Judge {j.short}:"),
        f"{receiver.first}:",
        "To Whom It May Concern:",
        "Dear Sir or Madam:",
    )


def _body(case: Cast) -> list[str]:
    source = case.source
    texts = templates("letters")
    columns = source.pick(0, 72, 80)
    sentences = [
        case.fill(source.choice(texts["opening"])),
        *case.lines(texts["body"], source.randint(2, 5)),
        *facts(case, source.randint(1, 6)),
    ]
    return [wrapped(s, columns) if columns else s for s in _gathered(source, sentences)]


def _gathered(source: Source, sentences: Sequence[str]) -> list[str]:
    size = source.randint(1, 4)
    return [" ".join(sentences[at : at + size]) for at in range(0, len(sentences), size)]
