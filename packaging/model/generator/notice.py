"""Lists of people: service lists, schedules of cases, forms with fields."""

from generator.caption import caption
from generator.cast import Cast
from generator.company import company
from generator.facts import docket_number
from generator.page import running_head, with_furniture
from generator.person import person
from generator.ruling import counsel_blocks
from generator.source import Source, templates


def service_list(case: Cast) -> str:
    """Names and addresses of those who are served."""
    source = case.source
    head = source.pick(
        "SERVICE LIST", "CREDITOR MATRIX", "LABEL MATRIX FOR LOCAL NOTICING", "COUNSEL OF RECORD", "Via ECF"
    )
    blocks = counsel_blocks(source, source.randint(3, 9))
    if source.chance(0.4):
        blocks = [_in_care_of(source, block) for block in blocks]
    return with_furniture(source, case, "\n\n".join([head, *blocks]))


def _in_care_of(source: Source, block: str) -> str:
    address = block.split("\n")[-2:]
    return "\n".join([company(source).full, f"Attn: {person(source).full}", *address])


def schedule(case: Cast) -> str:
    """A table of related cases, each with its own name."""
    source = case.source
    some = company(source)
    separator = source.pick(" \n", "\t", "   ", " | ")
    rows = [separator.join(_member_case(source, some.full)) for _ in range(source.randint(5, 22))]
    litigation = source.pick("Hernia Mesh Products Liability", "Hip Implant Products Liability", "Marketing Practices")
    title = f"In re {some.short} {litigation} Litigation, No. MDL {source.digits(2)}-{source.digits(5)}"
    head = ["Exhibit 1 – Member Actions", "Short Title\nNumber Here\nCourt of Origin\n" + "\n".join(rows)]
    return with_furniture(source, case, "\n\n".join([title, *head, running_head(source, case)]))


def _member_case(source: Source, defendant: str) -> list[str]:
    against = defendant if source.chance(0.75) else company(source).full
    district = source.pick("N.D.", "S.D.", "E.D.", "C.D.", "W.D.", "")
    place = f"{source.word('abbreviated')} {district}".strip()
    return [f"{person(source).plain} v. {against}", docket_number(source), place, docket_number(source)]


def form(case: Cast) -> str:
    """A form with fields: appearance, cover sheet, intake, disclosure of interests."""
    source = case.source
    gap = source.pick("  ", "\n", " \n \n", "\t", ": ", ":\n")
    fields = [field.split(": ", 1) for field in source.some(templates("pieces")["form"], 6, 18)]
    lines = [f"{label}{gap}{case.fill(value)}" for label, value in fields]
    title = source.pick("NOTICE OF APPEARANCE", "CIVIL COVER SHEET", "Disclosure of Interests", "INTAKE FORM")
    head = caption(case) if source.chance(0.5) else title
    boxes = source.pick("", "\n[ ] Pro Se   [ ] Retained   [ ] Appointed", "\n___ Appellant ___ Appellee ___ Amicus")
    return f"{head}\n\n" + source.pick("\n", "\n\n", " \n").join(lines) + boxes
