"""Names of files with masked text: as their originals, but with tokens for names of the matter."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from legalredact.documents.text.plain import document_from_text
from legalredact.masking.mask import mask
from legalredact.masking.names import MaskedNames, masked_names
from legalredact.masking.scan import Scan
from legalredact.matching.text.dictionary import is_english
from legalredact.matching.text.normal import key_of
from legalredact.model.clean_text import clean
from legalredact.model.register import Register

_TELLING = 5
"""Letters from which a name among other letters is no accident."""
ENDING = ".masked.txt"
_LONGEST = 240
"""Bytes of a name; most file systems take 255 (limits.h, NAME_MAX)."""
_UNUSABLE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]')
"""Characters that no name of a file has on one of the systems (Microsoft, "Naming Files, Paths, and Namespaces")."""
_WORD = re.compile(r"[^\W\d_]+")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OutputName:
    """File name of a document's masked text.

    Arguments:
        masked: whether a name of the matter was replaced by a token, or by the document's id.
    """

    name: str = field(repr=False)
    masked: bool = False


def output_names(originals: Mapping[str, str], register: Register) -> dict[str, OutputName]:
    """A name for each document, different from all others also if case is ignored.

    If two originals differ only in their endings, they keep their endings; if they are equal, their ids are appended.

    Arguments:
        originals: names of the documents' files, by document id, in the order in which names are assigned.
        register: with tokens.
    """
    paths = {document_id: PurePath(_usable(name)) for document_id, name in originals.items()}
    stems = {document_id: _masked(path.stem, document_id, register) for document_id, path in paths.items()}
    wholes = {document_id: _masked(path.name, document_id, register) for document_id, path in paths.items()}
    unique = {one for one, count in _counted(stem.name for stem in stems.values()).items() if count == 1}
    taken: set[str] = set()
    names: dict[str, OutputName] = {}
    for document_id in sorted(paths, key=lambda one: stems[one].name.casefold() not in unique):
        chosen = stems[document_id] if stems[document_id].name.casefold() in unique else wholes[document_id]
        name = f"{chosen.name}{ENDING}"
        if name.casefold() in taken or _shared(wholes, document_id):
            name = f"{_cut(chosen.name, len(document_id) + 1)}.{document_id}{ENDING}"
        taken.add(name.casefold())
        names[document_id] = OutputName(name, chosen.masked)
    return {document_id: names[document_id] for document_id in originals}


def _shared(wholes: Mapping[str, OutputName], document_id: str) -> bool:
    """Whether another document has the same name with its ending."""
    own = wholes[document_id].name.casefold()
    return sum(other.name.casefold() == own for other in wholes.values()) > 1


def _counted(names: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for name in names:
        counts[name.casefold()] = counts.get(name.casefold(), 0) + 1
    return counts


def _usable(name: str) -> str:
    """A name that every system accepts; senders of messages and archives use any name."""
    usable = _UNUSABLE.sub("_", clean(name)).strip(" ")
    return f"_{usable}" if _DEVICE.match(usable) else usable


def _masked(stem: str, document_id: str, register: Register) -> OutputName:
    """Without names of the matter; the document's id if one is left that no token can replace."""
    names = masked_names(register)
    parted = stem.replace("_", " ")  # as people write spaces in names of files
    for spelled in dict.fromkeys((parted, stem)):
        masked = _words_masked(mask(document_from_text(document_id, "", spelled), register, ()).text, register)
        if any(Scan(names).fixed("name", masked)) or _is_inside(names, masked):
            return OutputName(document_id, masked=True)
        if masked != spelled:
            return OutputName(_cut(_usable(masked)), masked=True)
    return OutputName(_cut(stem) or document_id)


def _words_masked(text: str, register: Register) -> str:
    """With tokens for single words of names too: a file named "Penhallow" means "Penhallow Freight, Inc."."""
    owners: dict[str, set[str]] = {}
    for entity in register.entities:
        if entity.masked_somewhere and entity.kind.is_name:
            for word in _WORD.findall(" ".join(entity.spellings).casefold()):
                owners.setdefault(word, set()).add(entity.token)

    def token(word: re.Match[str]) -> str:
        own = owners.get(word[0].casefold(), set())
        telling = len(word[0]) >= _TELLING and not is_english(word[0].casefold())
        return next(iter(own)) if len(own) == 1 and telling else word[0]

    return _WORD.sub(token, text)


def _is_inside(names: MaskedNames, text: str) -> bool:
    """Whether a name's letters occur among others: file names often run words together."""
    key = key_of(names.cut(text))
    whole = [spelling for _, spelling, kind in names.spellings if kind.is_name]
    spelled = {key_of(one) for spelling in whole for one in (spelling, *_WORD.findall(spelling))}
    return any(len(one) >= _TELLING and one in key and not is_english(one) for one in spelled)


def _cut(name: str, less: int = 0) -> str:
    """Shortened to the limit of file systems, with the ending that follows."""
    most = _LONGEST - len(ENDING) - less
    return name.encode()[:most].decode("utf-8", "ignore").rstrip(" .") if len(name.encode()) > most else name
