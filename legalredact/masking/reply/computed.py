"""How a figure of a statement is computed from the cited passages, in words that a reviewer can compare.

Only computations of one kind of value are tried, and only on operands that belong together: of one sentence, of one
noun, or mentioned in the statement. `computation` returns the operands as they are written in the passages.
"""

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from legalredact.masking.reply.agreement import Way, agrees, way_of
from legalredact.masking.reply.computed_spans import age_words, date_words, night_words, span_words
from legalredact.masking.reply.given import EACH, Given, digits_of, half_step, size_of
from legalredact.masking.reply.operands import Number, Operands, listed, number_like, operands_of
from legalredact.matching.facts.fact import FactKind, Figure
from legalredact.matching.facts.measures import counts, singular
from legalredact.matching.facts.units import base
from legalredact.model.token import TOKEN

_MOST, _FEW, _VERY_FEW, _PRECISE = 40, 8, 4, 3
_ONE_IN = re.compile(r"\bone\s(?:in|of|out\sof)\s(?:every\s)?\Z", re.I)
_MISSING = re.compile(r"\b(?:missing|gone|empty|free|grew|grown|than usual)\b", re.I)
_LESS = re.compile(r"\A\s(?:less|more|lower|higher)\b", re.I)
_PEOPLE = frozenset(
    "people person man woman officer director member student tenant nurse guest witness party child employee worker"
    " player patient defendant plaintiff owner heir driver".split()
)
_PERSON = re.compile(r"(?:er|or|ist|ee|ant|man|men|woman|aide|cadet|clerk|nurse|people|child|detective)s?\Z", re.I)
_NOUN = re.compile(r"[a-z](?:[a-z’'-]*[a-z])?", re.I)
_NO_NOUN = frozenset(("", "today", "yesterday", "tomorrow", "then"))
_BEARS = re.compile(r"\b(?:bears?|keeps?|leaves?|left|rest|remain\w*|other|own)\b", re.I)
_PERIODS = tuple(
    (re.compile(pattern, re.I), times, words)
    for pattern, times, words in (
        (r"\ba\sday\b|\bdaily\b|\ba\snight\b|\bnightly\b", 7, "7 days"),
        (r"\b(?:a|each|every|per)\smonth\b|\bmonthly\b", 12, "12 months"),
        (r"\bquarterly\b", 4, "4 quarters"),
    )
)
Computation = tuple[Decimal, str]


def computation(given: Given, figure: Figure) -> str:
    """The computation that gives a figure, with its operands; empty if none was found."""
    test = _TESTS.get(figure.kind)
    return test(given, operands_of(given.known), figure) if test else ""


def _mentioned(given: Given, number: Number) -> bool:
    return any(
        number_like(one, "").size == number.size or (one.unit and one.unit == number.unit and one.number == number.size)
        for one in given.figures
        if one.kind in _TESTS and one.number is not None
    )


def _belong(given: Given, a: Number, b: Number) -> bool:
    """Whether two numbers belong together."""
    if a.sentence == b.sentence or (a.noun and a.noun.split()[0] == b.noun.split(" ")[0]):
        return True
    return _mentioned(given, a) or _mentioned(given, b)


def _of_group(given: Given, operands: Operands, group: str) -> list[Number]:
    """Numbers of a group, those that the statement has and that were derived among them."""
    own = [
        number_like(one, one.span.of(given.text), -1)
        for one in given.proven
        if one.number is not None and one.kind in _TESTS and one.kind is not FactKind.DATE
    ]
    return [one for one in (*operands.numbers, *own) if one.group == group][:_MOST]


