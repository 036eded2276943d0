"""Numbers that an authority issues to a person: Social Security, taxpayer, license, passport.

- **Social Security**: ``ddd-dd-dddd`` with a possible area, always, also with the letter of an old Medicare claim; with
  spaces, dots or without separators, or with an impossible area, only after "SSN", "Social Security" and the like.
  ``xxx-xx-1234`` does not match: the last four digits may stay (FRCP 5.2). Four digits that a form asks for ("Last 4
  of SSN: 1234") match with their label, since four digits alone would be found in other numbers, too.
- **Taxpayer**: ``dd-ddddddd`` with the prefix of an IRS campus, and ``9dd-dd-dddd`` in an individual's range; nine
  digits in another form only after "EIN", "TIN", "Tax ID" and the like.
- **License**: after "driver's license", "DL No.", "license number", "inmate no."; bar numbers, which are public, do not
  match.
- **Passport**: after "passport", "PPT", "PSPT", or "PP" with a word for a number; also alien registration numbers
  (``A 012-345-678``).
"""

import re
from collections.abc import Iterator

from legalredact.matching.identifiers.candidate import (
    CODE,
    NUMBER_WORD,
    Certainty,
    IdentifierMatch,
    bare,
    cue,
    has_cue,
    matches_at,
)
from legalredact.matching.identifiers.checksums import valid_ein, valid_itin, valid_ssn
from legalredact.matching.identifiers.record_numbers import RECORD_CUE
from legalredact.model.mention import Kind, Span

_DASH = r"[-‐‑–—]"
_NINE = re.compile(
    rf"(?<![\w.$/-])(?P<digits>[\dOolI]{{3}}(?P<a>\s?{_DASH}\s{{0,2}}|[ .]|)"
    rf"[\dOolI]{{2}}(?P<b>\s?{_DASH}\s{{0,2}}|[ .]|)[\dOolI]{{4}}(?:[A-FHJKMTW]\d?(?!\w))?)"
    rf"(?!\w|{_DASH}\d|[.,/]\d)"
)
_TWO_SEVEN = re.compile(rf"(?<![\w.$/-])(?P<digits>\d{{2}}\s?{_DASH}\s{{0,2}}\d{{7}})(?!\w|{_DASH}\d|[.,/]\d)")
_SSN_CUE = cue(r"SSNs?|SS|S\.S\.N\.?|S\.S\.|social\s+security|soc\.?\s+sec\.?|social")
_TAX_CUE = cue(
    r"F?EIN|TIN|ITIN|SSN/EIN|employer\s+id(?:entification)?|tax(?:payer)?(?:\s+|-)id(?:entification)?|tax\s+(?:no|number)"
    r"|federal\s+(?:tax\s+)?id(?:entification)?|taxpayer|IRS\s+(?:no|number|id)"
)
_LICENCE = re.compile(
    r"(?<![A-Za-z])(?:(?i:(?:driver|operator|chauffeur)[’'´]?s?[’'´]?\s{1,40}(?:licen[cs]e|permit)|driving\s{1,40}licen[cs]e)"
    rf"(?:{NUMBER_WORD}|[\s,]{{1,9}}[A-Z]{{2}}(?=[\s:#]))*|(?:DLN?|D\.L\.|OLN)(?:{NUMBER_WORD})+"
    rf"|(?i:licen[cs]e|licensee|inmate|prisoner|booking|register|CDCR|TDCJ|BOP|[A-Z]{{1,2}}DOC)(?:{NUMBER_WORD})+"
    rf"|(?:CDL|NPI|DEA|NMLSR?|CRD)(?:{NUMBER_WORD})*(?=\s{{0,3}}[A-Z]{{0,2}}\d{{5}})"
    rf"|(?:(?!MDL)[A-Z]?DL|OLN|Lic\.)(?:{NUMBER_WORD})*(?=\s{{1,12}}(?:[A-Z]\d(?:[ -]?\d){{5}}|\d(?:[ -]?\d){{6}}))"
    rf"|(?i:licen[cs]e),?(?=\s{{1,3}}[A-Z]\d{{3}}-?\d{{3}}))\s{{0,40}}(?P<code>{CODE})"
)
_HELD = re.compile(
    r"(?<![A-Za-z])(?i:inmate|offender|prisoner|detainee|cellie|cellmate)[\s:]{1,3}(?:[\"“(]?[A-Z][\w’'.-]{0,20}[\"”)]?,?\s{1,3}){1,4}"
    r"\(?\#\s?(?P<code>[A-Z]?-?\d{5,9}|\d{4}-\d{4,7})(?!\w)"
)
"""The number after a prisoner's name."""
_LICENCE_FAR = re.compile(
    r"(?i:(?:driver|operator|chauffeur)[’'´]?s?[’'´]?\s{1,40}licen[cs]e)[^\d]{1,80}?(?i:\b(?:no\.|number|num\.)|\#)"
    rf"[\s:]{{0,9}}(?P<code>{CODE})"
)
_PASSPORT = re.compile(
    r"(?<![A-Za-z])(?:(?i:passport)(?:\s?\([A-Za-z. ]{2,20}\))?"
    rf"(?:{NUMBER_WORD}|\s{{1,40}}(?i:book))*\s{{0,40}}(?:[A-Z]{{3}}\s)?"
    rf"|(?:PPT|PSPT)(?:{NUMBER_WORD})*\s{{0,4}}|(?:PP|P/P)\.?(?:{NUMBER_WORD})+\s{{0,4}})"
    r"(?P<code>[A-Z]{0,2}\s?\d{6,9}(?!\w)|(?=[A-Z\d]{0,6}\d[A-Z]{0,6}\d)[A-Z][A-Z\d]{8}(?!\w))"
    r"|(?<![A-Za-z])I-?94\b(?i:[\s,#:]|admission|number|no\.|if|any|\?){0,12}(?P<arrival>(?=[A-Z0-9]{11}(?!\w))\d{8}[A-Z0-9]\d\d)"
    r"|(?<![A-Za-z])(?i:passport)\b[^.;\n\d]{1,40}?(?P<later>(?<![A-Za-z])[A-Z]{1,2}\d{7,8}(?!\w))"
    rf"|(?<!\w)(?:(?i:alien)(?:\s{{1,40}}(?i:registration))?(?:{NUMBER_WORD})*\s{{0,40}})?"
    r"(?P<alien>A[-#\s]{0,2}\d{3}[-\s]\d{3}[-\s]\d{3}(?!\w|-\d))"
    r"|(?<!\w)(?:(?i:alien\s{1,3}registration)|A-?\s?(?i:number|no\.)|A\#)[^\d\n;.]{0,30}(?P<registered>\d{3}-?\d{3}-?\d{3}(?!\w|-\d))"
)
_SOCIAL = (
    r"(?:SSN?|S\.S\.(?:N\.)?|soc(?:ial)?(?:\.?\s{1,3}sec(?:urity)?\.?)?)(?![A-Za-z])"
    r"(?:\s{0,3}(?:\#|no\.?|numbers?\b|num\b\.?))?"
)
_FOUR = r"(?:last[\s-]{0,3}|L[\s-]?)(?:4|four)\b(?:\s{1,3}(?:digits?|numbers?|nos?\.))?"
_LAST_FOUR = re.compile(
    rf"(?<![A-Za-z])(?:{_FOUR}(?:\s{{1,3}}(?:of|on|for|from))?(?:\s{{1,3}}(?:the|his|her|my|your|their))?\s{{1,3}}{_SOCIAL}"
    rf"|{_SOCIAL}[\s,(:-]{{1,6}}{_FOUR})[\s):#=-]{{1,8}}(?:(?:is|are|was|were)[\s:]{{1,3}})?(?:[Xx*\#]{{3}}-?[Xx*\#]{{2}}-?)?(?P<digits>\d{{4}})(?![\w/-]|[.,]\d)",
    re.I,
)
"""Only the last four digits, in a field for them."""
_LAST_FOUR_WORDS = ("last", "l4", "l-4", "l 4", "ssn", "ss ", "ss#", "ss\n", "s.s.", "soc")
_LOOKALIKES = str.maketrans("OolI", "0011")


