"""Words around a name that show the person's role: judge, counsel, witness, party."""

import re

from legalredact.detection.rules.formulas import under_oath
from legalredact.detection.rules.honorable import is_of_a_court
from legalredact.model.mention import Kind, Role, Span

_BEFORE, _AFTER = 60, 90
_JUDGE_BEFORE = re.compile(
    r"(?:\b(?:(?:Judges?|Justices?|Magistrate|Chancellor|JUDGES?|JUSTICES?)\b[^\S\n]*\n?[^\S\n]*"
    r"|(?:Hon\.?|Honou?rable|HONORABLE|Hon['’]ble)\b[\s.]*)(?:(?:Mr|Ms|Mrs|Dr|Shri|Smt)\.?\s+)?(?:Justice\s+)?"
    r"|\bBefore:\s+|\bBEFORE:?\s+|\bCoram\s*:?-?\s*)\Z"
)
"""A title before a name. If a sentence or a paragraph ends with it ("…, Circuit Judges."), counsel may come next, and
a name that is taken for a judge stays in clear. "Before" in a sentence is no evidence either."""
_JUDGE_AFTER = re.compile(
    r"(?:,\s{0,6}\(?|\s{0,6}\()(?:C\.?\s?J|P\.?\s?J|A\.?\s?C\.?\s?J|JJ|J\s?J|J)\.?(?=[\s,.;)]|$)"
    r"|\s{1,3}(?:C\.\s?J|JJ|J)\.(?=[\s,.;)]|$)"
    r"|[’']?s?,?\s{0,6}(?:(?:(?:Chief|Senior|Presiding|Associate|Acting|United\s+States|U\.S\.|Circuit|District|Magistrate|Bankruptcy|Administrative\s+Law|Superior\s+Court)\s+){0,4}"
    r"(?:Judges?|Justices?|JUDGES?|JUSTICES?)\b"
    r"|(?:(?:Deputy|Chief|Acting)\s+)?(?:Clerk|CLERK)\b(?!\s+(?:for|to))|(?:Case\s+Manager|Court\s+Reporter|Courtroom\s+Deputy))"
)
_HON = re.compile(r"\A(?:Hon|HON)[^\s.]*\.?\s*\Z")
_JUDGES_LIST = re.compile(
    r"(?:,?\s+(?:and\s+)?[^\W\d_][\w'’.-]*){1,8},?\s+(?:Circuit|District|Chief|Associate|Senior)?\s*(?:Judges|Justices|JJ\.)"
)
_BEFORE_LIST = re.compile(r"\b(?:Before|BEFORE)\b[^.;]*\Z")
_COUNSEL_BEFORE = re.compile(
    r"\b(?:(?:Attorneys?|Counsel|Solicitors?|Advocates?|ATTORNEYS?|COUNSEL)(?:\s+(?:Generals?|at\s+Law|of\s+Record))?[,:]?\s*(?:\(s\)|Mr\.?|Ms\.?)?"
    r"|(?:attorneys?|counsel|solicitors?)\s+|(?:Adv|Advocate)\.?)\s*\Z"
)
_COUNSEL_AFTER = re.compile(
    r",?\s{0,4}(?:(?:\bEsq(?:uire)?\b\.?|ESQ\b\.?)|\(?(?:Pro\s+Hac\s+Vice|pro\s+hac\s+vice)|,?\s*(?:Lead\s+|Senior\s+|Sr\.?\s+|Standing\s+|learned\s+)*(?:Attorney|Counsel|Advocate|Adv|Solicitor|ATTORNEY|COUNSEL)\b"
    r"|,?\s*(?:for|For)\s+(?:the\s+)?(?:plaintiff|defendant|appell|petitioner|respondent|Plaintiff|Defendant|Appell|Petitioner|Respondent|State|United\s+States))"
    r"|[\s\S]{0,60}?\b(?:State\s+Bar|Bar\s+(?:No|ID)|SBN|Bar\s+Number)\b"
)
_PARTY_BEFORE = re.compile(
    r"\b(?:Plaintiffs?|Defendants?|Appellants?|Appellees?|Petitioners?|Respondents?|Claimants?|Movants?|Debtors?|Relators?"
    r"|plaintiffs?|defendants?|appellants?|appellees?|petitioners?|respondents?)(?:[/–—-]\w+)*,?\s+\Z"
)
_PARTY_AFTER = re.compile(
    r",?\s*\(?(?:the\s+)?[“\"]?(?:Plaintiffs?|Defendants?|Appellants?|Appellees?|Petitioners?|Respondents?|plaintiffs?|defendants?)\b[”\"]?(?!['’])"
)
_WORDS = (
    r"(?:(?:[^\W\d_a-z][\w.'’&-]*|of|the|for|and|de|la|\d{1,4})[ \n]{1,2}){0,8}(?:[^\W\d_a-z][\w.'’&-]*\.?|\d{1,5})"
)
_LISTED_AFTER = re.compile(
    rf"(?:(?:[;,]|,?\s+and)\s{{1,3}}{_WORDS}){{0,6}}[;,]?\s{{1,3}}(?:Plaintiffs?|Defendants?|Appellants?|Appellees?"
    r"|Petitioners?|Respondents?)\b(?!['’])"
)
"""A list of parties after a body, up to their role: "City of Alder; Officer J. Roe, Defendants"."""
_LISTED_BEFORE = re.compile(
    rf"\b(?:Plaintiffs?|Defendants?|Appellants?|Appellees?|Petitioners?|Respondents?|PLAINTIFFS?|DEFENDANTS?|APPELLANTS?"
    rf"|APPELLEES?|PETITIONERS?|RESPONDENTS?)(?:\(s\))?,?\s{{1,3}}(?:{_WORDS}(?:[;,]\s{{1,3}}(?:and\s+)?|\s+and\s+)){{1,8}}\Z"
)
"""The same before it: "Appellees Jane Roe, John Roe and City of Alder"."""
_FILED = re.compile(r"\b(?:[Ff]iled|FILED)\s+(?:by|BY|for|FOR|(?:[^\n;]{0,90}\s)?on\s+behalf\s+of)\s+(?:the\s+)?\Z")
"""The filer of a document is a party."""
_NEXT_CELL = re.compile(r"[ ]*\t|[ ]{3}[ ]*(?=\S)|[ ]*[|│┃]")
"""Separates the cells of a table; a role in a cell there is a person's job."""
_LIST = 260
"""Characters in which such a list is searched."""
_FIRM = re.compile(
    r"\b(?:L\.?L\.?P|P\.?L\.?L\.?C|Law\s+(?:Offices?|Firm|Group)|LAW\s+(?:OFFICES?|FIRM|GROUP)|Attorneys?\s+at\s+Law|Advocates|Solicitors)\b"
)


