"""Captions in all the layouts that courts use."""

from generator.cast import Cast, Party
from generator.company import company
from generator.facts import court, docket_number
from generator.fictitious import does
from generator.marks import closed_lines
from generator.page import centred, padded, wrapped
from generator.person import Person, person
from generator.source import Source

_COLUMNS = 80
_ALSO = ("d/b/a", "doing business as", "f/k/a", "DBA", "formerly known as", "a/k/a")
_LITIGATION = ("Hernia Mesh Products Liability", "Securities", "Antitrust", "Data Breach", "ERISA", "Sales Practices")


def caption(case: Cast) -> str:
    """The head of a paper filed in `case`."""
    source = case.source
    layout = source.weighted({_bracketed: 5.0, _stacked: 4, _in_re: 2, _one_line: 1.5, _boxed: 2, _reader_order: 3})
    return "\n".join(_court(source)) + "\n\n" + layout(case)


def parties(source: Source, side: tuple[Party, ...], role: str) -> list[str]:
    """One side of a caption as lines without their role."""
    style = source.pick("caps", "caps", "full")
    names = [_described(source, getattr(party, style), party) for party in side]
    text = _listed(source, names)
    extra = source.weighted({"": 8.0, ", et al.": 2.0, "et al": 0.4, "does": 1.2, "others": 0.4})
    if extra == "does" and role.startswith(("Def", "Resp")):
        text += f"{source.pick(';', ',')} and {does(source)}"
    elif extra == "others":
        text += source.pick(
            " and others similarly situated",
            ", on behalf of himself and all others similarly situated",
            ", individually and on behalf of a class",
        )
    elif extra != "does":
        text += extra if extra.startswith(",") or not extra else f", {extra}"
    return _broken(text, source.randint(30, 52))


def _listed(source: Source, names: list[str]) -> str:
    joint = source.pick(", ", "; ", ",\n", ", ")
    last = source.pick(" and ", "; and ", ", and ", ", AND ", " AND ")
    return joint.join(names[:-1]) + last + names[-1] if len(names) > 1 else names[0]


def _described(source: Source, name: str, party: Party) -> str:
    state = source.word("state")
    if isinstance(party, Person):
        choices = {
            name: 14.0,
            f"{name}, an individual": 1.5,
            f"{name}, individually and in {party.his} official capacity as Sheriff": 0.8,
            f"{name}, a minor, by and through his next friend, {person(source).full}": 0.8,
            f"{name}, as Personal Representative of the Estate of {person(source).full}, deceased": 0.8,
            f"{name} and {person(source).full}, husband and wife": 0.6,
            f"{name}, M.D.": 0.4,
            f"{name} d/b/a {company(source).full}": 0.7,
            f"{name} a/k/a {person(source).full}": 0.5,
            f"{name}, Secretary, Department of Corrections": 0.4,
            f"{name}, as Trustee of the {company(source).full}": 0.4,
            f"{name}, in his official capacity": 0.4,
        }
    else:
        choices = {
            name: 12.0,
            f"{name}, a {state} corporation": 2,
            f"{name}, a {state} limited liability company": 1,
            f"{name}, {source.choice(_ALSO)} {company(source).full}": 1.2,
            f"{name}, ex rel. {person(source).full}": 0.8,
            f"{name} ex rel. {person(source).full}": 0.8,
            f"{name}, as subrogee of {person(source).full}": 0.5,
            f"{name}, as Trustee for {company(source).full}": 0.5,
            f"{name}, in rem": 0.1,
        }
    return source.weighted(choices)


def _broken(text: str, columns: int) -> list[str]:
    return wrapped(text, columns).split("\n")


def _court(source: Source) -> list[str]:
    name = court(source)
    if source.chance(0.7):
        name = name.upper()
    lines = _broken(source.pick("IN THE ", "In the ", "", "") + name, source.randint(24, 60))
    if source.chance(0.3):
        lines.append(
            source.pick(
                "CIVIL DIVISION",
                "WESTERN DIVISION",
                "DIVISION THREE",
                "ATLANTA DIVISION",
                "APPELLATE DIVISION",
                "SECOND DEPARTMENT",
                "LAW DIVISION",
            )
        )
    return [centred(line, _COLUMNS) for line in lines] if source.chance(0.5) else lines