def government_numbers(text: str) -> Iterator[IdentifierMatch]:
    """Social Security, taxpayer, license and passport numbers."""
    yield from _nine_digits(text)
    yield from _employers(text)
    for match in matches_at(_LAST_FOUR, text, _LAST_FOUR_WORDS):
        yield IdentifierMatch(Span(*match.span()), Kind.SSN, match["digits"], Certainty.CONTEXT)
    for match in (*_LICENCE.finditer(text), *_LICENCE_FAR.finditer(text), *_HELD.finditer(text)):
        value = bare(match["code"])
        if len(value) >= 5 and sum(c.isdigit() for c in value) >= 4 and not has_cue(text, match.start(), _BAR):
            yield IdentifierMatch(Span(*match.span("code")), Kind.LICENCE, value, Certainty.CONTEXT)
    for match in _PASSPORT.finditer(text):
        group = match.lastgroup or "code"
        yield IdentifierMatch(Span(*match.span(group)), Kind.PASSPORT, bare(match[group]), Certainty.CONTEXT)


_BAR = cue(r"bar|plate|software|marriage", r"\s{0,3}")


def _nine_digits(text: str) -> Iterator[IdentifierMatch]:
    """Social Security numbers and those of individual taxpayers, in three groups or in one."""
    for match in _NINE.finditer(text):
        digits = re.sub(r"\D", "", match["digits"].translate(_LOOKALIKES))[:9]
        span, certain = Span(*match.span("digits")), bool(re.search(_DASH, match["a"]) and re.search(_DASH, match["b"]))
        if has_cue(text, span.start, _TAX_CUE):
            yield IdentifierMatch(span, Kind.TAXPAYER, digits, Certainty.CONTEXT)
        elif has_cue(text, span.start, _SSN_CUE):
            yield IdentifierMatch(span, Kind.SSN, digits, Certainty.CONTEXT)
        elif has_cue(text, span.start, RECORD_CUE):
            continue
        elif certain and match["digits"].translate(_LOOKALIKES) == match["digits"]:
            if valid_ssn(digits):
                yield IdentifierMatch(span, Kind.SSN, digits, Certainty.CONTEXT)
            elif valid_itin(digits):
                yield IdentifierMatch(span, Kind.TAXPAYER, digits, Certainty.CONTEXT)


def _employers(text: str) -> Iterator[IdentifierMatch]:
    """Employers' numbers: two digits and seven digits."""
    for match in _TWO_SEVEN.finditer(text):
        digits = re.sub(r"\D", "", match["digits"])
        if has_cue(text, match.start(), _TAX_CUE):
            yield IdentifierMatch(Span(*match.span("digits")), Kind.TAXPAYER, digits, Certainty.CONTEXT)
        elif valid_ein(digits):
            yield IdentifierMatch(Span(*match.span("digits")), Kind.TAXPAYER, digits)
