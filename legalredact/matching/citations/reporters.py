"""Patterns of reporters and neutral citations, and of what follows them.

Based on the Bluebook's tables T1 (reporters, by court) and T7 (courts).
"""

GAP = r"\s{1,200}"
"""White space in a citation: a line break, or a page break with blanked running lines."""

_STATE = (
    r"(?:(?:Alaska|Hawai[‘’'i]{1,2}|Idaho|Iowa|Ohio|Utah)\b|(?:Ala|Ariz|Ark|Cal|Colo|Conn|Del|Fla|Ga|Haw|Ill|Ind|Kan|Ky|La|Me"
    r"|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nev|N\.\s?[HJMYCD]|Okla|Or|Pa|P\.\s?R|R\.\s?I|S\.\s?[CD]|Tenn|Tex|Vt|Va|Wash|Wn"
    r"|W\.\s?Va|Wis|Wyo)\.)"
)
_COURT = r"App|Ct|Super|Supp|St|Misc|Crim|Cr|Civ|Rptr|Eq|Ch|L|R|Sup|Div|Law|Cir|Cmwlth|Commw|Rep|Pub|Dec"
_COURT_OF_STATE = rf"(?:\s{{0,3}}(?:{_COURT})\b\.?){{0,3}}"
_SERIES = r"(?:\s{0,3}(?:2d|3d|4th|5th|6th|7th))"
_FEDERAL = (
    rf"F\.{_SERIES}?|F\.\s{{0,3}}Supp\.{_SERIES}?|F(?:ed)?\.\s{{0,3}}App(?:[’']x|x)\.?|U\.\s{{0,2}}S\.|S\.\s{{0,2}}Ct\."
    rf"|L\.\s{{0,2}}Ed\.{_SERIES}?|B\.\s?R\.|F\.\s?R\.\s?D\.|(?:Fed|Ct)\.\s{{0,3}}Cl\.|Cl\.\s{{0,3}}Ct\.|T\.\s?C\.(?:\s?M\.)?"
    r"|M\.\s?J\.|Vet\.\s{0,3}App\.|(?:Pet|Wheat|Wall|How|Dall)\.|Cranch|I\.\s?&\s?N\.\s{0,3}Dec\."
    r"|N\.\s?L\.\s?R\.\s?B\.(?:\s{0,3}No\.)?"
)
_REGIONAL = (
    rf"(?:S|N)\.\s?[WE]\.{_SERIES}?|(?:So|P|A)\.{_SERIES}|N\.\s?Y\.\s?S\.{_SERIES}?|A\.\s?D\.{_SERIES}?|Misc\.{_SERIES}"
)
_DATABASE = r"WL|(?:U\.\s?S\.\s{0,3}(?:Dist|App)\.|[A-Z][A-Za-z.]{1,8}(?:\s(?:App|Super|Dist)\.)?)\s{0,3}LEXIS"
REPORTER = rf"(?:{_FEDERAL}|{_REGIONAL}|{_STATE}{_COURT_OF_STATE}{_SERIES}?|{_DATABASE})"

_PAGE = r"(?:\*?\d{1,7}(?![\d,]*[\d\w])|_{2,9}|–{2,3}|-{2,3})"
_UNKNOWN = r"(?:_{2,9}|-{2,5}|—{1,3})"
"""In place of a volume or a page that is not printed yet ("--- U.S. ----")."""
_REPORTED = (
    rf"(?<![\w.$/-])(?:\d{{1,4}}{GAP}{REPORTER}(?:,?{GAP}at)?{GAP}{_PAGE}"
    rf"|{_UNKNOWN}\s{{0,3}}{REPORTER}\s{{0,3}}{_UNKNOWN})"
)
_NEUTRAL = (
    r"(?<![\w.$/-])(?:(?:19|20)\d\d-\s{0,200}[A-Z][A-Za-z]{1,6}-\s{0,200}\d{1,7}(?!\w)"
    r"|(?:19|20)\d\d\s(?:OK(?:\s(?:CIV\sAPP|CR))?|CO[AM]?|UT(?:\sApp)?|WI(?:\sApp)?|WY|ND(?:\sApp)?|SD|NM(?:SC|CA)?|MT|ME"
    r"|VT|NH|Ark\.(?:\sApp\.)?|IL(?:\sApp(?:\s\(\d[a-z]{2}\))?)?|PA\sSuper|AZ|ID)\s\d{1,7}(?:-U)?(?!\w))"
)
_SUPRA = rf"(?<=,\s)supra\b(?:,?{GAP}note\s\d{{1,4}})?(?:,?{GAP}at{GAP}\d{{1,5}})?"
CORE = rf"(?:{_REPORTED}|{_NEUTRAL}|{_SUPRA})"
"""Volume, reporter and page; a neutral citation; or "supra"."""

RANGE = r"\s?[-–]\s{0,200}\*?\d{1,5}"
"""The rest of a range of pages."""

_PAGES = rf"\*?\d{{1,5}}(?:{RANGE})?(?:\s?&?\s?nn?\.\s?\d{{1,3}})?(?![\d,]*\d|\s{{1,9}}(?:[A-Z][\w’']{{0,5}}\.|WL\b))"
PINPOINT = (
    rf"(?:,?\s{{0,200}}(?:at\s{{1,9}}{_PAGES}|¶{{1,2}}\s?\d{{1,4}}(?:\s?[-–]\s?\d{{1,4}})?|nn?\.\s?\d{{1,3}})"
    rf"|,\s{{1,200}}{_PAGES})"
)
"""A pinpoint: page, paragraph or note."""

COURT = r"\s{0,200}\((?:[^()]{0,120}\s)?(?:1[6-9]|20)\d\d\)"
"""Court and year in parentheses."""

REMARK = (
    r"\s{1,200}\((?:per\scuriam|en\sbanc|mem\.|table|unpublished|plurality[^()]{0,30}|cleaned\sup"
    r"|[^()]{0,60}(?:omitted|added|marks|original)|[^()]{1,60},\s(?:C\.\s?)?JJ?\.,[^()]{0,60})\)"
)
"""Other contents of parentheses, which name nobody but judges."""
