"""Testimony: each question with its answer as one entry, by topic; admissions, corrections, objections, exhibits."""

import re
from collections.abc import Iterator

from legalredact.model.entry_kind import EntryKind
from legalredact.summary.local.body import Body
from legalredact.summary.local.entries import Entry
from legalredact.summary.local.testimony import Exchange

_LEADS = re.compile(
    r"^(?:and\s|so\s|but\s|now,?\s|then\s)*(?:you\b|isn[’']t|wasn[’']t|didn[’']t|weren[’']t"
    r"|aren[’']t|don[’']t|doesn[’']t|wouldn[’']t|haven[’']t"
    r"|is\sit\s(?:true|correct|fair)|it[’']s\s(?:true|correct|fair)|it\sis\s(?:true|correct"
    r"|fair))|\b(?:correct|right|true|fair|isn[’']t\sit|didn[’']t\syou)\?\W*$",
    re.I,
)
_AGREES = re.compile(
    r"^(?:yes|yeah|correct|right|true|that[’']s\s(?:right|correct|true|fair)"
    r"|that\sis\s(?:right|correct|true)|i\sdid|i\swas|i\shad|it\s(?:is|was|did)"
    r"|we\sdid|i\sagree|i\sam|sure|exactly|absolutely)\b",
    re.I,
)
_ADMITS = re.compile(
    r"\bI\s(?:admit|acknowledge|concede|knew|lied|falsified|signed|approved|authorized|forgot"
    r"|failed|ignored|never\s(?:told|reported|checked|read|saw|asked))\b"
    r"|\b(?:the\sone\sI\ssigned|my\s(?:mistake|fault)|our\s(?:mistake|fault)|should\shave)\b",
    re.I,
)
_FORGOT = re.compile(
    r"\b(?:don[’']t|do\snot|can[’']t|cannot|couldn[’']t|didn[’']t|did\snot)\s(?:really\s"
    r"|exactly\s|specifically\s|honestly\s)?(?:recall|remember|recollect|know)\b"
    r"|\bno\s(?:recollection|memory|idea|knowledge)\b|\bnot\s(?:sure|certain|aware)\b",
    re.I,
)
_CORRECTED = re.compile(
    r"\b(?:(?:need|want|like|have)\sto\scorrect|let\sme\scorrect|correction\b|misspoke"
    r"|take\sthat\sback|strike\sthat|I\smeant|change\smy\s(?:answer|testimony)"
    r"|I\swas\s(?:wrong|mistaken)|earlier\s(?:I\s)?(?:said|testified)|not\swhat\sI\s(?:said|meant))",
    re.I,
)
_OBJECTED = re.compile(
    r"\bobject(?:ion|s|ed)?\b|\binstruct\w*\b.{0,40}\bnot\sto\sanswer\b|\bprivileged?\b"
    r"|\bmove\sto\sstrike\b|\bdon[’']t\sanswer\b",
    re.I | re.S,
)
_IDLE = re.compile(
    r"^(?:(?:yes|yeah|okay|ok|all\sright|very\swell|sure|fine|thank\syou|thanks"
    r"|you[’']re\swelcome|good\s(?:morning|afternoon)|i\sdo|i\swill|uh-huh|mm-hmm|no"
    r"|understood|go\sahead|that[’']s\sfine|ready|correct|i\sunderstand|please)[\s,.!]*(?:ma[’']?am|sir)?[\s,.!]*)+$",
    re.I,
)
_ROUTINE = re.compile(
    r"\b(?:take\sa\s(?:short\s)?break|off\sthe\srecord|on\sthe\srecord|speak\sup"
    r"|court\sreporter|ready\sto\s(?:begin|start|proceed)|good\s(?:morning|afternoon)"
    r"|thank\syou|understand\s(?:that\s)?you\sare\sunder\soath|let\sme\s(?:finish|rephrase"
    r"|know)|any\s(?:reason|medication)|if\syou\sdon[’']t\sunderstand"
    r"|sworn|how\sare\syou|can\syou\shear|nothing\sfurther|move\son|verbal\sanswer|spell\syour)\b",
    re.I,
)
_TOPICS = (
    (
        EntryKind.BACKGROUND,
        re.compile(
            r"\b(?:your\sname|employ(?:s|ed|er|ment)|your\s(?:job|position|title|address"
            r"|education|degree|training|duties)|licen[sc]e|how\slong\shave\syou|where\sdo\syou"
            r"|do\syou\shold|work\sfor|prepare\sfor)\b",
            re.I,
        ),
    ),
    (
        EntryKind.ABOUT_DOCUMENTS,
        re.compile(
            r"\b(?:exhibit|document|e-?mail\sdated|letter|agreement|contract|invoice|report|memo|log"
            r"|download|signature|recognize)\b",
            re.I,
        ),
    ),
    (
        EntryKind.CONVERSATIONS,
        re.compile(
            r"\b(?:say|said|tell|told|talk|talked|speak|spoke|call(?:ed)?|ask(?:ed)?|discuss\w*"
            r"|conversation|meeting|complain\w*|report(?:ed)?|mean(?:t)?\sby)\b",
            re.I,
        ),
    ),
    (EntryKind.PAYMENTS, re.compile(r"\$\d|\b(?:pay|paid|payment|salary|bonus|check|cost|charge|fee)\b", re.I)),
)
TOPICS = (*(name for name, _ in _TOPICS), EntryKind.OTHER_TESTIMONY)
"""Topics of a digest in their order."""
_ENOUGH_WORDS = 3


def testimony(body: Body) -> Iterator[Entry]:
    """Exchanges that a reader must not miss: admissions, failures to recall, corrections, objections."""
    for one in body.exchanges:
        kind = special_kind(body, one)
        if kind is not None and not is_routine(body, one):
            yield Entry(kind, one.span)


def special_kind(body: Body, one: Exchange) -> EntryKind | None:
    """The kind of an exchange that is listed by itself; None for others."""
    question, answer = _said(body, one)
    others = " ".join(body.words(span) for span in one.others)
    if _CORRECTED.search(answer):
        return EntryKind.CORRECTIONS
    if _FORGOT.search(answer):
        return EntryKind.NO_RECOLLECTION
    if _OBJECTED.search(others):
        return EntryKind.OBJECTIONS
    if _ADMITS.search(answer) or (_LEADS.search(question) and _AGREES.match(answer)):
        return EntryKind.ADMISSIONS
    return None


def topic_of(body: Body, one: Exchange) -> EntryKind:
    """The topic of an exchange, by the words of its question, else of its answer."""
    question, answer = _said(body, one)
    for words in (question, answer):
        for name, pattern in _TOPICS:
            if pattern.search(words):
                return name
    return EntryKind.OTHER_TESTIMONY


def is_routine(body: Body, one: Exchange) -> bool:
    """Whether an exchange says nothing of the case: greetings, breaks, "A. Very well."."""
    question, answer = _said(body, one)
    if one.others and _OBJECTED.search(" ".join(body.words(span) for span in one.others)):
        return False
    if _ROUTINE.search(question) and len(answer.split()) < 3 * _ENOUGH_WORDS:
        return True
    few = len(question.split()) + len(answer.split()) < _ENOUGH_WORDS
    return few or (_IDLE.match(answer) is not None and "?" not in question)


def _said(body: Body, one: Exchange) -> tuple[str, str]:
    """Question and answer without their marks."""
    question, answer = body.words(one.question), body.words(one.answer)
    return re.sub(r"^Q[.:]?\s*", "", question), re.sub(r"^(?:A[.:]?|THE WITNESS:)\s*", "", answer)