def _sums(given: Given, figure: Figure, numbers: Sequence[Number]) -> Iterator[Computation]:
    """Sums and differences of two numbers where words say so, and sums of all numbers of a sentence."""
    said = figure.number or Decimal(0)
    measured = figure.kind is FactKind.MEASURE and size_of(figure)[0] not in ("time", "months")
    large = figure.kind is FactKind.MEASURE and said >= 10 ** (_PRECISE - 1)
    precise = large or digits_of(said) >= _PRECISE or said >= 10**_PRECISE
    cue = given.has_cue_beside(figure) or _MISSING.search(given.clause(figure)) is not None
    add = precise or given.has_sum_cue_beside(figure)
    less = precise or ((measured or cue) and not given.has_sum_cue_beside(figure))
    few = (precise and len(numbers) <= _FEW) or (measured and len(numbers) <= _VERY_FEW)
    for a, b in itertools.combinations(numbers, 2) if add or less else ():
        one = figure.kind is FactKind.COUNT and 1 in (a.size, b.size)
        if one or (not few and not _belong(given, a, b)):
            continue
        low, high = sorted((a, b), key=lambda one: one.size)
        if add:
            yield a.size + b.size, f"{a.words} + {b.words}"
        if less and a.size != b.size:
            yield high.size - low.size, f"{high.words} − {low.words}"
    if figure.kind is FactKind.MEASURE:
        yield from _with_bare(operands_of(given.known), figure)
    for _, row in itertools.groupby(numbers, key=lambda one: one.sentence):
        part = list(row)
        if len(part) > 2 and (precise or _is_one_list(part)):
            yield sum((one.size for one in part), Decimal(0)), " + ".join(one.words for one in part)


def _with_bare(operands: Operands, figure: Figure) -> Iterator[Computation]:
    """Sums of measures of one sentence with numbers that leave their unit out ("5 hours yesterday and 3 today")."""
    group = size_of(figure)[0]
    for _, row in itertools.groupby(operands.numbers, key=lambda one: one.sentence):
        part = [one for one in row if one.group == group or (not one.group and one.noun in _NO_NOUN)]
        unit = next((one.unit for one in part if one.group == group), "")
        first = next((n for n, one in enumerate(part) if one.group), 0)
        run = list(itertools.takewhile(lambda one: not one.group, part[first + 1 :])) if unit else []
        for size in range(1, len(run) + 1):
            several = run[:size]
            total = part[first].size + sum(one.size for one in several) * base(Decimal(1), unit)[1]
            yield total, " + ".join(one.words for one in (part[first], *several))


def _is_of_noun(number: Number, figure: Figure) -> bool:
    return not number.group and number.noun.split()[:1] == figure.unit.split()[:1] != []


def _is_counted_otherwise(operands: Operands, figure: Figure) -> bool:
    """Whether the passages count the same things, and find another number of them ("13 trucks" for "12 trucks")."""
    return figure.kind is FactKind.COUNT and any(_is_of_noun(one, figure) for one in operands.numbers)


def _is_one_list(numbers: Sequence[Number]) -> bool:
    """Whether the numbers of a sentence are of one kind: measures, or all or none with a noun."""
    return len({bool(one.noun) for one in numbers}) == 1 or bool(numbers[0].group)


def _factors(operands: Operands) -> list[Number]:
    """Numbers that say how often: counts, and measures of time in their own unit."""
    return [
        one if not one.unit else replace(one, size=one.size / base(Decimal(1), one.unit)[1])
        for one in operands.numbers
        if one.group in ("", "time", "months") and one.size > 1
    ][:_MOST]


def _products(given: Given, operands: Operands, numbers: Sequence[Number], figure: Figure) -> Iterator[Computation]:
    """A number so many times, where the passages say that it is one of several, or that it is one in each period.

    If the passages count the same things otherwise, their number has to be an operand.
    """
    otherwise = _is_counted_otherwise(operands, figure)
    for one, factor in itertools.product(numbers[:_MOST], _factors(operands)):
        same = one.sentence == factor.sentence and one.sentence in operands.each
        if otherwise and not (_is_of_noun(one, figure) or _is_of_noun(factor, figure)):
            continue
        if one.words != factor.words and (same or (_mentioned(given, factor) and EACH.search(given.text))):
            yield one.size * factor.size, f"{one.words} × {factor.words}"
    for pattern, times, words in _PERIODS:
        if pattern.search(given.known.text):
            of_it = [one for one in numbers if not otherwise or _is_of_noun(one, figure)]
            yield from ((one.size * times, f"{one.words} × {words}") for one in of_it)
            if not otherwise and numbers and not numbers[0].group:
                yield Decimal(times), words


