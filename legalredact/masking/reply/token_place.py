"""Whether the tokens of a statement are in the passages that it cites.

A passage may mean somebody without the token: "Tenant shall pay" where the document defines “Tenant”, "A. Yes." of the
witness, "I write" of the author, or "Off work for three weeks" of the patient whom the note is about.
"""

import collections
import re
from collections.abc import Iterator, Sequence

from legalredact.masking.reply.statement_sources import StatementSources, place_of
from legalredact.model.mention import Span
from legalredact.model.token import ROLE_WORDS, TOKEN

_ROLES = (
    "plaintiffs?|defendants?|petitioners?|respondents?|appellants?|appellees?|claimants?|movants?"
    "|complainants?|tenants?|landlords?"
    "|lessors?|lessees?|buyers?|sellers?|purchasers?|vendors?|employers?|employees?|patients?|insureds?"
    "|insurers?|carriers?"
    "|borrowers?|lenders?|debtors?|creditors?|contractors?|owners?|licensors?|licensees?|trustees?"
    "|deponents?|decedents?"
    "|guarantors?|company|clients?|customers?|suppliers?|court|debtors?|executors?|grantors?|grantees?"
    "|agents?|principals?"
)
_DEFINED = re.compile(
    rf"(?P<token>{TOKEN.pattern})(?P<between>[^“\"\n;]{{0,120}}?)\(\s?(?:the\s|hereinafter\s|hereafter\s"
    rf"|each,?\s|collectively,?\s|[a-z\s,]{{0,30}})?[“\"](?P<name>[A-Za-z][A-Za-z .’'-]{{1,40}})[”\"]"
)
_BESIDE = re.compile(rf"(?P<token>{TOKEN.pattern}),?\s(?:the\s|an?\s|as\s)?(?P<role>{_ROLES})\b", re.I)
_BEFORE = re.compile(rf"\b(?P<role>{_ROLES}),?:?\s(?P<token>{TOKEN.pattern})", re.I)
_VERSUS = re.compile(rf"(?P<first>{TOKEN.pattern})[^.;]{{0,80}}?\bv(?:s)?\.\s(?P<second>{TOKEN.pattern})")
_COUNSEL = re.compile(
    rf"(?P<token>{TOKEN.pattern}),?\s(?:counsel\s|attorneys?\s)?for\s(?:the\s)?"
    rf"(?P<role>{_ROLES})\b",
    re.I,
)
_APPOSED = re.compile(
    rf"(?P<token>{TOKEN.pattern})(?:,\s(?:the\s|an?\s|our\s|my\s)?|\s\()"
    rf"(?P<role>[a-z]{{4,20}})(?=[,.;:)])"
)
_NAMED = re.compile(
    rf"\b(?:[Tt]he|[Aa]n?|[Mm]y|[Oo]ur|[Hh]is|[Hh]er)\s(?:\w{{3,15}}\s)?"
    rf"(?P<role>[a-z]{{4,20}}),?\s(?P<token>{TOKEN.pattern})"
)
_SUBJECT = re.compile(
    rf"\b(?:Pt|Patient|Subject|Re|In\sre|Decedent|Employee|Insured|Examinee|Applicant|Student|Ward|Member|Resident)"
    rf"(?:\sname)?[.:]{{0,2}}\s(?P<token>{TOKEN.pattern})",
    re.I,
)
"""The person whom a record is about; its other passages need not name that person."""
_TITLE = re.compile(
    rf"\b(?P<role>Officer|Detective|Sergeant|Deputy|Nurse|Doctor|Dr\.|Chair|Director"
    rf"|President|Captain|Manager|Judge)\s(?P<token>{TOKEN.pattern})"
)
_MARRIED = re.compile(rf"\bmarried to (?P<token>{TOKEN.pattern})")
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]im|[Hh]er|[Hh]is|[Hh]ers|[Tt]hey|[Tt]hem|[Tt]heir)\b")
_IT = re.compile(r"\b(?:[Ii]t|[Ii]ts)\b")
_FIRST_PERSON = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Ww]e|[Oo]ur|[Uu]s|mine|myself)\b")
_SECOND_PERSON = re.compile(r"\b(?:[Yy]ou|[Yy]our)\b")
_TESTIMONY = re.compile(r"(?:^|\s)(?:Q|A)[.:]\s|\bTHE WITNESS\b|\bwitness\b")
_HEADER = re.compile(rf"\bFrom:\s(?P<author>{TOKEN.pattern})(?:.{{0,80}}?\bTo:\s(?P<reader>{TOKEN.pattern}))?", re.S)
_DEAR = re.compile(rf"\bDear\s(?P<reader>{TOKEN.pattern})")
_PARTIES = ("plaintiff", "petitioner", "claimant", "appellant", "complainant"), ("defendant", "respondent", "appellee")
_NAMES = tuple(f"{word}_" for word in ROLE_WORDS.values())
_FRONT = 2
"""The first passages of a document: title, caption, heading."""
Place = tuple[int, int]


