"""Where sentences of legal papers end: not behind abbreviations, initials and numbers."""

import re

_ABBREVIATIONS = frozenset(
    """
    adm al am amend app ariz assn aug ave bankr bd bldg blvd bros cal cert cf ch cir cit civ cl co colo comm
    cong conn const corp cr crim ct cty dec decl dep dept dist div doc docs dr ed eg eng ev evid ex exh exs fed fla
    fn fr gen hon ibid id ie inc ins int jan jr jud lab litig lt ltd mag mich minn mo mr mrs ms mt nat neb nev nov
    oct okla op orig p pa paras pl pp pres prof pt pub r rd reg rep rev rptr rt sec sen sept ser sess sgt sr st
    stat std sub subd supp tenn tex tr treas univ v vol vs wis wl
    """.split()
)
_LAST_WORD = re.compile(r"([^\s(\[\"“‘]*)\.[\"”’)\]]*$")
_INITIALS = re.compile(r"(?:[a-z]\.)+[a-z]")
_CLOSED = re.compile(r"[.?!][\"”’)\]]*$")


def ends_sentence(before: str, after: str) -> bool:
    """Whether a sentence may end here: at a period that does not belong to an abbreviation, or at "?" or "!"."""
    tail = before[-40:]
    if not _CLOSED.search(tail):
        return False
    word = match[1].lower() if (match := _LAST_WORD.search(tail)) else ""
    if word in {"no", "nos"}:
        return not after[:1].isdigit() and after[:1] not in ("[", "(")
    is_initial = len(word) == 1 and word.isalpha()
    return not (is_initial or word.rpartition(".")[2] in _ABBREVIATIONS or _INITIALS.fullmatch(word))