def _arithmetic(given: Given, operands: Operands, figure: Figure) -> str:
    """Sums, differences and products that give a count, a measure or an amount."""
    target, way = number_like(figure, ""), way_of(given, figure)
    numbers = _of_group(given, operands, target.group)
    said = figure.number or Decimal(0)
    unit = target.size / (said or Decimal(1)) or Decimal(1)
    if figure.kind is FactKind.AMOUNT:
        way = Way.EXACT
    products = _products(given, operands, numbers, figure) if target.group not in ("time", "months") else ()
    found: Iterator[Computation] = itertools.chain(_sums(given, figure, numbers), products)
    return next((words for size, words in found if agrees(said, size / unit, way)), "")


def _count(given: Given, operands: Operands, figure: Figure) -> str:
    return (
        age_words(given, operands, figure)
        or _people_words(given, figure)
        or night_words(operands, figure)
        or _listed_words(given, operands, figure)
        or _ratio_of_numbers(given, operands, figure)
        or _arithmetic(given, operands, figure)
    )


def _people_words(given: Given, figure: Figure) -> str:
    """The people whom one sentence names by their tokens, and those whom it counts ("PERSON_B, two aides")."""
    if not _PEOPLE.intersection(figure.unit.split()):
        return ""
    for sentence in re.split(r"[.!?;]\s|\n", given.known.text):
        tokens = list(dict.fromkeys(match[0] for match in TOKEN.finditer(sentence) if not match[0].startswith("ORG")))
        several = [f for f in counts(sentence) if f.number and _PERSON.search(f.unit)]
        for more in ([], several):
            if tokens and figure.number == len(tokens) + sum((f.number or Decimal(0) for f in more), Decimal(0)):
                return " + ".join([*tokens, *(_counted_words(sentence, f) for f in more)])
    return ""


def _counted_words(sentence: str, figure: Figure) -> str:
    """A number up to the noun that it counts, as the sentence has them; units of figures are in the singular."""
    noun = figure.unit.split()[-1]
    words = _NOUN.finditer(sentence, figure.span.end)
    ends = (match.end() for match in words if singular(match[0].lower()) == noun)
    return sentence[figure.span.start : next(ends, figure.span.end)]


def _listed_words(given: Given, operands: Operands, figure: Figure) -> str:
    """So many times or amounts of one sentence, where they are three and more."""
    if _is_counted_otherwise(operands, figure):
        return ""
    return next((", ".join(words) for words in listed(given.known) if len(words) == figure.number), "")


def _measure(given: Given, operands: Operands, figure: Figure) -> str:
    group, _ = size_of(figure)
    if group in ("time", "months") and (words := span_words(given, operands, figure)):
        return words
    return _arithmetic(given, operands, figure)