class TokenPlaces:
    """The tokens of a payload and what else means their bearers.

    Arguments:
        sources: its passages.
    """

    def __init__(self, sources: StatementSources) -> None:
        self._sources = sources
        self._tokens: list[dict[str, int]] = []
        for document in sources.documents:
            first: dict[str, int] = {}
            for at, passage in enumerate(document.passages):
                for token in TOKEN.findall(passage.masked_text):
                    first.setdefault(token, at)
            self._tokens.append(first)
        self._roles: dict[int, dict[str, frozenset[str]]] = {}
        self._names: dict[int, dict[str, frozenset[str]]] = {}

    def elsewhere(self, text: str, places: Sequence[Place]) -> Iterator[tuple[Span, str]]:
        """Tokens of a statement that the cited passages neither have nor mean: span, and first place in the payload."""
        if not places:
            return
        for match in TOKEN.finditer(text):
            where = self._first(match[0], places)
            if where is not None and not self._is_meant(match[0], places):
                yield Span(*match.span()), where

    def _first(self, token: str, places: Sequence[Place]) -> str | None:
        """The first place of a token, those of cited documents first; None if the payload lacks it."""
        cited = dict.fromkeys(document for document, _ in places)
        for document in (*cited, *(n for n in range(len(self._tokens)) if n not in cited)):
            if token in self._tokens[document]:
                at = self._sources.documents[document]
                return place_of(at, at.passages[self._tokens[document][token]])
        return None

    def _is_meant(self, token: str, places: Sequence[Place]) -> bool:
        texts = [(document, self._text(document, at)) for document, at in places]
        found = set().union(*(TOKEN.findall(text) for _, text in texts))
        if token in found:
            return True
        named = any(other.startswith(_NAMES) for other in found)
        return any(
            token in self._tokens[document]
            and (
                token == self._subject(document)
                or self._is_role(token, document, text)
                or self._speaks(token, document, at, text)
                or self._is_pronoun(token, document, at, text)
                or (not named and token.startswith(_NAMES) and self._tokens[document][token] < _FRONT)
            )
            for (document, at), (_, text) in zip(places, texts, strict=True)
        ) or any(self._is_role_elsewhere(token, document, text) for document, text in texts)

    def _subject(self, document: int) -> str:
        """Whom a document says that it is about, in its first passages; empty if it does not say so."""
        last = min(_FRONT, len(self._sources.documents[document].passages))
        found = (_SUBJECT.search(self._text(document, at)) for at in range(last))
        return next((match["token"] for match in found if match), "")

    def _is_role_elsewhere(self, token: str, document: int, text: str) -> bool:
        """Whether a passage has a name that another document defines for the token, and its own document for nobody."""
        own = set().union(*self._roles_of(document).values())
        for other in range(len(self._tokens)):
            names = self._defined(other).get(token, frozenset()) if other != document else frozenset()
            roles = (name for name in names if name.lower().strip() not in own)
            if any(re.search(rf"(?<!\w){re.escape(role)}(?:’s|'s)?(?!\w)", text) for role in roles):
                return True
        return False

    def _defined(self, document: int) -> dict[str, frozenset[str]]:
        """The names in quotation marks that a document defines for its tokens ("the “Lender”")."""
        if document not in self._names:
            found: dict[str, set[str]] = collections.defaultdict(set)
            for passage in self._sources.documents[document].passages:
                for match in _DEFINED.finditer(passage.masked_text):
                    found[match["token"]].add(match["name"])
            self._names[document] = {token: frozenset(names) for token, names in found.items()}
        return self._names[document]

    def _is_role(self, token: str, document: int, text: str) -> bool:
        """Whether a passage has a word by which the document means the token's bearer."""
        roles = self._roles_of(document).get(token, frozenset())
        lower = text.lower()
        return any(re.search(rf"\b{re.escape(role)}(?:s|’s|'s)?\b", lower) for role in roles)

    def _speaks(self, token: str, document: int, at: int, text: str) -> bool:
        """Whether a passage is in the first or second person, and the token is its author or reader; or testimony."""
        if token.startswith("WITNESS_") and _TESTIMONY.search(text):
            return True
        author, reader = self._message(document, at)
        if token == author and _FIRST_PERSON.search(text):
            return True
        return token == reader and _SECOND_PERSON.search(text) is not None

    def _is_pronoun(self, token: str, document: int, at: int, text: str) -> bool:
        """Whether a passage has a pronoun, and the token is in the nearest passage before it that names somebody."""
        if not _PRONOUN.search(text) and not (token.startswith("ORG_") and _IT.search(text)):
            return False
        for number in range(at - 1, max(-1, at - 3), -1):
            named = {one for one in TOKEN.findall(self._text(document, number)) if one.startswith(_NAMES)}
            if named:
                return token in named
        return False

    def _message(self, document: int, at: int) -> tuple[str, str]:
        """The author and the reader of the message or letter that a passage belongs to."""
        author = reader = ""
        for number in range(at, max(-1, at - 12), -1):
            text = self._text(document, number)
            if header := _HEADER.search(text):
                return author or header["author"], reader or header["reader"] or ""
            if not reader and (dear := _DEAR.search(text)):
                reader = dear["reader"]
        ends = (0, len(self._sources.documents[document].passages) - 1)
        for end in ends:
            found = TOKEN.findall(self._text(document, end))
            author = author or next((token for token in found if token.startswith(_NAMES)), "")
        return author, reader

    def _roles_of(self, document: int) -> dict[str, frozenset[str]]:
        if document not in self._roles:
            found: dict[str, set[str]] = collections.defaultdict(set)
            for passage in self._sources.documents[document].passages:
                for token, role in _roles(passage.masked_text):
                    found[token].add(role.lower().strip())
            self._roles[document] = {token: frozenset(roles) for token, roles in found.items()}
        return self._roles[document]

    def _text(self, document: int, at: int) -> str:
        return self._sources.documents[document].passages[at].masked_text


def _roles(text: str) -> Iterator[tuple[str, str]]:
    """Tokens with the words that a passage defines for their bearers."""
    for match in _DEFINED.finditer(text):
        yield match["token"], match["name"]
        last = TOKEN.findall(match["between"])
        if last:
            yield last[-1], match["name"]
    for match in _MARRIED.finditer(text):
        yield from ((match["token"], role) for role in ("wife", "husband", "spouse"))
    for pattern in (_BESIDE, _BEFORE, _COUNSEL, _APPOSED, _NAMED, _TITLE):
        for match in pattern.finditer(text):
            yield match["token"], match["role"]
    for match in _VERSUS.finditer(text):
        for token, roles in zip((match["first"], match["second"]), _PARTIES, strict=True):
            yield from ((token, role) for role in roles)
