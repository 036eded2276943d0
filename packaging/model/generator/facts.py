"""Text around names that is not a name: dates, sums, addresses, numbers of cases and exhibits, statutes, courts."""

from collections.abc import Callable

from generator.source import Source, words


def date(s: Source) -> str:
    """A date, in one of the usual ways."""
    month, day, year = s.word("month"), s.randint(1, 28), s.randint(1994, 2025)
    return s.weighted(
        {
            f"{month} {day}, {year}": 8.0,
            f"{s.randint(1, 12)}/{day}/{year}": 2,
            f"{s.randint(1, 12):02}/{day:02}/{year}": 1,
            f"{day} {month} {year}": 0.7,
            f"{year}-{s.randint(1, 12):02}-{day:02}": 0.4,
            f"{month[:3]}. {day}, {year}": 0.7,
            f"{month} {year}": 0.7,
        }
    )


def long_date(s: Source) -> str:
    """A date in words, as orders and letters have it."""
    return f"{s.word('month')} {s.randint(1, 28)}, {s.randint(1994, 2025)}"


def short_date(s: Source) -> str:
    """A date in digits, as stamps have it."""
    return f"{s.randint(1, 12):02}/{s.randint(1, 28):02}/{s.pick(str(s.randint(2003, 2025)), str(s.randint(10, 25)))}"


def time(s: Source) -> str:
    """A time of day."""
    return f"{s.randint(1, 12)}:{s.randint(0, 59):02} {s.pick('a.m.', 'p.m.', 'AM', 'PM')}"


def money(s: Source) -> str:
    """A sum of money."""
    return s.pick(
        f"${s.randint(1, 999)},{s.randint(0, 999):03}.{s.randint(0, 99):02}",
        f"${s.randint(1, 900)},000",
        f"${s.randint(1, 90)}.{s.digits(1)} million",
        f"${s.randint(20, 999)}",
        f"USD {s.digits(5)}",
    )


def docket_number(s: Source) -> str:
    """The number of a case."""
    year, serial = s.randint(3, 25), s.randint(1, 99999)
    judges = "".join(s.choices("ABCDEFGHJKLMPRSTW", k=3))
    return s.pick(
        f"{s.randint(1, 8)}:{year:02}-cv-{serial:05}",
        f"{s.randint(1, 8)}:{year:02}-cv-{serial:05}-{judges}",
        f"{year:02}-cv-{serial:05}-{judges}",
        f"CV-{year:02}-{serial:05}-PHX-{judges}",
        f"{s.randint(1, 8)}:{year:02}-cr-{serial:05}-{judges}-{s.randint(1, 9)}",
        f"{year:02}-{serial % 9999:04}",
        f"20{year:02}-CV-{serial}",
        f"{year:02}-bk-{serial:05}-{judges}",
        f"MDL {year:02}-{s.digits(5)}",
        f"BC{s.digits(6)}",
        f"C.A. No. 20{year:02}-{s.digits(4)}-{judges}",
        f"ED{s.digits(6)}",
        f"{s.digits(4)}-CC{s.digits(5)}",
        f"A-{s.digits(6)}",
        f"CACE-{year:02}-{s.digits(6)}",
    )


def address(s: Source) -> str:
    """A street address on one line."""
    return f"{house(s)}, {town(s)}"


def house(s: Source) -> str:
    """House and street."""
    unit = s.pick(
        "",
        "",
        "",
        f", Suite {s.randint(1, 4000)}",
        f", Apt. {s.randint(1, 60)}",
        f", {s.randint(2, 60)}th Floor",
        f" #{s.randint(1, 99)}",
    )
    if s.chance(0.06):
        return f"{s.pick('P.O. Box', 'PO Box', 'P. O. Box')} {s.digits(4)}"
    side = s.pick("", "", "N. ", "South ", "W. ", "East ")
    return f"{s.randint(1, 29999)} {side}{s.word('street')} {s.word('street_kind')}{unit}"


def town(s: Source) -> str:
    """City, state and ZIP."""
    place = s.pick(s.word("postal"), s.word("postal"), s.word("state"))
    return f"{s.word('city')}, {place} {s.randint(501, 99950):05}{s.pick('', '', f'-{s.randint(1000, 9999)}')}"


def phone(s: Source) -> str:
    """A telephone number that is not assigned."""
    area, last = s.randint(201, 989), s.randint(100, 199)
    return s.pick(f"({area}) 555-0{last}", f"{area}-555-0{last}", f"{area}.555.0{last}", f"Tel. ({area}) 555-0{last}")