def _particulars(case: Cast) -> list[str]:
    source = case.source
    label = source.pick(
        "Case No. ",
        "No. ",
        "Civil Action No. ",
        "CASE NO.: ",
        "Docket No. ",
        "Index No. ",
        "Cause No. ",
        "C.A. No. ",
        "Adv. Proc. No. ",
    )
    lines = [label + case.number]
    judge = source.pick(
        f"Judge {case.people['j']}",
        f"Hon. {case.people['j']}",
        f"Honorable {case.people['j']}",
        f"Assigned to: {case.people['j']}",
        "",
    )
    title = source.pick(
        "COMPLAINT FOR DAMAGES",
        "ORDER",
        "MOTION TO DISMISS",
        "NOTICE OF REMOVAL",
        "MEMORANDUM OPINION",
        "JURY TRIAL DEMANDED",
        "DEFENDANT’S ANSWER",
        "[PROPOSED] ORDER",
        "STIPULATION",
        "NOTICE OF LIS PENDENS",
        "DECLARATION IN SUPPORT OF MOTION",
        "Appeal from the Circuit Court",
    )
    return lines + [
        line
        for line in (judge, title, source.pick("", "Complaint Filed: ", "Trial Date: None Set", "Dept. 12"))
        if line
    ]


def _left_column(case: Cast) -> list[str]:
    source = case.source
    versus = source.pick("v.", "vs.", "-v-", "v.", "-against-", "VS.", "V")
    return [*parties(source, case.left, case.roles[0]), "", f"          {case.roles[0]},", "", f"     {versus}", "",
            *parties(source, case.right, case.roles[1]), "", f"          {case.roles[1]}."]  # fmt: skip


def _bracketed(case: Cast) -> str:
    source = case.source
    mark = source.pick(")", "§", ":", "|", ")", "*", "}")
    left, right = closed_lines("\n".join(_left_column(case))), _particulars(case)
    right = [line for item in right for line in (item, "")]
    column = source.randint(40, 56)
    rows = max(len(left), len(right))
    left += [""] * (rows - len(left))
    right += [""] * (rows - len(right))
    return "\n".join(f"{padded(a, column)}{mark}{'    ' + b if b else ''}" for a, b in zip(left, right, strict=True))


def _reader_order(case: Cast) -> str:
    """As a reader of PDF gives a bracketed caption: one column's pieces and the brackets, each on a line."""
    source = case.source
    mark = source.pick(")", "§", ":", "")
    rows: list[str] = []
    particulars = _particulars(case)
    for line in closed_lines("\n".join(_left_column(case))):
        rows.append(line.strip() + source.pick(" ", ""))
        rows.extend([" "] * source.randint(0, 3))
        if mark and source.chance(0.7):
            rows.append(mark)
        if particulars and source.chance(0.3):
            rows.append(particulars.pop(0))
    return "\n".join([*rows, *particulars])


def _stacked(case: Cast) -> str:
    source = case.source
    blank = source.pick("\n\n", "\n\n", " \n \n")
    lines = [
        source.pick("\n", " \n").join(parties(source, case.left, case.roles[0])) + source.pick(",", ""),
        f"{case.roles[0]},",
        source.pick("v.", "vs.", "-v.-", "– against –"),
        "\n".join(parties(source, case.right, case.roles[1])) + ",",
        f"{case.roles[1]}.",
        *_particulars(case),
    ]
    return blank.join(centred(line, _COLUMNS) if "\n" not in line and source.chance(0.4) else line for line in lines)


def _boxed(case: Cast) -> str:
    source = case.source
    rule = source.pick("_" * 40, "-" * 40 + "x", "=" * 40, "/" * 30)
    return f"{rule}\n" + "\n".join(_left_column(case)) + f"\n{rule}\n" + "\n".join(_particulars(case))


def _one_line(case: Cast) -> str:
    left, right = case.left[0], case.right[0]
    source = case.source
    versus = source.pick(" v. ", " vs. ", " V. ", ", et al. v. ", " v ")
    others = source.pick("", ", et al.", ", et al")
    title = f"{source.pick(left.full, left.caps)}{versus}{source.pick(right.full, right.caps)}{others}"
    return f"{title}\n{_particulars(case)[0]}"


def _in_re(case: Cast) -> str:
    source = case.source
    some = company(source)
    subject = source.pick(
        f"{case.left[0].full}, {source.pick('Debtor', 'Debtors', 'Alleged Debtor')}.",
        f"{case.left[0].caps}, et al., Debtors.",
        f"{some.short} {source.choice(_LITIGATION)} Litigation",
        f"{some.caps_short} {source.pick('PRODUCTS LIABILITY LITIGATION', 'SECURITIES LITIGATION')}",
        f"the Estate of {person(source).full}, Deceased",
        f"the Marriage of {person(source).full} and {person(source).full}",
        f"the Matter of the Application of {some.full}",
        f"Grand Jury Subpoena to {some.full}",
        f"{person(source).initials}, a minor child",
    )
    head = source.pick("IN RE:  ", "In re ", "In re:\n", "IN THE MATTER OF ", "In the Matter of ", "IN RE ")
    side = f" {source.pick(')', '§', ':')} " if source.chance(0.3) else "\n"
    last = source.pick("Chapter 11", f"MDL No. {source.digits(4)}", "(Jointly Administered)", docket_number(source))
    return f"{head}{subject}{side}{_particulars(case)[0]}\n{last}"
