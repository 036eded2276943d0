"""The prompt registry: all prompts, with their purpose and their exact text."""

import functools
import re
import tomllib
from collections.abc import Callable
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Literal, get_args

from legalredact.errors import LegalRedactError, UsageError
from legalredact.model.payload import FIRM
from legalredact.model.policy import CLAUDE
from legalredact.model.token import TOKEN
from legalredact.resources import resource

ENGINES = frozenset({"local", "claude"})
"""Names of engines for which a prompt may be intended."""

_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
Form = Literal["prose", "table"]
"""Form of a result: statements under headings, or rows of a table."""
Effort = Literal["", "low", "medium", "high"]
"""How much the model is to think before it answers; empty for the model's own default."""


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
        form: of the result.
        columns: of a table; each statement is one row, with `model.payload.CELLS` between its cells.
        model: the model of the service that has to answer; empty for the policy's.
        effort: how much the model is to think; sent only to models that take it.
        asks: what a person types for each use ("Question"); empty for nothing.
        documents: how many documents have to be chosen ("2"); empty for any number.
        question: what a person typed for this use, with tokens for names; in no file.
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
    form: Form = "prose"
    columns: tuple[str, ...] = ()
    model: str = ""
    effort: Effort = ""
    asks: str = ""
    documents: str = ""
    question: str = field(default="", repr=False)

    @property
    def is_of_firm(self) -> bool:
        """Whether the firm wrote it, and not the maker of this program."""
        return self.id.startswith(FIRM)

    @property
    def is_check(self) -> bool:
        """Whether it checks a finished summary. Such a prompt makes none, so nobody can choose it for a summary."""
        return not self.joining

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


Registered = Callable[[str], Prompt]
"""Gives the prompt with an id, as it may be used now; it refuses one that may not."""


def title_of(prompt_id: str) -> str:
    """The title of a prompt. That of a firm's prompt is made from its id, so that it is known without its file."""
    known = load().get(prompt_id)
    return known.title if known is not None else prompt_id.removeprefix(FIRM).replace("-", " ").capitalize()


def read_prompt(path: Path, *, joins: bool = True) -> Prompt:
    """Read and check one file of the registry.

    Arguments:
        joins: whether it is a summary's prompt, which must say how partial summaries are joined.

    Errors: PromptDamaged.
    """
    try:
        content = path.read_bytes()
    except OSError:
        raise _damaged(path, _NO_TOML) from None
    found = parsed(content, path.stem, joins=joins)
    if isinstance(found, str):
        raise _damaged(path, found)
    return found


def parsed(content: bytes, prompt_id: str, *, joins: bool = True) -> Prompt | str:
    """The prompt in a file, or what is wrong with the file, as the end of a sentence.

    Arguments:
        prompt_id: the id that it must have.
        joins: see `read_prompt`.
    """
    try:
        table = tomllib.loads(content.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
        return _NO_TOML
    if problem := _problem(table, prompt_id, joins=joins):
        return problem
    lists = {name: tuple(table[name]) for name in _LISTS & table.keys()}
    return Prompt(**({name: value.strip() for name, value in table.items() if name not in lists} | lists))


_NO_TOML = "cannot be read as TOML"
_LISTS = frozenset({"engines", "columns"})
_OPTIONAL = frozenset(part.name for part in fields(Prompt) if part.default is not MISSING) - {"question"}


def _problem(content: dict[str, object], prompt_id: str, *, joins: bool) -> str:
    """What is wrong with a file, or empty."""
    names = {part.name for part in fields(Prompt)} - {"question"}
    needed = names - (_OPTIONAL - {"joining"} if joins else _OPTIONAL)
    known = names if joins else needed
    if wrong := (needed - content.keys()) | (content.keys() - known):
        return f"has wrong keys: {', '.join(sorted(wrong))}"
    engines = content["engines"]
    if not isinstance(engines, list) or not engines or not ENGINES.issuperset(map(str, engines)):
        return "names unknown engines"
    words = sorted(content.keys() - _LISTS)
    empty = [n for n in words if not isinstance(content[n], str) or not str(content[n]).strip()]
    if empty:
        return f"has nothing to say in {', '.join(empty)}"
    if content["id"] != prompt_id or not _ID.fullmatch(prompt_id):
        return "does not bear its prompt's id"
    if prompt_id.startswith(FIRM) and engines != [CLAUDE]:
        return "is for another engine than claude: the local engine follows no instructions"
    if prompt_id.startswith(FIRM) and any(TOKEN.search(str(value)) for value in content.values()):
        return "has a word such as CLIENT_A, which means a different name in each matter"
    return _problem_of_form(content)


def _problem_of_form(content: dict[str, object]) -> str:
    """What is wrong with the effort or the form of the result, or empty."""
    if content.get("effort", "") not in get_args(Effort):
        return f"has an unknown effort; known are {', '.join(filter(None, get_args(Effort)))}"
    form, columns = content.get("form", "prose"), content.get("columns", [])
    if form not in get_args(Form):
        return f"has an unknown form; known are {', '.join(get_args(Form))}"
    good = isinstance(columns, list) and all(isinstance(one, str) and one.strip() and "|" not in one for one in columns)
    if not good or (form == "table") != (isinstance(columns, list) and len(columns) > 1):
        return "needs two or more columns for a table, and none for prose"
    return ""


def _damaged(path: Path, problem: str) -> PromptDamaged:
    return PromptDamaged(f"The prompt {path.name} {problem}.", "Install LegalRedact again, or correct that file.")
