"""What courts write: opinions, orders, clerks' letters."""

from collections.abc import Callable, Sequence

from generator.body import Body
from generator.caption import caption
from generator.cast import Cast
from generator.company import firm, institution
from generator.facts import court, docket_number, house, long_date, phone, town
from generator.government import agency
from generator.page import paragraphs, stamp, with_furniture
from generator.person import person
from generator.pleading import facts, heading
from generator.source import Source


def opinion(case: Cast) -> str:
    """An appellate or trial opinion, with its panel and the lawyers who argued."""
    source = case.source
    columns = source.pick(0, 70, 80)
    parts = [caption(case), case.piece("panel"), *([case.piece("counsel")] if source.chance(0.6) else [])]
    for _ in range(source.randint(2, 4)):
        parts += [heading(case), *paragraphs(source, facts(case, source.randint(4, 9)), columns)]
    return with_furniture(source, case, "\n\n".join([*parts, case.piece("end")]))


def order(case: Cast) -> str:
    """A short order."""
    source = case.source
    sentences = [*facts(case, source.randint(2, 7)), case.piece("ordered")]
    body = paragraphs(source, sentences, source.pick(0, 72, 84))
    title = source.pick("ORDER", "MEMORANDUM AND ORDER", "JUDGMENT", "Order to Show Cause")
    return with_furniture(source, case, "\n\n".join([caption(case), title, *body, case.piece("judge")]))


def clerk_letter(case: Cast) -> str:
    """A letter of a clerk's office to a list of counsel."""
    source = case.source
    letterhead = [
        case.fill(source.pick("{clerk.caps}", "{clerk.full}")) + source.pick(" \n", "\n") + "CLERK",
        "OFFICE OF THE CLERK",
        court(source).upper(),
        f"FEDERAL COURTHOUSE \n{house(source).upper()} \n{town(source).upper()}",
        long_date(source),
        f"TELEPHONE \n{phone(source)}",
    ]
    blocks = counsel_blocks(source, source.randint(3, 12))
    title = case.fill("RE: {p.full}" + source.pick("", ", et al") + " v. {d.full}")
    sentences = [case.fill("This office has opened the appeal of {p.full} under No. {no}."), *facts(case, 3)]
    body = paragraphs(source, sentences, 88)
    subject = f"{title}\nCase Number: {docket_number(source)}"
    parts = [*letterhead, *blocks, stamp(source), subject, "Dear Counsel:", *body, case.piece("clerk_end")]
    return "\n\n".join(parts)


def _one_of(bodies: Sequence[Body]) -> Callable[[Source], Body]:
    return lambda source: source.choice(bodies)


def counsel_blocks(source: Source, count: int) -> list[str]:
    """Lawyers with firm and address, one block each; some firms return."""
    firms = [firm(source) for _ in range(max(1, count // 2))]
    ending = source.pick(" ", "")
    blocks = []
    for _ in range(count):
        one = source.weighted({agency: 1.4, institution: 0.8, _one_of(firms): 8})(source)
        where = source.pick(one.full, one.full, one.bare, one.short, "")
        place = source.word("building") if source.chance(0.25) else ""
        lines = [person(source).full + source.pick("", "", ", Esq."), where, house(source), place, town(source)]
        blocks.append("\n".join(line + ending for line in lines if line))
    return blocks