def _amount(given: Given, operands: Operands, figure: Figure) -> str:
    """Sums and products of amounts, a share of an amount, what is left of it, and an amount and a product."""
    if words := _arithmetic(given, operands, figure):
        return words
    said = figure.number or Decimal(0)
    numbers = _of_group(given, operands, f"amount {figure.unit}")
    if digits_of(said) < _PRECISE - 1:
        return ""
    factors = [
        one
        for one in _factors(operands)
        if _mentioned(given, one) or one.sentence in operands.each or EACH.search(given.text)
    ]
    shares = [one for one in operands.numbers if one.group == "share"]
    found: list[Computation] = [(a.size * n.size, f"{a.words} × {n.words}") for a in numbers for n in factors]
    found += [(a.size / n.size, f"{a.words} ÷ {n.words}") for a in numbers for n in factors]
    found += [(a.size * s.size, f"{a.words} × {s.words}") for a in numbers for s in shares]
    found += [(a.size * (1 - s.size), f"{a.words} × (1 − {s.words})") for a in numbers for s in shares]
    if digits_of(said) > _PRECISE and len(numbers) <= _FEW:
        more = itertools.combinations(factors, 2)
        found += [(a.size * m.size * n.size, f"{a.words} × {m.words} × {n.words}") for m, n in more for a in numbers]
        found += [(size * s.size, f"{words} × {s.words}") for size, words in found[:99] for s in shares]
        found += [
            (a.size - b.size + c.size, f"{a.words} − {b.words} + {c.words}")
            for a, b, c in itertools.permutations(numbers, 3)
        ]
    if way_of(given, figure) is Way.ABOUT:
        middles = ((a, b) for a, b in itertools.pairwise(numbers) if a.sentence == b.sentence)
        found += [((a.size + b.size) / 2, f"between {a.words} and {b.words}") for a, b in middles]
    return next((words for size, words in found if agrees(said, size, Way.EXACT)), "")


def _shares(given: Given, operands: Operands, *, compared: bool = False) -> Iterator[Computation]:
    """Ratios of two numbers of one kind that belong together, or that are compared ("a quarter less")."""
    for group in dict.fromkeys(one.group for one in operands.numbers if one.group != "share"):
        numbers = [one for one in _of_group(given, operands, group) if one.size > 0]
        for a, b in itertools.permutations(numbers, 2):
            few = len(numbers) <= (2 * _FEW if compared else _VERY_FEW)
            if a.size < b.size and (_is_part(given, a, b, few=few) or (compared and few)):
                yield a.size / b.size, f"{a.words} of {b.words}"


def _is_part(given: Given, a: Number, b: Number, *, few: bool) -> bool:
    """Whether a number may be a part of another one."""
    if _mentioned(given, a) or _mentioned(given, b):
        return few or a.sentence == b.sentence
    measured = a.group and not a.group.startswith("amount")
    return few and a.sentence == b.sentence and bool(measured or (a.noun and a.noun == b.noun))


def _share(given: Given, operands: Operands, figure: Figure) -> str:
    """A percentage or a fraction: a ratio, what is left of one, or the sum or difference of two that are given."""
    part = (figure.number or Decimal(0)) / (100 if figure.kind is FactKind.PERCENT else 1)
    way = way_of(given, figure)
    slack = half_step(figure.number or Decimal(0)) / 100 if figure.kind is FactKind.PERCENT else Decimal("0.002")
    rest = given.has_cue_beside(figure) or _BEARS.search(given.clause(figure)) is not None
    given_shares = [(one.size, one.words) for one in operands.numbers if one.group == "share"]
    compared = figure.kind is FactKind.FRACTION and _LESS.match(given.after(figure)) is not None
    for share, words in _shares(given, operands, compared=compared):
        if agrees(part, share, way, slack=slack):
            return words
        if compared and agrees(part, 1 - share, way, slack=slack):
            return f"all but {words}"
    return next((f"all but {words}" for share, words in given_shares if rest and part == 1 - share), "")


def _ratio_of_numbers(given: Given, operands: Operands, figure: Figure) -> str:
    """ "One in eight": the ratio of the two numbers."""
    match = _ONE_IN.search(given.before(figure))
    if not match or not figure.number:
        return ""
    slack = 1 / figure.number / 20
    return next(
        (
            words
            for share, words in _shares(given, operands)
            if agrees(1 / figure.number, share, Way.EXACT, slack=slack)
        ),
        "",
    )


_TESTS: dict[FactKind, Callable[[Given, Operands, Figure], str]] = {
    FactKind.AMOUNT: _amount,
    FactKind.COUNT: _count,
    FactKind.MEASURE: _measure,
    FactKind.DATE: date_words,
    FactKind.PERCENT: _share,
    FactKind.FRACTION: _share,
}
