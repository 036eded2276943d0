"""Vehicles: identification numbers by their check digit or after "VIN", number plates after a word for them."""

import re
from collections.abc import Iterator

from legalredact.matching.identifiers.candidate import NUMBER_WORD, Certainty, IdentifierMatch, bare, cue, has_cue
from legalredact.matching.identifiers.checksums import vehicle
from legalredact.model.mention import Kind, Span

_VIN = re.compile(r"(?<![\w-])(?=[A-Z0-9]*\d)(?=[A-Z0-9]*[A-Z])[A-HJ-NPR-Z0-9]{17}(?![\w-])")
_VIN_CUE = cue(r"VINs?|V\.I\.N\.|vehicle\s+identification(?:\s+(?:no|number))?|serial\s+(?:no|number)")
_PLATE = re.compile(
    r"(?<![A-Za-z])(?:LIC\b\.?|(?i:licen[cs]e\s+plates?|number\s+plates?|plates?|plt|tag|vehicle\s+registration))"
    rf"(?:{NUMBER_WORD}|,?\s{{1,3}}(?P<state>[A-Z]{{2}})(?=\s))*\s{{0,40}}(?P<code>(?=[A-Z -]{{0,7}}\d)"
    r"[A-Z0-9]{1,4}[- ]?[A-Z0-9]{2,4}(?:[- ]\d{2,4})?)(?![\w-])"
)


_SHIP = re.compile(
    rf"(?<![A-Za-z])(?:(?:IMO|MMSI)(?:{NUMBER_WORD})*|(?i:official)(?:{NUMBER_WORD})+)\s{{0,3}}(?P<code>\d{{6,9}})(?!\w)"
)
"""A ship's number in the register of the world or of her flag."""


def vehicle_numbers(text: str) -> Iterator[IdentifierMatch]:
    """Vehicle identification numbers, number plates and numbers of ships."""
    for match in _SHIP.finditer(text):
        yield IdentifierMatch(Span(*match.span("code")), Kind.VEHICLE, match["code"], Certainty.CONTEXT)
    for match in _VIN.finditer(text):
        if vehicle(match[0]):
            yield IdentifierMatch(Span(*match.span()), Kind.VEHICLE, match[0], Certainty.CHECKSUM)
        elif has_cue(text, match.start(), _VIN_CUE):
            yield IdentifierMatch(Span(*match.span()), Kind.VEHICLE, match[0], Certainty.CONTEXT)
    for match in _PLATE.finditer(text):
        lettered = re.search("[A-Z]", match["code"])
        start = match.start("code") if lettered else match.start("state")  # "CB 44 812": no state
        if start >= 0:
            written = text[start : match.end("code")]
            yield IdentifierMatch(Span(start, match.end("code")), Kind.VEHICLE, bare(written), Certainty.CONTEXT)