def role_of(text: str, span: Span, kind: Kind) -> Role | None:
    """The role that the place of a name shows; None if it shows none."""
    before = text[max(0, span.start - _BEFORE) : span.start]
    after = text[span.end : span.end + _AFTER]
    if kind is Kind.PERSON:
        return _role_of_person(text, span, before, after)
    if _FIRM.search(span.of(text)):
        return Role.COUNSEL
    if _PARTY_BEFORE.search(before) or _PARTY_AFTER.match(after):
        return Role.PARTY
    return Role.PARTY if kind is Kind.GOVERNMENT and _is_among_parties(text, span) else None


def _is_among_parties(text: str, span: Span) -> bool:
    """Whether a government body, usually background, is in a list of parties, or files something."""
    before = text[max(0, span.start - _LIST) : span.start]
    after = text[span.end : span.end + _LIST]
    return bool(_FILED.search(before[-120:]) or _LISTED_AFTER.match(after) or _LISTED_BEFORE.search(before))


def _role_of_person(text: str, span: Span, before: str, after: str) -> Role | None:
    turned = "," in span.of(text) and after[:3].strip(" .") == "J"  # "Roe, Jane J." has an initial, not an office
    turned = turned or _NEXT_CELL.match(after) is not None
    before_judge = _JUDGE_BEFORE.search(before)
    sits = before_judge is not None and (not _HON.search(before_judge.group()) or is_of_a_court(text, span))
    if sits or (_JUDGE_AFTER.match(after) and not turned) or _in_list_of_judges(before, after):
        return Role.JUDGE
    if _COUNSEL_BEFORE.search(before) or _COUNSEL_AFTER.match(after):
        return Role.COUNSEL
    if under_oath(text, span):
        return Role.WITNESS
    return Role.PARTY if _PARTY_BEFORE.search(before) or _PARTY_AFTER.match(after) else None


def _in_list_of_judges(before: str, after: str) -> bool:
    """Whether "Before" and "Judges" enclose a list: "Before Alder, Birch, and Cedar, Circuit Judges"."""
    return _BEFORE_LIST.search(before) is not None and _JUDGES_LIST.match(after) is not None
