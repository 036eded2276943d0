"""Parses case names ("A v. B", "In re C") word by word from a fixed point, in linear time."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from legalredact.matching.text.running_lines import BLANK
from legalredact.model.mention import Span

_WINDOW = 320
_SHORT_LINE = 45
_MOST_WORDS = 30
_MOST_WORDS_OF_SHORT_NAME = 8
_WORD = re.compile(r"\S+")
_VERSUS = re.compile(r"vs?\.?|VS?\.")
_NOTE = re.compile(r"[.,;:”\"]\d{1,3}\Z")
"""A footnote's mark behind the last word ("Jordan.4")."""
_UNBROKEN = re.compile(rf"[^\s{BLANK}](?:[^{BLANK}]*[^\s{BLANK}])?")
_SIGNAL = re.compile(
    r"(?:See|In|Accord|Compare|But|Cf|Contra|Under|Citing|Quoting|Also|E\.g|Id|Ibid|As|Since|Unlike|Following|With|Per"
    r"|Here|That|This|These|Thus|Because|Although|While|When|Where|After|Before|Like|From|By|On|At|To|If|And|Or|Both|Nor"
    r"|Neither|It|Then|So|Re|RE|Moreover|Similarly|However|Likewise|Indeed|Plaintiffs?|Defendants?|Appell\w+|Petitioners?"
    r"|Respondents?|Claimants?)"
    r"[.,:]?"
)
_CONNECTOR = re.compile(
    r"(?:of|the|&|and|for|ex|rel\.|de|del|della|di|du|da|dos|la|le|van|von|der|den|ten|bin|al|el|et|al\.|d/b/a|a/k/a|f/k/a"
    r"|n/k/a|on|y|e|i|’t|’s)(?:,)?"
)
_SUFFIX = (
    r"(?:(?i:Inc|Corp|Co|L\.?L\.?C|Ltd|L\.?L\.?P)|L\.?P|PLLC|P\.?C|P\.?A|N\.?A|S\.?A|A\.?G|N\.?V|B\.?V|GmbH|PLC|plc|USA|FSB"
    r"|F\.S\.B|Jr|Sr|I{2,3}|IV|M\.?D|Esq|Local|Loc|et|d/b/a|a/k/a|f/k/a)"
)
_STATE = (
    r"(?:Ala|Ariz|Ark|Cal|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Me|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Or|Pa"
    r"|Tenn|Tex|Va|Vt|Wash|Wis|Wyo)\."
)
_AFTER_COMMA = re.compile(rf"(?:{_SUFFIX}|{_STATE}(?=[,)]|\Z))[.,)]{{0,3}}")
_COMPANY = re.compile(rf"(?:{_SUFFIX}|Sons|Bros|Associates|Assocs|Partners|Bank|Ins|&)[.,]{{0,2}}")
ABBREVIATION = re.compile(
    r"(?:[A-Z]|(?:[A-Z]\.)+[A-Z]?|Acad|Acct|Adm’?r|Adver|Am|Amer|Assocs?|Atl|Att[’']?y|Auth|Auto|Ave|Bd|Bhd|Bldg|Bros|Broad|Bus|Cas|Cath|Cent"
    r"|Chem|Cmty|Cnty|Co|Coll|Comm|Commc?’?ns?|Comp|Condo|Cong|Consol|Const|Constr|Coop|Corp|Corr|Cos|Cty|Def|Dept|Dev|Dir"
    r"|Dist|Distrib|Div|Dr|Econ|Ed|Educ|Elec|Emp|Eng|Enters?|Env|Envtl|Equip|Exch|Exec|Exp|Fed|Fid|Fin|Found|Gen|Grp|Guar"
    r"|Hist|Hosp|Hous|Imp|Inc|Indem|Indep|Indus|Info|Inst|Ins|Inv|Invs|Jr|Lab|Labs|Liab|Litig|Ltd|Mach|Mag|Maint|Mech|Med"
    r"|Mem|Merch|Metro|Mfg|Mfrs|Mgmt|Mkt|Mktg|Mortg|Mr|Mrs|Ms|Mun|Mut|Nat|No|Org|Pac|Par|Pharm|Phila|Pres|Prob|Prod|Prods|Prop"
    r"|Props|Prot|Pub|Publ|Pubs|Rd|Recs|Ref|Reg|Rehab|Reprod|Res|Rest|Ret|Rev|Ry|Sav|Sch|Sci|Sec|Serv|Servs|Soc|Sr|St|Ste"
    r"|Sts|Sur|Sys|Tech|Techs|Tel|Telecomm|Temp|Transp|Transcon|Trib|Tr|Twp|Unif|Univ|Util|Utils|Vill|al|rel|v|vs|Ala|Ariz"
    r"|Ark|Cal|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Me|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Or|Pa|Tenn|Tex|Va|Vt"
    r"|Wash|Wis|Wyo)\."
)


