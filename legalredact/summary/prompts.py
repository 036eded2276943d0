"""The prompt registry: all prompts, with their purpose and their exact text."""

import functools
import re
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path

from legalredact.errors import LegalRedactError, UsageError
from legalredact.resources import resource

ENGINES = frozenset({"local", "claude"})
"""Names of engines for which a prompt may be intended."""

_ID = re.compile(r"[a-z]+(?:-[a-z]+)*")


class PromptDamaged(LegalRedactError):
    """A file of the registry is not valid."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """An approved use of an engine.

    Arguments:
        id: also the file's name.
        version: increased with every change of the text; recorded with each summary.
        title: for people.
        purpose: what it is for.
        sees: the text that it uses.
        masking: what has to be masked before.
        oversight: who reviews the result.
        engines: engines that can answer it.
        instructions: sent exactly, after the documents. Never contains client data.
        joining: sent before the instructions when partial summaries are joined; empty for a check, which joins nothing.
    """

    id: str
    version: str
    title: str
    purpose: str
    sees: str
    masking: str
    oversight: str
    engines: tuple[str, ...]
    instructions: str = field(repr=False)
    joining: str = field(default="", repr=False)

    @property
    def joining_instructions(self) -> str:
        """The instructions for joining partial summaries."""
        return f"{self.joining}\n\n{self.instructions}"


@functools.cache
def load() -> dict[str, Prompt]:
    """All prompts by id, in the order of their ids.

    Errors: PromptDamaged if a file has unknown or missing keys, or another id than its name says.
    """
    files = sorted(resource("prompts").glob("*.toml"))
    return {prompt.id: prompt for prompt in map(read_prompt, files)}


@functools.cache
def meaning_check() -> Prompt:
    """The prompt of the second reading of a summary. It makes no summary, so it is not among those of `load`.

    Errors: as in `load`.
    """
    return read_prompt(resource("prompts", "checks", "meaning-check.toml"), joins=False)


def prompt_of(prompt_id: str) -> Prompt:
    """The prompt with that id.

    Errors: UsageError if there is none.
    """
    known = load()
    if prompt_id not in known:
        raise UsageError("There is no prompt of that id.", f"Use one of: {', '.join(known)}.")
    return known[prompt_id]


def read_prompt(path: Path, *, joins: bool = True) -> Prompt:
    """Read and check one file of the registry.

    Arguments:
        joins: whether it is a summary's prompt, which must say how partial summaries are joined.

    Errors: PromptDamaged.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        raise _damaged(path, "cannot be read as TOML") from None
    if problem := _problem(content, path.stem, joins=joins):
        raise _damaged(path, problem)
    texts = {name: value.strip() for name, value in content.items() if name != "engines"}
    return Prompt(**texts, engines=tuple(content["engines"]))


def _problem(content: dict[str, object], stem: str, *, joins: bool) -> str:
    """What is wrong with a file, or empty."""
    names = {part.name for part in fields(Prompt) if joins or part.name != "joining"}
    if content.keys() != names:
        return f"has wrong keys: {', '.join(sorted(content.keys() ^ names))}"
    engines = content["engines"]
    if not isinstance(engines, list) or not engines or not ENGINES.issuperset(map(str, engines)):
        return "names unknown engines"
    empty = [n for n in sorted(names - {"engines"}) if not isinstance(content[n], str) or not str(content[n]).strip()]
    if empty:
        return f"has nothing to say in {', '.join(empty)}"
    return "" if content["id"] == stem and _ID.fullmatch(stem) else "does not bear its prompt's id"


def _damaged(path: Path, problem: str) -> PromptDamaged:
    return PromptDamaged(f"The prompt {path.name} {problem}.", "Install LegalRedact again, or correct that file.")
