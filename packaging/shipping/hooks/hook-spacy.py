"""Includes only English of spaCy's 70 languages, and not its own tests."""

from PyInstaller.utils.hooks import collect_data_files, collect_submodules

_SHARED = ("char_classes", "lex_attrs", "norm_exceptions", "punctuation", "tokenizer_exceptions")


def wanted(name: str) -> bool:
    """Whether a module of spaCy is included."""
    parts = name.split(".")
    if parts[1:2] == ["tests"]:
        return False
    return parts[1:2] != ["lang"] or len(parts) == 2 or parts[2] in {"en", *_SHARED}


datas = collect_data_files("spacy", includes=["*.cfg", "cli/templates/*"])
hiddenimports = collect_submodules("spacy", filter=wanted)
