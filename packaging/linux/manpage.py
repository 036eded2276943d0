"""Writes the manual page from the commands' own parser, so that options in it always exist."""

import argparse
from collections.abc import Iterator

_FILES = (
    ("/etc/legalredact/policy.toml", "The firm's policy; it binds everybody on this machine. root owns it."),
    ("/etc/legalredact/policy.pub", "The public key of minisign; where it is there, only a signed policy holds."),
    ("/etc/legalredact/policy.toml.minisig", "The policy's signature, as minisign writes it."),
    ("/etc/legalredact/policy.toml.example", "Every key of it, with its meaning."),
    ("~/.config/LegalRedact/policy.toml", "The policy of somebody who works without a firm's IT."),
    ("~/LegalRedact", "Where the window keeps matters, each an encrypted folder. No package ever touches it."),
)


def manpage(parser: argparse.ArgumentParser, version: str, day: str) -> str:
    """The page as troff.

    Arguments:
        parser: of all commands.
        day: date on the page, such as 2026-11-26.
    """
    lines = [f'.TH LEGALREDACT 1 "{day}" "LegalRedact {version}" "User Commands"']
    lines += [".SH NAME", f"legalredact \\- {_plain(_first(parser.description))}"]
    lines += [".SH SYNOPSIS", ".B legalredact", ".br", ".B legalredact", "\\fICOMMAND\\fR [\\fIOPTIONS\\fR]"]
    lines += [".SH DESCRIPTION", _plain(parser.description or ""), "Without a command it opens the window."]
    lines += [".SH COMMANDS", *_commands("legalredact", parser)]
    lines += [".SH FILES", *(line for path, says in _FILES for line in (".TP", f".I {_plain(path)}", _plain(says)))]
    lines += [".SH EXIT STATUS", _plain((parser.epilog or "").removeprefix("exit codes: "))]
    return "\n".join(lines) + "\n"


def _commands(name: str, parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in parser._actions:  # noqa: SLF001 - argparse has no other way to walk its commands
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - the same
            for below, one in action.choices.items():
                yield from _command(f"{name} {below}", one)


def _command(name: str, parser: argparse.ArgumentParser) -> Iterator[str]:
    nested = list(_commands(name, parser))
    if nested:
        yield from nested
        return
    yield f".SS {_plain(name)}"
    yield _plain(parser.description or "")
    for action in parser._actions:  # noqa: SLF001 - the same
        if action.help and "--help" not in action.option_strings:
            yield from (".TP", f".B {_plain(_heading(action))}", _plain(action.help.replace("%%", "%")))


def _heading(action: argparse.Action) -> str:
    value = action.metavar or (f"{{{','.join(map(str, action.choices))}}}" if action.choices else action.dest.upper())
    words = " ".join(value) if isinstance(value, tuple) else value
    if not action.option_strings:
        return words
    return ", ".join(action.option_strings) + ("" if action.nargs == 0 else f" {words}")


def _first(description: str | None) -> str:
    return (description or "").rstrip(".")


def _plain(words: str) -> str:
    """Words escaped for troff."""
    escaped = words.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    return f"\\&{escaped}" if escaped.startswith(".") else escaped
