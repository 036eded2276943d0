"""Addresses on the network: e-mail, web, internet protocol.

- **E-mail**: also broken at "@", at a dot of the domain or after a hyphen, with spaces around "@", and spelled out
  ("name (at) example (dot) com").
- **Web**: with a scheme, with "www.", and bare domains under the usual endings; file names are none.
- **Internet protocol**: version 4 and 6 as their standards allow; four small numbers are taken for a section of a
  contract ("2.1.3.4") unless a word before them says otherwise.
"""

import ipaddress
import re
from collections.abc import Iterator

from legalredact.matching.identifiers.candidate import Certainty, IdentifierMatch, cue, has_cue
from legalredact.model.mention import Kind, Span

_ENDINGS = (
    "com|org|net|edu|gov|mil|int|info|biz|io|law|legal|app|dev|co|us|uk|ca|eu|de|fr|ch|at|it|es|nl|be|au|nz|in|jp|cn|ru|br|mx|ie|se|no"
    "|dk|fi|pl|pt|tv|me|ai|pro|xyz|online|site|example|test"
)
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_LOCAL_END = re.compile(r"[\w.+%'’&=~/-]{0,63}[\w+%&=~-]\Z")
_AT = re.compile(r"\s?\n?@\s{0,2}|\s{1,3}?[(\[{]\s?(?:at|AT|@)\s?[)\]}]\s{1,3}?|[(\[](?:at|AT)[)\]]")
_DOT = r"(?:\.\n?|\s?[(\[]\s?(?:dot|DOT|\.)\s?[)\]]\s?)"
_BROKEN_LABEL = rf"{_LABEL}(?:-\n[a-z0-9]{{1,30}})?"
_DOMAIN = re.compile(rf"{_BROKEN_LABEL}(?:{_DOT}{_BROKEN_LABEL}){{0,6}}{_DOT}[A-Za-z]{{2,24}}(?![A-Za-z0-9])", re.ASCII)

_KNOWN_ENDING = re.compile(rf"(?:{_ENDINGS})\Z", re.I)

_URL = re.compile(
    r"(?<![\w@])(?:(?:https?|ftp)://[^\s<>\"“”]{3,400}|www\.[^\s<>\"“”]{3,400})"
    r"(?:(?<=[/=&_-])\n[^\s<>\"“”.,;]{2,200}(?=[/.=&_?-])[^\s<>\"“”]{0,200})?",
    re.I,
)
_BARE = re.compile(
    rf"(?<![\w@./-])(?:{_LABEL}\.){{1,4}}(?:{_ENDINGS})(?![\w@-]|\.\w)(?:/[^\s<>\"“”]{{0,300}})?", re.ASCII
)
_SURE_ENDING = re.compile(
    r"\.(?:com|org|net|edu|gov|mil|info|biz|io|law|legal|app|dev|example|co\.\w\w|com\.\w\w)(?:/|\Z)", re.I
)
_SAID = re.compile(
    r"(?<![\w@.-])(?P<local>[a-z0-9]+(?:\s+(?:dot|underscore|dash|hyphen)\s+[a-z0-9]+){0,3})\s+at\s+"
    r"(?P<host>[a-z0-9-]+(?:\s+dot\s+[a-z0-9-]+)?)\s+dot\s+(?P<end>com|net|org|edu|gov|biz|info|us)(?!\w)"
    r"(?!\s+(?:compan|bubble|boom|crash|bust|era|firm|stock|business|millionaire))",
    re.IGNORECASE,
)
"""As it is said in a deposition: "dale dot roe at example dot com"."""
_MAIL_QUERY = re.compile(r"(?i:mailto:)[^\s?]{3,200}\?(?P<query>[^\s<>\"“”]{3,400})")
_MARKS = {"dot": ".", "underscore": "_", "dash": "-", "hyphen": "-"}
_TRAILING = ".,;:!?'’)]}>*"

