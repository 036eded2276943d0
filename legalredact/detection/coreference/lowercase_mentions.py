"""Names that are dictionary words, written in lower case: "call mark", "piers says he won't pay".

Messages are written so. A dictionary word in lower case is a name only where the text addresses or quotes somebody,
and only if somebody of the matter has that name.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from legalredact.detection.lexicon.name_parsing import person_name
from legalredact.matching.text.dictionary import is_english, is_function_word
from legalredact.matching.text.normal import key_of
from legalredact.model.mention import Kind, Span, Tier
from legalredact.model.register import Entity

_WORD = r"(?P<word>[a-zß-öø-ÿ]{3,})(?![\w'’-]*\w)"
_TO = re.compile(
    r"(?<![\w'’-])(?:call(?:ed|ing)?|ask(?:ed|ing)?|tell(?:ing)?|told|text(?:ed|ing)?|e-?mail(?:ed|ing)?|messaged?|cc"
    r"|ping(?:ed)?|remind(?:ed)?|(?:met|meet|meeting|spoke|speak|talk|talked|talking|chat|chatted)\s+(?:to|with)"
    r"|heard\s+(?:back\s+)?from|hi|hey|hello|dear|thanks|thx|ty|mr\.?|mrs\.?|ms\.?|dr\.?)"
    rf"[ ]+{_WORD}",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"(?:^[>\s]*|[.!?,;:&(“\"]\s*|[-–—]\s+|(?<![\w'’-])(?:and|but|so|or|if|that|when|because|bc|cuz|like|since|while"
    rf"|after|before|until|unless|hope|think|thinks|said|says)[ ]+){_WORD}"
    r"(?=[ ]+(?:says?|said|told|asked|asks|wrote|writes|called|texted|emailed|replied|responded|thinks|thought|knows"
    r"|knew|wants|wanted|signed|promised|promises|insists|insisted|claims|claimed|lied|confirmed|admitted|denies|denied|agreed"
    r"|made|makes|took|takes|gave|gives|got|gets|left|came|comes|went|goes|saw|met|paid|pays|sent|drove|hit|helped|let"
    r"|agrees|refuses|refused|resigned|swore|swears|apologized|yelled|yells|wont|won['’]t|didnt|didn['’]t|doesnt"
    r"|doesn['’]t|did[ ]+(?:u|you)\b)(?!\w))",
    re.IGNORECASE | re.MULTILINE,
)
_FIRST = re.compile(
    rf"^[>\s]*{_WORD}[ ]*(?=,|[-–—]\s|[ ](?:did|can|could|will|would|please|pls)[ ]+(?:u|you)\b)", re.MULTILINE
)
"""The name addressed at the beginning of a line: "mark, did you see this"."""


def spoken_of(text: str) -> Iterator[Span]:
    """Words in lower case at places where people are addressed, or speak."""
    for pattern in (_TO, _SPEAKS, _FIRST):
        for match in pattern.finditer(text):
            word = match["word"]
            if word.islower() and is_english(word) and not is_function_word(word):
                yield Span(*match.span("word"))


def owners_of_words(names: Iterable[Entity]) -> Mapping[str, tuple[str, ...]]:
    """Dictionary words → ids of the suggested persons with that first name or surname."""
    owners: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for entity in names:
        if entity.kind is Kind.PERSON and entity.tier is Tier.SUGGESTED and not entity.among:
            for spelling in entity.spellings:
                name = person_name(spelling)
                for word in (*name.given[:1], *name.surname[-1:]):
                    if is_english(key_of(word)) and not is_function_word(key_of(word)):
                        owners[key_of(word)][entity.id] = None
    return {word: tuple(ids) for word, ids in owners.items()}
