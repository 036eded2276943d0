"""What commands print, whatever a file is called and whatever encoding the terminal or pipe has."""

import argparse
import io
import json
import sys
from typing import Any

from legalredact.model.clean_text import clean_name


def tolerate_every_character() -> None:
    """Characters that an output's encoding lacks are escaped (``\\u2019``); by default Python stops in mid-command.

    Source: Python's documentation of `codecs`, "Error Handlers".
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def json_line(value: dict[str, Any]) -> str:
    """JSON in one line: as it is where standard output can hold it, else in ASCII with JSON's own escapes."""
    line = json.dumps(value, ensure_ascii=False)
    try:
        line.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return json.dumps(_clean(value))
    return line


def clean_options(options: argparse.Namespace) -> argparse.Namespace:
    """Options whose words are clean: arguments that are no UTF-8 come with lone surrogates. Paths stay as they are."""
    return argparse.Namespace(**{name: _clean(value) for name, value in vars(options).items()})


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return clean_name(value)
    if type(value) is dict:
        return {name: _clean(one) for name, one in value.items()}
    return type(value)(map(_clean, value)) if type(value) in (list, tuple) else value