def statute(s: Source) -> str:
    """A statute, a rule or an act."""
    section = f"{s.randint(1, 2999)}{s.pick('', '', '(a)', '(b)(1)', '(c)(2)(A)', 'a', 'f')}"
    code = s.pick("Penal", "Civil", "Business and Professions", "Labor", "Family", "Insurance", "Health & Safety")
    act = s.word("act")
    rules = s.word("rules")
    return s.pick(
        f"{s.randint(1, 50)} U.S.C. § {section}",
        f"{s.randint(1, 50)} U.S.C. §§ {s.digits(3)}-{s.digits(4)}",
        f"{s.randint(1, 50)} C.F.R. § {s.digits(3)}.{s.digits(2)}",
        f"section {section} of the {code} Code",
        f"Cal. {code} Code § {section}",
        f"{rules} {s.randint(1, 60)}{s.pick('', '(a)', '(b)(6)', '.1')}",
        f"the {act}",
        f"{s.word('abbreviated')} Stat. § {s.digits(3)}.{s.digits(2)}",
        f"N.R.S. {s.digits(2)}.{s.digits(3)}",
        f"Title VII{s.pick('', ' of the Civil Rights Act of 1964')}",
        f"Section {s.randint(2, 99)}({s.choice('abcde')})",
        f"Tex. Ins. Code § {s.digits(3)}.{s.digits(3)}",
        f"the {s.word('state')} {code} Code",
        f"Chapter {s.randint(2, 99)} of the {s.word('state')} {code} Code",
        f"{s.randint(1985, 2024)} {s.word('abbreviated')} Sess. Laws {s.digits(3)}",
    )


def court(s: Source) -> str:
    """A court, which is no party."""
    state, county = s.word("state"), s.word("county")
    side = s.pick("Northern", "Southern", "Eastern", "Western", "Central", "Middle")
    circuit = s.word("circuit")
    return s.pick(
        f"United States District Court for the {side} District of {state}",
        f"United States District Court, District of {state}",
        f"U.S. District Court for the {side} District of {state}",
        f"Superior Court of {state}, County of {county}",
        f"Circuit Court of {county} County, {state}",
        f"District Court of {county} County",
        f"United States Court of Appeals for the {circuit} Circuit",
        f"{circuit} Circuit",
        f"Supreme Court of {state}",
        f"{state} Court of Appeals",
        f"United States Bankruptcy Court for the {side} District of {state}",
        f"{county} County Superior Court",
        f"Court of Common Pleas, {county} County, Ohio",
        f"{s.randint(2, 19)}th Judicial Circuit Court",
        f"{state} Supreme Court",
        "Court of Federal Claims",
        "Judicial Panel on Multidistrict Litigation",
    )


def exhibit(s: Source) -> str:
    """A reference to an exhibit or to the record."""
    return s.pick(
        f"Exhibit {s.choice('ABCDEFGHJK')}",
        f"Ex. {s.randint(1, 60)}",
        f"Dkt. {s.randint(1, 400)}",
        f"ECF No. {s.randint(1, 400)}",
        f"Doc. {s.randint(1, 900)}",
        f"App. {s.randint(1, 99)}",
        f"R. at {s.randint(1, 900)}",
        f"Tr. {s.randint(1, 300)}:{s.randint(1, 25)}-{s.randint(1, 25)}",
        f"Compl. ¶ {s.randint(1, 99)}",
        f"JA{s.digits(4)}",
        f"D.E. {s.randint(1, 300)}",
    )


def product(s: Source) -> str:
    """A thing that is sold, without a brand."""
    return s.word("product")


def motion(s: Source) -> str:
    """The title of a paper."""
    kind = s.word("motion")
    return s.pick(kind, kind, f"{kind} (the “Motion”)", kind.lower(), f"“{kind}”")


FACTS: dict[str, Callable[[Source], str]] = {
    "date": date,
    "ldate": long_date,
    "sdate": short_date,
    "time": time,
    "money": money,
    "no": docket_number,
    "addr": address,
    "house": house,
    "town": town,
    "phone": phone,
    "stat": statute,
    "court": court,
    "exh": exhibit,
    "product": product,
    "motion": motion,
    "num": lambda s: str(s.randint(2, 480)),
    "n": lambda s: str(s.randint(2, 12)),
    "ord": lambda s: s.pick("first", "second", "third", "fourth", "1st", "15th", "21st"),
    "year": lambda s: str(s.randint(1985, 2025)),
    "city": lambda s: s.word("city"),
    "indian_city": lambda s: s.word("indian_city"),
    "indian_state": lambda s: s.word("indian_state"),
    "abroad_city": lambda s: s.word("abroad_city"),
    "county": lambda s: f"{s.word('county')} County",
    "state": lambda s: s.word("state"),
    "st": lambda s: s.word("abbreviated"),
    "day": lambda s: s.word("weekday"),
    "month": lambda s: s.word("month"),
    "country": lambda s: s.word("country"),
    "building": lambda s: s.word("building"),
    "acct": lambda s: s.pick("xxxx", "XXX-XX-", "ending in ") + s.digits(4),
    "bates": lambda s: s.choice(words("common")).upper()[:4] + s.pick("_", "-", "") + f"{s.randint(1, 99999):07}",
    "age": lambda s: str(s.randint(18, 88)),
    "pct": lambda s: f"{s.randint(2, 98)}%",
}
"""Slots of templates by name, see `generator.cast.Slots`."""
