"""Measures and counts: numbers with the unit or the noun after them.

The canonical value of a measure is its size in the smallest unit of its group, so that "72 hours" and "three days" are
one value, and "61 feet 6 inches" and "61.5 feet" are. A count keeps the word after it: "three kilns".
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from legalredact.matching.facts.fact import FactKind, Figure
from legalredact.matching.facts.numerals import NUMERAL, number_of, plain
from legalredact.matching.facts.units import UNIT, base, unit_of
from legalredact.matching.text.lazy_pattern import lazy_pattern
from legalredact.model.mention import Span

_ABOUT = re.compile(
    r"\b(?:about|around|approximately|roughly|nearly|almost|close\sto|just\s(?:under|over|short\sof)|some|maybe|over"
    r"|under|more\sthan|less\sthan|fewer\sthan|up\sto|at\sleast|at\smost|approx\.|not\squite|(?:well|slightly)\s(?:over"
    r"|above|below|under)|a\s(?:little|bit)\s(?:over|under|above|below|more\sthan|less\sthan)|circa|ca\.|an\sestimated"
    r"|rounded\sto)\s(?:an?\s)?\Z",
    re.I,
)
_ABOUT_AFTER = re.compile(r"(?:\s[A-Za-z]{2,12})?\sor\s(?:so|more|less|thereabouts)\b|\+", re.I)
_ABOUT_BEFORE = 28
_KIND_OF_DAY = (
    r"(?:(?:calendar|business|court|working|full|whole|consecutive|straight|linear|rentable|more"
    r"|further)[\s-]{1,3}){0,2}"
)
_PARENTHESES = r"(?:\s?\(\s?[\d,.]{1,12}\s?\))?"
_AFTER = rf"(?:{_PARENTHESES}[\s\u00a0-]{{0,3}}{_KIND_OF_DAY}(?P<unit>{UNIT})(?![A-Za-z]|[-–][A-Za-z]*\d))"
_RANGE = r"(?:\s?[-–]\s?|\s(?:to|or|and|through)\s)"
_MEASURE = lazy_pattern(rf"{NUMERAL}{_AFTER}(?P<more>\s(?:and\sa\s(?P<rest>half|quarter)))?(?P<old>[\s-]old)?", re.I)
_BEFORE_RANGE = lazy_pattern(rf"{NUMERAL}(?={_RANGE})", re.I)
_PAIRED = frozenset(
    {("foot", "inch"), ("hour", "minute"), ("minute", "second"), ("year", "month"), ("pound", "ounce"), ("week", "day")}
)
"""Units that one measure has with a comma between them: "three weeks, 120 hours" says one time twice."""
_RATE = r"(?:within|after|for|about|nearly|almost|in|only|just|over|under|than|of|lasted|took|waited|another|by)"
_FAR = lazy_pattern(
    rf"{NUMERAL}\s(?P<between>(?:[a-z-]{{3,16}}\s){{1,2}})(?P<unit>minutes|hours|days|weeks|months|years)\b", re.I
)
"""A number whose unit comes after other words: "eleven unused vacation days"."""
_TIMES = re.compile(r"\b(?:(?P<two>twice)|(?P<three>thrice))\b", re.I)
_FEET_AND_INCHES = re.compile(
    r"(?<![\w.])(?P<feet>\d{1,2})\s?(?:ft\.?|feet|foot|’|')\s?(?P<inches>\d{1,2}(?:\.\d+)?)\s?(?:in\b\.?|”|\")", re.I
)
"""Heights: "6 ft 1 in"; "in" alone is a word."""
_HALF_MILE = re.compile(r"\bhalf\sa\smile\b", re.I)
_ONE = lazy_pattern(
    rf"\b(?:(?P<before>{_RATE})\s)?(?:(?P<half>half)\s(?:an?|the)|(?P<quarters>(?:a|one|three)\squarters?)\sof\san?"
    rf"|an?|one[\s-]half)\s(?P<unit>second|minute|hour|day|week"
    rf"|month|year|decade)(?P<rest>\sand\sa\s(?:half|quarter))?\b(?P<more>(?=\sand\s{NUMERAL}\s(?:second|minute"
    rf"|hour|day|week|month)s?\b))?(?P<after>[’'\s]s?\s?(?:later|earlier|after|before|ago"
    r"|long|notice|pay|old|prior|of)\b)?",
    re.I,
)
_RATED = re.compile(
    r"(?:[$€£]\s?[\d,.]{1,12}|\d|percent|%|\b(?:hours?|times?|days?|minutes?|shifts?|once|twice|paid|rate|dollars))"
    r"\s(?:in\s)?\Z",
    re.I,
)
"""What an "a week" after it makes a rate: "$7,000 a day after that", "40 hours in a week"."""
_COUNT = lazy_pattern(
    rf"{NUMERAL}(?!\w)(?:(?=[\s-]{{1,3}}(?P<noun>[a-z][a-z’'-]{{0,24}})(?P<others>"
    rf"(?:\s[a-z][a-z’'-]{{0,24}}){{0,2}})))?",
    re.I,
)
_NOUN_BEFORE = re.compile(r"(?:^|[\s(])(?P<noun>[A-Za-z]{2,20})\s\Z")
_LIST_BEFORE = re.compile(
    r"(?:^|[\s(])(?P<noun>[A-Za-z]{2,20})\s(?:\d{1,5}(?:,\s|,?\s(?:and|or|to"
    r"|through)\s|\s?[-–]\s?)){1,12}\Z"
)
_ROW = re.compile(r"[^\S\n|]*(?P<nouns>[A-Z](?:[a-z]{2,20}s|[A-Z]{2,20}S))[^\S\n]{1,8}\Z")
_ROW_END = re.compile(r"[^\S\n]*(?:\n|\Z)")
_IN_LIST = re.compile(r"(?:,\s\d{1,5})*,?\s(?:and|or)\s\d{1,5}(?!\d|[.,]\d|\s[a-z]+s\b)")
_RATIO = re.compile(r"(?<![\d:.,])(?P<first>\d{1,2}):(?P<second>\d)(?![\d:])")
"""A ratio such as "1:4"; a time has two digits for its minutes."""
_AGED = re.compile(r"\b(?:aged?|at\sthe\sage\sof)\s(?:of\s)?(?:\d{1,2}\sand\s)?\Z", re.I)
_OF_NOUN = lazy_pattern(
    rf"\s(?:out\s)?of\s(?:the\s|those\s|these\s|all\s)?{NUMERAL}\s(?P<noun>[a-z]{{3,20}}s)\b(?!\s(?:and|or)\b)", re.I
)
"""The noun of "five of seven terms", which the first number counts, too."""
OF_SCALE = re.compile(r"\s(?:out\s)?of\s\d")
"""After the first number of "Pain 8 of 10", which is no label."""
LABEL_NOUNS = frozenset(
    "count exhibit section article part schedule annex appendix chapter title unit suite room courtroom"
    " depot building lot"
    " page line item paragraph clause rule group grade level phase step stage type class tab volume figure table"
    " track lane gate floor apartment medic division district ward bus truck car photo invoice document message claim"
    " request interrogatory issue question site bay dock berth kiln pier slip tract parcel well no badge"
    " pump valve tank"
    " machine engine train flight route platform form draft version revision model channel frame slide row column sheet"
    " counterclaim defense charge cause specification"
    " house block batch sample specimen test trial run shift crew team zone area bin box crate pallet"
    " container id".split()
)
"""Nouns that a number directly after them names and does not count."""
NO_NOUNS = frozenset(
    "and or of to in on at by for with from the a an is was are were has have had that which who per as"
    " than but not if so"
    " under over until through between when while because after before since during within into off up out"
    " all each every"
    " be been it its he she they his her their this these those there more less other others times percent will would"
    " had did do does above below beyond together altogether apiece now then ago".split()
)
"""Words after a number that do not name the counted things."""
_LABEL_NOT = NO_NOUNS | frozenset(
    "about around approximately roughly nearly almost only just least most some same additional another first last next"
    " these any no both exactly some maybe took made paid doing going total see covers totaling totalling"
    " qty quantity number aged age ages".split()
)


def is_about(text: str, at: int, end: int | None = None) -> bool:
    """Whether the words before a number, or after its end, say that it is not exact ("about five", "five or so")."""
    if end is not None and _ABOUT_AFTER.match(text, end):
        return True
    return _ABOUT.search(text[max(0, at - _ABOUT_BEFORE) : at]) is not None


def measures(text: str) -> Iterator[Figure]:
    """Numbers with a unit, and "a week", "half an hour"; adjacent parts are one measure ("61 feet 6 inches")."""
    last: Figure | None = None
    for figure in _single(text):
        if (
            last is not None
            and _continues(text, last, figure)
            and last.number is not None
            and figure.number is not None
        ):
            last = Figure(Span(last.span.start, figure.span.end), last.kind, *_sum(last, figure), last.unit, last.about)
            continue
        if last is not None:
            yield last
        last = figure
    if last is not None:
        yield last


def counts(text: str) -> Iterator[Figure]:
    """Plain numbers in digits or words; a number directly after a noun is a label ("kilns 2, 5 and 6", "bus 617")."""
    for match in _TIMES.finditer(text):
        times = 2 if match["two"] else 3
        yield Figure(Span(*match.span()), FactKind.COUNT, str(times), Decimal(times), "times")
    for match in _RATIO.finditer(text):
        for name in ("first", "second"):
            number = Decimal(match[name])
            yield Figure(Span(*match.span(name)), FactKind.COUNT, plain(number), number)
    for match in _COUNT.finditer(text):
        number = number_of(match.groupdict())
        noun = (match["noun"] or "").lower().strip("’'-")
        span = Span(*match.span())
        label = _label_before(text, match)
        if label not in LABEL_NOUNS and OF_SCALE.match(text, match.end()):
            label = ""
        elif counted := counted_in_row(text, *match.span()):
            label, noun = "", counted
        if label and (not noun or noun in NO_NOUNS or label in LABEL_NOUNS):
            yield Figure(span, FactKind.LABEL, f"{label} {plain(number)}", number, label)
        else:
            kept = "" if noun in NO_NOUNS else _nouns(noun, match["others"] or "")
            if _AGED.search(text[max(0, match.start() - 24) : match.start()]):
                kept = "age"
            elif whole := _OF_NOUN.match(text, match.end()):
                kept = singular(whole["noun"].lower())
            yield Figure(span, FactKind.COUNT, plain(number), number, kept, is_about(text, *match.span()))


def _nouns(first: str, others: str) -> str:
    """The words after a number, up to the first that is not counted, in the singular ("four equal installments")."""
    words = [first, *others.lower().split()]
    ends = next((n for n, word in enumerate(words) if word in NO_NOUNS), len(words))
    return " ".join(singular(word.strip("’'-")) for word in words[:ends])


def _label_before(text: str, match: re.Match[str]) -> str:
    """The noun that the number directly follows, without its plural; empty if it is no label."""
    if not match["digits"] or text[match.end() : match.end() + 1] == "/":
        return ""
    before = text[max(0, match.start() - 80) : match.start()]
    listed = _LIST_BEFORE.search(before) or (_NOUN_BEFORE.search(before) if _IN_LIST.match(text, match.end()) else None)
    found = _NOUN_BEFORE.search(before) or listed
    noun = found["noun"] if found else ""
    single = singular(noun.lower())
    is_label = single in LABEL_NOUNS or (noun[:1].isupper() or (listed and noun.endswith("s")))
    return single if is_label and noun.lower() not in _LABEL_NOT else ""


def counted_in_row(text: str, start: int, end: int) -> str:
    """The plural that a number counts in a line of its own ("Placements 23"), in small letters; empty if none.

    A label stands in the singular, or in a list ("Photos 2, 3 and 5").
    """
    row = _ROW.match(text, text.rfind("\n", 0, start) + 1, start)
    return row["nouns"].lower() if row and _ROW_END.match(text, end) else ""


def singular(noun: str) -> str:
    """A noun without the ending of its plural."""
    if noun.endswith("ies") and len(noun) > 4:
        return f"{noun[:-3]}y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") and len(noun) > 3 else noun


def _single(text: str) -> list[Figure]:
    found: list[Figure] = []
    for match in _FEET_AND_INCHES.finditer(text):
        size = 12 * Decimal(match["feet"]) + Decimal(match["inches"])
        found.append(Figure(Span(*match.span()), FactKind.MEASURE, f"length {plain(size)}", size / 12, "foot"))
    miles = (Span(*match.span()) for match in _HALF_MILE.finditer(text))
    found += [_measure(span, Decimal("0.5"), "mile", about=is_about(text, span.start, span.end)) for span in miles]
    taken = [figure.span for figure in found]
    for match in _MEASURE.finditer(text):
        if any(span.overlaps(Span(*match.span())) for span in taken):
            continue
        unit = unit_of(match["unit"])
        number = number_of(match.groupdict())
        if match["rest"]:
            number += Decimal("0.5") if match["rest"].lower() == "half" else Decimal("0.25")
        if unit == "year" and (match["old"] or text[match.end() : match.end() + 4].lower().strip(" -") == "old"):
            found.append(Figure(Span(*match.span()), FactKind.COUNT, plain(number), number, "", False))
            continue
        figure = _measure(Span(*match.span()), number, unit, about=is_about(text, *match.span()))
        first = first_of_range(text, match.start())
        if first is not None:
            found.append(_measure(Span(*first.span()), number_of(first.groupdict()), unit, about=False))
        found.append(figure)
    for match in _FAR.finditer(text):
        words = {word.lower() for word in match["between"].split()}
        if not words & NO_NOUNS and not any(figure.span.overlaps(Span(*match.span())) for figure in found):
            about = is_about(text, *match.span())
            found.append(
                _measure(Span(*match.span()), number_of(match.groupdict()), unit_of(match["unit"]), about=about)
            )
    found += _ones(text, found)
    return sorted(found, key=lambda figure: figure.span)


def first_of_range(text: str, at: int) -> re.Match[str] | None:
    """The number before a range's last number, which has its unit ("43 to 47 mph")."""
    low = max(0, at - 40)
    for match in _BEFORE_RANGE.finditer(text, low, at):
        if re.fullmatch(_RANGE, text[match.end() : at]):
            return match
    return None


