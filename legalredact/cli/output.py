"""Output of commands, independent of characters in file names and of the encoding of the terminal or pipe."""

import argparse
import io
import json
import sys
from typing import Any

from legalredact.model.clean_text import clean_name


def tolerate_every_character() -> None:
    """Escape characters that the output's encoding lacks (``\\u2019``); by default Python would abort the command.

    Source: Python's documentation of `codecs`, "Error Handlers".
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def json_line(value: dict[str, Any]) -> str:
    """JSON in one line; in ASCII with JSON's own escapes if standard output cannot hold it otherwise."""
    line = json.dumps(value, ensure_ascii=False)
    try:
        line.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return json.dumps(_clean(value))
    return line


def clean_options(options: argparse.Namespace) -> argparse.Namespace:
    """Options with clean text: arguments that are not UTF-8 contain lone surrogates. Paths are unchanged."""
    return argparse.Namespace(**{name: _clean(value) for name, value in vars(options).items()})


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return clean_name(value)
    if type(value) is dict:
        return {name: _clean(one) for name, one in value.items()}
    return type(value)(map(_clean, value)) if type(value) in (list, tuple) else value
