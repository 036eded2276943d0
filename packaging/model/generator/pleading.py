"""Papers that parties file: complaints, motions, briefs, and what stands at their ends."""

from generator.caption import caption
from generator.cast import Cast
from generator.cited import sentence
from generator.facts import address, house, long_date, phone, town
from generator.page import cited_self, line_numbered, paragraphs, running_head, spaced_capitals, with_furniture
from generator.source import Source, templates

_TOPICS = ("contract", "injury", "employment", "criminal", "insurance", "public", "ip", "bankruptcy", "family")


def pleading(case: Cast) -> str:
    """A paper filed by a party."""
    source = case.source
    columns = source.pick(0, 0, 70, 80, 92)
    parts = [*([signature(case)] if source.chance(0.2) else []), caption(case), case.piece("opening")]
    for _ in range(source.randint(1, 4)):
        parts += [heading(case), *_numbered(source, paragraphs(source, facts(case, source.randint(3, 9)), columns))]
    if source.chance(0.25):
        parts.append(running_head(source, case))
    parts.append(signature(case))
    if source.chance(0.4):
        parts.append(certificate(case))
    text = "\n\n".join(parts)
    if source.chance(0.15):
        return line_numbered(source, text.replace("\n\n", "\n"))
    return with_furniture(source, case, text)


def facts(case: Cast, count: int) -> list[str]:
    """Sentences about the case: of one or two subjects, with procedure, role words and precedents mixed in."""
    topics = case.source.some(_TOPICS, 1, 2)
    return [_fact(case, case.source.choice(topics)) for _ in range(count)]


def _fact(case: Cast, topic: str) -> str:
    source = case.source
    sections = templates("facts")
    kind = source.weighted(
        {"cited": 13.0, "role": 8, "rule": 5, "procedure": 20, "self": 2, "attributive": 12, topic: 40}
    )
    if kind == "cited":
        return sentence(source)
    if kind == "self":
        return f"See {cited_self(case)}."
    return case.fill(source.choice(templates("boilerplate")["rule"] if kind == "rule" else sections[kind]))


def heading(case: Cast) -> str:
    """A heading; sometimes one that names a party, sometimes letter-spaced."""
    text = case.piece("heading")
    return spaced_capitals(text) if case.source.chance(0.04) else text


def signature(case: Cast) -> str:
    """A signature block with counsel, firm and address."""
    source = case.source
    side = source.pick("p", "d")
    role = case.roles[side == "d"]
    bar = source.pick(f"(SBN {source.digits(6)})", f"State Bar No. {source.digits(8)}", "(pro hac vice)", "")
    lines = [
        source.pick("Respectfully submitted,", f"Dated: {long_date(source)}", ""),
        case.fill(source.pick(f"{{f{side}.full}}", f"{{f{side}.caps}}", "")),
        case.fill(source.pick(f"By: {{c{side}.signed}}", f"{{c{side}.signed}}", "_" * 30)),
        case.fill(f"{{c{side}.full}} {bar}"),
        *(case.fill(line) for line in source.some((f"{{c{side}2.full}}", "{P.full}, Esq.", "{P.full}"), 0, 2)),
        *source.pick((house(source), town(source)), (address(source),), ()),
        phone(source),
        case.fill(source.pick(f"{{c{side}.email}}", f"Email: {{c{side}.email}}", "")),
        source.pick("Attorneys for ", "Counsel for ", "Attorney for ") + role,
        source.pick("", "", str(case.people[side])),
    ]
    return "\n".join(line for line in lines if line.strip())


def certificate(case: Cast) -> str:
    """A certificate of service."""
    source = case.source
    served = source.pick(
        "all counsel of record via CM/ECF",
        "{cd.full}, {fd.full}, {addr}",
        "{cd.full} ({cd.email})\n{P.full}\n{F.full}\n{house}\n{town}",
    )
    head = source.pick("CERTIFICATE OF SERVICE", "PROOF OF SERVICE", "Certificate of Service", "AFFIDAVIT OF SERVICE")
    return case.fill(f"{head}\nI certify that on {{ldate}}, I served the foregoing on {served}.\n{{P.signed}}")


def _numbered(source: Source, blocks: list[str]) -> list[str]:
    style = source.pick("", "", "{}. ", "{}.\n", "¶ {} ", "({})  ")
    first = source.randint(1, 60)
    return [style.format(number) + block for number, block in enumerate(blocks, first)]
