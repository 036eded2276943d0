"""What the words around a name say of its bearer: judge, counsel, witness, party."""

import re

from legalredact.detection.people import under_oath
from legalredact.model.mention import Kind, Role, Span

_BEFORE, _AFTER = 60, 90
_JUDGE_BEFORE = re.compile(
    r"(?:\b(?:Judges?|Justices?|Magistrate|Chancellor|JUDGES?|JUSTICES?|Hon\.?|Honou?rable|HONORABLE|Hon['’]ble)\b[\s.]*"
    r"(?:(?:Mr|Ms|Mrs|Dr|Shri|Smt)\.?\s+)?(?:Justice\s+)?|\bBefore:?\s+|\bBEFORE:?\s+|\bCoram\s*:?-?\s*)\Z"
)
_JUDGE_AFTER = re.compile(
    r"(?:,\s{0,6}\(?|\s{0,6}\()(?:C\.?\s?J|P\.?\s?J|A\.?\s?C\.?\s?J|JJ|J\s?J|J)\.?(?=[\s,.;)]|$)"
    r"|\s{1,3}(?:C\.\s?J|JJ|J)\.(?=[\s,.;)]|$)"
    r"|[’']?s?,?\s{0,6}(?:(?:(?:Chief|Senior|Presiding|Associate|Acting|United\s+States|U\.S\.|Circuit|District|Magistrate|Bankruptcy|Administrative\s+Law|Superior\s+Court)\s+){0,4}"
    r"(?:Judges?|Justices?|JUDGES?|JUSTICES?)\b"
    r"|(?:(?:Deputy|Chief|Acting)\s+)?(?:Clerk|CLERK)\b(?!\s+(?:for|to))|(?:Case\s+Manager|Court\s+Reporter|Courtroom\s+Deputy))"
)
_JUDGES_LIST = re.compile(
    r"(?:,?\s+(?:and\s+)?[^\W\d_][\w'’.-]*){1,8},?\s+(?:Circuit|District|Chief|Associate|Senior)?\s*(?:Judges|Justices|JJ\.)"
)
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
_FIRM = re.compile(
    r"\b(?:L\.?L\.?P|P\.?L\.?L\.?C|Law\s+(?:Offices?|Firm|Group)|LAW\s+(?:OFFICES?|FIRM|GROUP)|Attorneys?\s+at\s+Law|Advocates|Solicitors)\b"
)


def role_of(text: str, span: Span, kind: Kind) -> Role | None:
    """What the place of a name says of its bearer; None if it says nothing."""
    before = text[max(0, span.start - _BEFORE) : span.start]
    after = text[span.end : span.end + _AFTER]
    if kind is Kind.PERSON:
        return _role_of_person(text, span, before, after)
    if _FIRM.search(span.of(text)):
        return Role.COUNSEL
    return Role.PARTY if _PARTY_BEFORE.search(before) or _PARTY_AFTER.match(after) else None


def _role_of_person(text: str, span: Span, before: str, after: str) -> Role | None:
    turned = "," in span.of(text) and after[:3].strip(" .") == "J"  # "Roe, Jane J." has an initial, not an office
    if _JUDGE_BEFORE.search(before) or (_JUDGE_AFTER.match(after) and not turned) or _in_list_of_judges(before, after):
        return Role.JUDGE
    if _COUNSEL_BEFORE.search(before) or _COUNSEL_AFTER.match(after):
        return Role.COUNSEL
    if under_oath(text, span):
        return Role.WITNESS
    return Role.PARTY if _PARTY_BEFORE.search(before) or _PARTY_AFTER.match(after) else None


def _in_list_of_judges(before: str, after: str) -> bool:
    """Whether "Before" and "Judges" hold a list together: "Before Alder, Birch, and Cedar, Circuit Judges"."""
    return bool(re.search(r"\b(?:Before|BEFORE)\b[^.;]*\Z", before)) and bool(_JUDGES_LIST.match(after))
