"""Dockets, contracts, wills, police and medical reports, affidavits."""

from generator.caption import caption
from generator.cast import Cast
from generator.page import paragraphs, with_furniture, wrapped
from generator.pleading import facts
from generator.source import Source, templates


def docket(case: Cast) -> str:
    """The entries of a docket."""
    source = case.source
    entries = case.lines(templates("dockets")["entry"], source.randint(6, 24))
    number = source.pick("", "", "{} ", "# {}\t")
    left, right = case.left[0], case.right[0]
    head = source.pick(f"{left.full} v. {right.full}", f"{left.short} v. {right.short}", left.full)
    return "\n".join([head, *(number.format(place) + entry for place, entry in enumerate(entries, 1))])


def contract(case: Cast) -> str:
    """A contract, a note, a deed or a will, with defined terms and signatures."""
    source = case.source
    texts = templates("contract")
    one, two = case.people["c2"], source.pick(case.people["c3"], case.people["w"])
    case.people.update(one=one, two=two, kind=source.choice(texts["kind"]))
    columns = source.pick(0, 76, 84)
    style = source.pick("{}. ", "{}.1 ", "Section {}. ", "({}) ", "")
    clauses = case.lines(texts["clause"], source.randint(6, 14))
    body = [style.format(n) + (wrapped(clause, columns) if columns else clause) for n, clause in enumerate(clauses, 1)]
    preamble = case.fill(source.choice(texts["preamble"]))
    parts = [case.fill("{kind} AGREEMENT"), preamble, *body, case.piece("contract_end")]
    return with_furniture(source, case, "\n\n".join(parts))


def report(case: Cast) -> str:
    """A police or a medical report."""
    source = case.source
    kind = source.pick("police", "medical")
    lines = case.lines(templates("reports")[kind], source.randint(5, 11))
    tail = source.pick(
        "Electronically signed by {x.full}, MD on {sdate} {time}",
        "Dictated by: {x.inits}; transcribed: {w.ini}",
        "Reviewed by Lt. {P.full}",
        "{o.short} #{num}",
    )
    text = source.pick("\n", "\n\n", " ").join(lines)
    whole = "\n\n".join([case.piece(f"{kind}_head"), text, case.fill(tail)])
    return whole.upper() if source.chance(0.1) else whole


def affidavit(case: Cast) -> str:
    """A sworn statement."""
    source = case.source
    sworn = templates("reports")["sworn"]
    first = case.fill(source.choice(sworn[:2]))
    statements = [first, *case.lines(sworn[2:], source.randint(3, 7)), *facts(case, source.randint(1, 5))]
    gap = source.pick(" ", "  ", "\t")
    numbered = [f"{number}.{gap}{statement}" for number, statement in enumerate(statements)]
    body = numbered if source.chance(0.7) else paragraphs(source, statements, 80)
    title = source.pick(
        "DECLARATION OF {w.caps}", "AFFIDAVIT OF {w.full}", "Declaration of {w.full} in Support of {motion}"
    )
    sign = source.pick(
        "{w.signed}\n{w.caps}", "_______________\n{w.full}", "Sworn to before me\n{P.full}\nNotary Public"
    )
    head = caption(case) if source.chance(0.6) else _venue(source)
    return with_furniture(source, case, "\n\n".join([head, case.fill(title), *body, case.fill(sign)]))


def _venue(source: Source) -> str:
    return (
        f"STATE OF {source.word('state').upper()} )\n                ) ss.\nCOUNTY OF {source.word('county').upper()} )"
    )