@dataclass(frozen=True, slots=True)
class CaseName:
    """The span of a case name, and its parties in order."""

    span: Span
    parties: tuple[Span, ...]


def name_before(text: str, end: int, floor: int) -> CaseName | None:
    """The case name whose last word ends at `end` (ignoring a comma after it), or None.

    Arguments:
        text: with running lines blanked.
        end: offset after the name.
        floor: offset before which it cannot start.
    """
    start = max(floor, end - _WINDOW)
    words = list(_WORD.finditer(text, start, end))[-_MOST_WORDS:]
    first, versus = _walk_back(text, words, len(words), None)
    if versus is None and not _is_short_name([word[0] for word in words[first:]]):
        return None
    return _named(words, first, len(words), versus)


def name_around(text: str, versus: re.Match[str], floor: int) -> CaseName | None:
    """The case name around a "v." without a citation, or None."""
    low, high = _paragraph(text, versus, max(floor, versus.start() - _WINDOW))
    before = list(_WORD.finditer(text, low, versus.start()))[-_MOST_WORDS:]
    after = list(_WORD.finditer(text, versus.end(), high))[:_MOST_WORDS]
    first, _ = _walk_back(text, [*before, versus], len(before), len(before))
    last = _walk_on(text, [versus, *after]) + len(before)
    if first >= len(before) or last <= len(before) + 1:
        return None
    return _named([*before, versus, *after], first, last, len(before))


def _paragraph(text: str, versus: re.Match[str], floor: int) -> tuple[int, int]:
    """Start and end of the running text around the "v."; a short line (a title, a table cell) ends it."""
    start = next((at + 1 for at in _line_ends(text, floor, versus.start(), back=True)), floor)
    return start, next(_line_ends(text, versus.end(), versus.end() + _WINDOW, back=False), versus.end() + _WINDOW)


def _line_ends(text: str, start: int, end: int, *, back: bool) -> Iterator[int]:
    """Offsets of line feeds between `start` and `end` after a short line or a running line."""
    feeds = [match.start() for match in re.compile("\n").finditer(text, start, end)]
    for at in reversed(feeds) if back else feeds:
        line = text[text.rfind("\n", 0, at) + 1 : at]
        if len(line.strip()) < _SHORT_LINE:
            yield at


def _is_short_name(words: list[str]) -> bool:
    """Whether words without "v." may be a case name; those before "Court of Appeals, 268 N.C. App. 1" may not."""
    return len(words) <= _MOST_WORDS_OF_SHORT_NAME and not any(word.startswith(("Court", "Panel")) for word in words)


def _walk_back(text: str, words: list[re.Match[str]], at: int, versus: int | None) -> tuple[int, int | None]:
    """Index of the first word of the name that ends before word `at`, and of its "v."; `at` if there is no name.

    Arguments:
        versus: index of the "v." if it is known, else None.
    """
    torn: int | None = None
    while at > 0:
        word, right = words[at - 1], words[at] if at < len(words) else None
        if right is not None and _parted(text[word.end() : right.start()]):
            if versus is not None or torn is not None:
                break
            torn = at  # a page break may have split the name: continue, and return to this point if no "v." follows
        if right is not None and _VERSUS.fullmatch(word[0]):
            if versus is not None:
                break
            versus = at - 1
        elif right is not None and _in_re(words, at):
            at -= 2
            break
        elif not _belongs(words, at - 1, versus):
            break
        at -= 1
        if _opens(word[0]):
            break
    if versus is None and torn is not None:
        at = torn
    return _trimmed(words, at), versus


