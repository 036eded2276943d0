"""Terms of contracts: duration, payment, termination, notice, governing law, obligations and restrictions."""

import re
from collections.abc import Iterator

from legalredact.matching.facts.find import FactKind
from legalredact.model.entry_kind import EntryKind
from legalredact.summary.local.body import Body
from legalredact.summary.local.entries import Entry
from legalredact.summary.local.sentences import Kind

_MADE = re.compile(
    r"\b(?:this|the)\s(?:\w+\s){0,4}(?:agreement|contract|lease|amendment|deed|note"
    r"|license)\b.{0,160}\b(?:by\sand\s(?:between|among)|between"
    r"|made|entered\sinto|dated|effective)\b|\b(?:agreement|contract|lease)\b.{0,80}\bis\s(?:made|entered)",
    re.I | re.S,
)
_OPENS = re.compile(r"\b(?:agreement|contract|lease)\b.{0,200}\b(?:between|among)\b", re.I | re.S)
_CONTRACT = re.compile(
    r"\b(?:this|the)\s(?:\w+\s){0,3}(?:agreement|contract|lease|sublease|license)\b"
    r"|\bparties\s(?:hereto|agree)\b|\bhereby\sagrees?\b|\bwitnesseth\b",
    re.I,
)
_SHALL = re.compile(r"\b(?:shall|agrees?\sto|may|will|must|is\sentitled|are\sentitled)\b", re.I)
_DUTY = re.compile(
    r"\b(?:shall|will|must|may)\s(?:at\sall\stimes\s|also\s|promptly\s|use\s|only\s|not\b|be\s(?:solely\s)?responsible"
    r"|be\sliable|be\sentitled|keep|maintain|provide|deliver|comply|notify|indemnify|hold|adhere|furnish|submit|perform"
    r"|insure|obtain|return|assign|grant|reimburse|defend|cooperate|devote|serve|have\sthe\s(?:sole|exclusive)?)"
    r"|\bagrees?\s(?:not\s)?to\b|\b(?:is|are)\s(?:also\s|solely\s)?(?:responsible|liable|obligated|required|prohibited)\b"
    r"|\bhereby\s(?:grants?|assigns?|waives?|releases?|appoints?|agrees?)\b",
    re.I,
)
"""Words by which a contract obliges or restricts a party."""
_EXCEPT = re.compile(
    r"\b(?:except|unless|without\b.{0,40}\bconsent|notwithstanding|provided\s(?:that|however))\b", re.I
)
_FIGURES = frozenset({FactKind.AMOUNT, FactKind.DURATION, FactKind.DATE})
_FEWEST, _SHARE = 4, 0.1
_PATTERNS = {
    EntryKind.LAW: re.compile(
        r"\bgovern(?:ed|ing)\b.{0,80}\blaws?\b|\blaws?\sof\sthe\sstate\b.{0,60}\bgovern"
        r"|\bexclusive\sjurisdiction\b|\bvenue\b.{0,60}\bshall\b"
        r"|\bconstrued\b.{0,60}\blaws?\b|\barbitrat(?:ion|ed)\b.{0,80}\b(?:shall|rules|binding)\b",
        re.I | re.S,
    ),
    EntryKind.TERM: re.compile(
        r"\b(?:initial\s|original\s|renewal\s)?term\sof\s(?!this\b|the\b|any\b)|\bthe\s(?:initial\s"
        r"|lease\s)?term\b.{0,60}\b(?:commence|begin|shall\sbe|is|continue|expire)"
        r"|\bcommenc(?:e|es|ing)\son\b|\bcontinue\sin\s(?:full\s)?(?:force|effect)\b"
        r"|\bexpires?\son\b|\bremain\sin\s(?:full\s)?(?:force|effect)\b"
        r"|\brenew(?:s|ed|al)?\b|\beffective\s(?:date|as\sof)\b",
        re.I | re.S,
    ),
    EntryKind.TERMINATION: re.compile(
        r"\bterminat(?:e|es|ed|ion)\b|\bcancel(?:s|led|ed|lation)?\b|\bevents?\sof\sdefault\b|\brescind\b", re.I
    ),
    EntryKind.NOTICE: re.compile(
        r"\bnotices?\b.{0,80}\b(?:writing|written|given|delivered|sent|mailed|addressed"
        r"|deemed)\b|\bwritten\snotice\b",
        re.I | re.S,
    ),
    EntryKind.PAYMENT: re.compile(
        r"\b(?:shall|will|agrees?\sto|must)\s(?:\w+\s){0,4}pay\b|\bpayable\b"
        r"|\bpurchase\sprice\b|\b(?:base\s|annual\s|monthly\s)?(?:rent|fee|salary"
        r"|compensation|royalt\w+"
        r"|price|interest)\s(?:of|is|shall|equal|at)\b|\binvoices?\b.{0,60}\b(?:days|payable"
        r"|due)\b|\breimburse\b|\binterest\sat\b",
        re.I | re.S,
    ),
}


def contract_terms(body: Body) -> Iterator[Entry]:
    """Clauses of a contract by their subject; nothing of other documents."""
    if not is_contract(body):
        return
    for one in body.sentences:
        words, section = body.words(one.span), body.section(one.span.start)
        if (_MADE.search(words) or _OPENS.search(words)) and one.span.start < 0.2 * len(body.plain):
            yield Entry(EntryKind.PARTIES, one.span, 8)
        for kind, pattern in _PATTERNS.items():
            if pattern.search(words):
                titled = kind.value.partition(" ")[0][:8].casefold() in section.casefold()
                figures = any(fact.kind in _FIGURES for fact in body.facts_in(one.span))
                yield Entry(kind, one.span, 2.0 * titled + figures + bool(_SHALL.search(words)))
                break
        else:
            if _DUTY.search(words):
                yield Entry(EntryKind.DUTIES, one.span, 1.0 + bool(_EXCEPT.search(words)))


def is_contract(body: Body) -> bool:
    """Whether the document is an agreement: many of its sentences oblige, and name the agreement or the parties."""
    sentences = [body.words(one.span) for one in body.statements if one.kind is Kind.SENTENCE]
    bound = sum(_SHALL.search(words) is not None for words in sentences)
    named = sum(_CONTRACT.search(words) is not None for words in sentences)
    return named >= _FEWEST and bound >= _FEWEST and bound >= 0.3 * len(sentences) and named >= _SHARE * len(sentences)