def _ones(text: str, found: list[Figure]) -> Iterator[Figure]:
    """ "a week later", "within a month", "half an hour"; not the "a month" of a rate."""
    for match in _ONE.finditer(text):
        groups = match.groupdict()
        more = groups["more"] is not None
        if not (match["before"] or match["after"] or match["half"] or match["rest"] or match["quarters"] or more):
            continue
        rated = not (match["half"] or match["quarters"]) and (match["before"] or "in").lower() == "in"
        if rated and _RATED.search(text[max(0, match.start() - 40) : match.start()]):
            continue
        if any(figure.span.overlaps(Span(*match.span())) for figure in found):
            continue
        number = Decimal("0.5") if match["half"] or match[0].lower().startswith("one") else Decimal(1)
        if match["quarters"]:
            number = Decimal("0.75") if match["quarters"].lower().startswith("three") else Decimal("0.25")
        if match["rest"]:
            number += Decimal("0.5") if match["rest"].lower().endswith("half") else Decimal("0.25")
        start = match.end("before") + 1 if match["before"] else match.start()
        end = match.end("rest") if match["rest"] else match.end("unit")
        yield _measure(Span(start, end), number, match["unit"].lower(), about=is_about(text, start, end))


def _measure(span: Span, number: Decimal, unit: str, *, about: bool) -> Figure:
    group, size = base(number, unit)
    return Figure(span, FactKind.MEASURE, f"{group} {plain(size)}", number, unit, about)


def _continues(text: str, last: Figure, figure: Figure) -> bool:
    """Whether two measures are one: the same group, the second in a smaller unit, nothing but "and" between."""
    between = text[last.span.end : figure.span.start]
    same = base(Decimal(1), last.unit)[0] == base(Decimal(1), figure.unit)[0]
    return (
        same
        and last.kind is figure.kind is FactKind.MEASURE
        and base(Decimal(1), last.unit)[1]
        > max(base(Decimal(1), figure.unit)[1], base(figure.number or Decimal(0), figure.unit)[1])
        and ("," not in between or (last.unit, figure.unit) in _PAIRED)
        and between.strip(" ,") in ("", "and")
        and len(between) <= len(" and ") + 1
    )


def _sum(last: Figure, figure: Figure) -> tuple[str, Decimal]:
    group, size = base(last.number or Decimal(0), last.unit)
    whole = size + base(figure.number or Decimal(0), figure.unit)[1]
    return f"{group} {plain(whole)}", whole / base(Decimal(1), last.unit)[1]