_IPV4 = re.compile(r"(?<![\w.-])(?:\d{1,3}\.){3}\d{1,3}(?![\w-]|\.\d)")
_IPV6 = re.compile(r"(?<![\w:.])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?![\w:])")
_IP_CUE = cue(r"IP|IPv4|internet\s+protocol|host|server|address(?:es)?|from|login|client", r"[^\d]{0,20}")
_SECTION_CUE = cue(
    r"sections?|sec|rules?|versions?|ver|v|release|article|art|exhibit|paragraph|para|clause|chapter", r"\.?\s{0,3}"
)
_SMALL, _SHORTEST_IPV6 = 20, 6


def contacts(text: str) -> Iterator[IdentifierMatch]:
    """E-mail addresses, web addresses and internet addresses."""
    yield from _mail_addresses(text)
    yield from _spelled_addresses(text)
    yield from _web_addresses(text)
    yield from _internet_addresses(text)


def _mail_addresses(text: str) -> Iterator[IdentifierMatch]:
    """From each "@", the name to its left and the domain to its right."""
    for at in _AT.finditer(text):
        name = _LOCAL_END.search(text[max(0, at.start() - 64) : at.start()])
        domain = _DOMAIN.match(text, at.end())
        if name is None or domain is None or (at[0] != "@" and not _KNOWN_ENDING.search(domain[0])):
            continue
        local = name[0].lstrip(".'’&=~/-")
        plain = re.sub(r"[-]\n", "-", domain[0])
        host = re.sub(r"\s|[(\[]\s?dot\s?[)\]]", ".", plain, flags=re.I)
        value = f"{local}@{re.sub(r'[.]+', '.', host)}".lower()
        yield IdentifierMatch(Span(at.start() - len(local), domain.end()), Kind.EMAIL, value, Certainty.CHECKSUM)


def _spelled_addresses(text: str) -> Iterator[IdentifierMatch]:
    """Mail addresses in words."""
    for match in _SAID.finditer(text):
        local = re.sub(r"\s+(dot|underscore|dash|hyphen)\s+", lambda m: _MARKS[m[1].lower()], match["local"])
        host = re.sub(r"\s+dot\s+", ".", match["host"], flags=re.I)
        yield IdentifierMatch(
            Span(*match.span()), Kind.EMAIL, f"{local}@{host}.{match['end']}".lower(), Certainty.CHECKSUM
        )


def _web_addresses(text: str) -> Iterator[IdentifierMatch]:
    """Web addresses; a value has neither scheme nor "www." nor a slash at its end."""
    for match in _URL.finditer(text):
        yield _web(match.start(), match[0], Certainty.CONTEXT)
    for match in _BARE.finditer(text):
        if _SURE_ENDING.search(match[0]) and not match[0].isdigit():
            yield _web(match.start(), match[0], Certainty.SHAPE)
    for match in _MAIL_QUERY.finditer(text):
        yield _web(match.start("query"), match["query"], Certainty.CONTEXT)


def _web(start: int, written: str, certainty: Certainty) -> IdentifierMatch:
    """The candidate of a web address, without what belongs to the sentence around it."""
    address = written.rstrip(_TRAILING)
    value = re.sub(r"\s", "", address).lower()
    value = re.sub(r"^(?:[a-z]+://)?(?:www\.)?", "", value).rstrip("/")
    return IdentifierMatch(Span(start, start + len(address)), Kind.URL, value, certainty)


def _internet_addresses(text: str) -> Iterator[IdentifierMatch]:
    """Internet addresses of both versions."""
    for match in (*_IPV4.finditer(text), *_IPV6.finditer(text)):
        address = _parsed(match[0])
        if address is None or has_cue(text, match.start(), _SECTION_CUE, 20):
            continue
        cued = has_cue(text, match.start(), _IP_CUE, 40)
        if cued or address.version == 6 or max(address.packed) >= _SMALL:
            certainty = Certainty.CONTEXT if cued else Certainty.SHAPE
            yield IdentifierMatch(Span(*match.span()), Kind.IP, address.compressed, certainty)


def _parsed(written: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The address, or None if it is none; "::" alone and times such as 10:30:45 are none."""
    if ":" in written and (len(written) < _SHORTEST_IPV6 or ("::" not in written and written.count(":") < 7)):
        return None
    try:
        return ipaddress.ip_address(written)
    except ValueError:
        return None
