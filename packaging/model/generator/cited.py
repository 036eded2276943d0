"""Cited precedents: their case names are not masked, in full or short form."""

from generator.company import bank, company, insurer
from generator.facts import docket_number, long_date
from generator.marks import plain
from generator.person import person
from generator.source import Source

_REPORTERS = (
    "U.S.",
    "F.2d",
    "F.3d",
    "F.4th",
    "S. Ct.",
    "F. Supp. 2d",
    "F. Supp. 3d",
    "Cal. 4th",
    "Cal. App. 5th",
    "N.E.2d",
    "N.Y.S.2d",
    "S.W.3d",
    "So. 3d",
    "P.3d",
    "A.3d",
    "N.W.2d",
    "S.E.2d",
    "F.R.D.",
    "B.R.",
    "N.C.",
    "N.C. App.",
    "Ill. 2d",
    "Fed. Cl.",
    "Misc. 3d",
    "A.D.3d",
)


def case_name(s: Source) -> str:
    """A name of a cited case, unlabeled."""
    left, right = _side(s), _side(s)
    return s.weighted(
        {
            f"{left} v. {right}": 12.0,
            f"In re {left}": 1.5,
            f"United States v. {person(s).family}": 2,
            f"State v. {person(s).family}": 1.5,
            f"{left} v. State": 1,
            f"{left} v. United States": 1,
            f"Matter of {person(s).family}": 0.4,
            f"Ex parte {person(s).family}": 0.3,
            f"{left} v. State ex rel. {person(s).family}": 0.4,
        }
    )


def citation(s: Source) -> str:
    """A whole citation."""
    name = case_name(s)
    volume, page = s.randint(1, 999), s.randint(1, 2400)
    pin = s.pick("", f", {page + s.randint(1, 30)}", f", {page + 3}–{page % 100 + 4:02}")
    place = s.pick(
        "",
        f"{s.randint(1, 11)}th Cir. ",
        f"{s.word('abbreviated')} ",
        f"{s.pick('S.D.', 'N.D.', 'E.D.', 'D.')} {s.word('abbreviated')} ",
        f"{s.word('abbreviated')} App. ",
        f"{s.word('abbreviated')} Ct. App. ",
        "Fed. Cir. ",
    )
    return s.weighted(
        {
            f"{name}, {volume} {s.choice(_REPORTERS)} {page}{pin} ({place}{s.randint(1890, 2024)})": 8.0,
            f"{name}, No. {docket_number(s)}, {_westlaw(s)}, at *{s.randint(1, 12)} ({place}{long_date(s)})": 2,
            f"{name}, {volume} {s.choice(_REPORTERS)} {page} ({s.randint(1890, 2024)}) (per curiam)": 1,
            f"{name}, {s.randint(2005, 2024)} IL App ({s.randint(1, 5)}d) {s.digits(6)}": 0.4,
        }
    )


def _westlaw(s: Source) -> str:
    return f"{s.randint(2005, 2024)} WL {s.digits(7)}"


def short_citation(s: Source) -> str:
    """A later citation of the same case, by one of its names."""
    name, volume, reporter = _one_name(s), s.randint(1, 999), s.choice(_REPORTERS)
    return s.pick(
        f"{name}, {volume} {reporter} at {s.randint(1, 999)}",
        f"{name}, {_westlaw(s)}, at *{s.randint(1, 9)}",
        f"{name}, supra, at {s.randint(1, 99)}",
        "Id.",
        f"Id. at {s.randint(1, 999)}",
    )


def sentence(s: Source) -> str:
    """A sentence that cites a precedent; the precedent's short name stays unlabeled."""
    name = _one_name(s)
    return s.pick(
        f"See {citation(s)}.",
        f"See, e.g., {citation(s)}; {citation(s)}.",
        f"Under {name}, the moving party bears the burden. {short_citation(s)}.",
        f"In {name}, the court held that the statute of limitations was tolled. {short_citation(s)}.",
        f"{name} does not hold otherwise. {short_citation(s)}.",
        f"But see {citation(s)} (distinguishing {name}).",
        f"The {name} court rejected the same argument. {short_citation(s)}.",
        f"{citation(s)} (quoting {citation(s)}).",
        f"The standard is set out in {citation(s)}, and was applied in {case_name(s)}.",
        f"As in {name}, the record here shows no prejudice.",
        f"This case is unlike {name} because the contract there was oral.",
        f"We review de novo. {citation(s)}. The second step of {name} is not reached.",
        f"Cf. {citation(s)}; accord {citation(s)}.",
        f"A complaint must contain sufficient factual matter. {citation(s)} (citing {citation(s)}).",
        f"The court held a {name} hearing and gave a {name} warning.",
        f"Nothing in {name} or {_one_name(s)} undermines that conclusion.",
        f"Counsel filed {s.pick('an', 'a')} {name} brief and moved to withdraw.",
    )


def _side(s: Source) -> str:
    return s.weighted(
        {
            person(s).family: 9.0,
            plain(company(s).full): 4,
            plain(insurer(s).full): 1,
            plain(bank(s).full): 0.7,
            f"City of {s.word('city')}": 0.7,
            f"Estate of {person(s).family}": 0.3,
            f"Comm'r of {s.word('state')} Dep't of Corr.": 0.2,
        }
    )


def _one_name(s: Source) -> str:
    return s.weighted({person(s).family: 8.0, plain(company(s).short): 2})