def _walk_on(text: str, words: list[re.Match[str]]) -> int:
    """Index after the last word of the name that begins with `words[1]`, the first being "v."."""
    at = 1
    while at < len(words):
        word = words[at][0]
        if _parted(text[words[at - 1].end() : words[at].start()]) or _opens(word) or _VERSUS.fullmatch(word):
            break
        if not (word[0].isupper() or word[0].isdigit() or _CONNECTOR.fullmatch(word)):
            break
        at += 1
        following = words[at][0] if at < len(words) else ""
        if not _goes_on(word, following):
            break
    while at > 1 and _CONNECTOR.fullmatch(words[at - 1][0]):
        at -= 1
    return at


def _goes_on(word: str, following: str) -> bool:
    """Whether a name may continue after `word` with the following word."""
    if word.endswith((";", ":", ")", "”", "?", "!")) or _NOTE.search(word):
        return False
    if word.endswith(","):
        return bool(_AFTER_COMMA.fullmatch(following))
    if word.endswith("."):
        return bool(ABBREVIATION.fullmatch(word) and following and not _SIGNAL.fullmatch(following))
    return True


def _belongs(words: list[re.Match[str]], at: int, versus: int | None) -> bool:
    """Whether the word is part of a name that continues to its right."""
    word = words[at][0]
    following = words[at + 1][0] if at + 1 < len(words) else ""
    bare = word.lstrip("([“\"‘'")
    if not bare or _SIGNAL.fullmatch(bare):
        return False
    if following and not _joins(word, following, [w[0] for w in words[at + 1 : at + 4]]):
        return False
    if bare in ("and", "y", "e"):
        return any(_COMPANY.fullmatch(w[0]) for w in words[at + 1 : versus])
    return bare[0].isupper() or bare[0].isdigit() or bare[0] == "_" or bool(_CONNECTOR.fullmatch(bare))


def _joins(word: str, following: str, next_words: list[str]) -> bool:
    """Whether the end of `word` allows the name to continue."""
    if word.endswith((";", ":", "?", "!", "”", '"', ")", "]", "—")):
        return False
    if _VERSUS.fullmatch(following):
        return True
    if word.endswith(","):
        return bool(_AFTER_COMMA.fullmatch(following)) or "&" in next_words
    if word.endswith("."):
        return bool(ABBREVIATION.fullmatch(word.lstrip("([“\"‘'")))
    return True


def _in_re(words: list[re.Match[str]], at: int) -> bool:
    """Whether `words[at - 2 : at]` are "In re" or "Ex parte"."""
    if at < 2:
        return False
    pair = (words[at - 2][0].lstrip("([“\"‘'"), words[at - 1][0])
    return pair in {("In", "re"), ("in", "re"), ("IN", "RE"), ("Ex", "parte"), ("ex", "parte"), ("In", "Re")}


def _opens(word: str) -> bool:
    """Whether a bracket or quotation mark precedes the word: then the name begins here."""
    return word[0] in '([“"'


def _parted(gap: str) -> bool:
    """Whether a blank line separates two words, apart from blanked running lines."""
    return BLANK not in gap and gap.count("\n") > 1


def _trimmed(words: list[re.Match[str]], at: int) -> int:
    """Index of the first word that can begin a name."""
    while at < len(words) and _CONNECTOR.fullmatch(words[at][0]) and words[at][0] not in ("la", "de", "van", "von"):
        at += 1
    return at


def _named(words: list[re.Match[str]], first: int, last: int, versus: int | None) -> CaseName | None:
    """The name of words `first` to `last`, exclusive; None if a side of the "v." is empty."""
    if first >= last or versus in (first, last - 1):
        return None
    sides = ((first, last),) if versus is None or versus < first else ((first, versus), (versus + 1, last))
    parties = tuple(span for a, b in sides for span in _party(words[a:b]))
    return CaseName(Span(words[first].start(), parties[-1].end), parties)


def _party(words: list[re.Match[str]]) -> tuple[Span, ...]:
    """Spans of the words without enclosing brackets, quotation marks and commas, and without a leading "In re"."""
    kept = words[2:] if len(words) > 2 and _in_re(words, 2) else words
    start = kept[0].start() + len(kept[0][0]) - len(kept[0][0].lstrip("([“\"‘'"))
    end = kept[-1].start() + len(_NOTE.sub("", kept[-1][0]).rstrip(',;:”")'))
    name = kept[0].string[start:end]
    return tuple(Span(start + part.start(), start + part.end()) for part in _UNBROKEN.finditer(name))
