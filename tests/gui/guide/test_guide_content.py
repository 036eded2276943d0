"""The guide says what the application says: links lead somewhere, and each quoted label, message, key, menu path and
command exists."""

import ast
import re
import shlex
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from legalredact.cli.main import parser
from legalredact.governance.policy_schema import keys as policy_keys
from legalredact.gui.core.session import MatterSession
from legalredact.gui.guide.pages import Guide, GuidePage, anchor_of, load, read
from legalredact.gui.shell.command_palette import keys_of, words_of
from legalredact.gui.shell.matter_window import MatterWindow
from legalredact.gui.shell.registry import PLACES
from legalredact.gui.shell.shortcut_sheet import BESIDE_ACTIONS
from legalredact.resources import ResourceMissing

REPOSITORY = Path(__file__).resolve().parents[3]
FOLDER = REPOSITORY / "resources" / "guide"
PACKAGE = REPOSITORY / "legalredact"
MOST_BYTES = 1_500_000
"""Of all pictures together; they are part of every package."""
PAGES = [path.name for path in sorted(FOLDER.glob("*.md"))]

LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)]*)\)")
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]*)\)")
BOLD = re.compile(r"\*\*(.+?)\*\*")
ITALIC = re.compile(r"(?<!\*)\*([^*]+)\*(?!\*)")
CODE = re.compile(r"`([^`]+)`")
KEY = re.compile(r"(?:(?:Ctrl|Shift|Alt)\+)+\S+|F\d+|Enter|Esc|Del|Space|Shift|Ctrl|[A-Z1-9]")
POLICY_KEY = re.compile(r"[a-z_]+\.[a-z_]+")
OF_EVERY_PROGRAM = {"Shift", "Ctrl", "Ctrl+A", "Enter", "Esc"}
"""Keys that Qt gives to every table, list and dialog."""
OF_THE_GUIDE = {"Ctrl+L", "Ctrl+F"}
NOT_OF_THE_POLICY = {"key.age", "python.exe", "policy.toml"}
MESSAGES = (
    "gui",
    "masking/reply/finding_words.py",
    "workflow/names",
    "workflow/send",
    "workflow/sign_off",
    "workflow/export",
    "workflow/matter/not_covered.py",
    "workflow/administration/doctor.py",
)
"""Where the messages come from that the guide quotes."""
NO_LABEL = 4
"""Letters that the fixed part of a label with a changing part needs at least."""


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load()


def flowing(name: str) -> str:
    """A page in one line, without blocks of code."""
    text = re.sub(r"^```.*?^```", " ", (FOLDER / name).read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    return " ".join(text.split())


def all_of(pattern: re.Pattern[str], name: str) -> list[str]:
    return [match[1] for match in pattern.finditer(flowing(name))]


def without_code(name: str) -> str:
    return CODE.sub("", flowing(name))


# --- pages, links, pictures ---


def test_every_page_is_named_once_in_the_manifest(guide: Guide) -> None:
    assert sorted(page.name for page in guide.pages) == PAGES


def test_the_index_comes_first_and_every_page_can_be_reached_from_it(guide: Guide) -> None:
    reached, ahead = set[str](), ["index.md"]
    while ahead:
        name = ahead.pop()
        reached.add(name)
        ahead += [there for link in all_of(LINK, name) if (there := link.partition("#")[0]) and there not in reached]

    assert guide.pages[0].name == "index.md"
    assert reached == set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_to_a_heading_of_the_guide(guide: Guide, name: str) -> None:
    assert [link for link in all_of(LINK, name) if not resolves(guide, name, link)] == []


def resolves(guide: Guide, name: str, link: str) -> bool:
    there, _, anchor = link.partition("#")
    page = guide.page(there or name)
    return page is not None and (not anchor or anchor in anchors_of(page))


def anchors_of(page: GuidePage) -> set[str]:
    return {section.anchor for section in page.sections}


def test_no_page_has_two_headings_alike(guide: Guide) -> None:
    assert [page.name for page in guide.pages if len(anchors_of(page)) != len(page.sections)] == []


def test_every_picture_is_there_in_both_themes_with_words_and_none_is_left_over() -> None:
    used = [match for name in PAGES for match in PICTURE.finditer(flowing(name))]
    files = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.png")}
    wanted = {match[2] for match in used}

    assert files == wanted | {picture.replace("pictures/", "pictures/dark/") for picture in wanted}
    assert [match[2] for match in used if len(match[1]) < 10] == []


def test_the_pictures_are_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.rglob("*.png")) < MOST_BYTES


def test_headings_are_named_as_on_github() -> None:
    assert anchor_of("Add a name (that was missed), now") == "add-a-name-that-was-missed-now"


def test_a_page_that_the_manifest_names_and_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "guide.toml").write_text('[[group]]\ntitle = "All"\npages = ["a.md"]\n[topics]\n', encoding="utf-8")

    with pytest.raises(ResourceMissing, match=r"a\.md"):
        read(tmp_path)


# --- topics ---


def test_each_view_and_each_topic_of_the_code_has_a_page(guide: Guide) -> None:
    wanted = {place.id for place in PLACES} | topics_in_code()

    assert wanted - set(guide.topics) == set()


def test_each_topic_of_the_manifest_is_named_in_the_code(guide: Guide) -> None:
    assert set(guide.topics) - {place.id for place in PLACES} - topics_in_code() == set()


def test_each_topic_leads_to_a_heading(guide: Guide) -> None:
    assert [target for target in guide.topics.values() if not resolves(guide, "", target)] == []


def topics_in_code() -> set[str]:
    """What `explained_by` and `explained_by_f1` are called with."""
    found = set[str]()
    for tree in trees("gui").values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and called(node) in ("explained_by", "explained_by_f1"):
                found |= {str(arg.value) for arg in node.args if isinstance(arg, ast.Constant) and arg.value}
    rows = (node for node in ast.walk(trees("gui")["production/production_view.py"]) if isinstance(node, ast.Tuple))
    last = (row.elts[-1] for row in rows if len(row.elts) == 3)  # the pages of a production
    return found | {str(e.value) for e in last if isinstance(e, ast.Constant) and "production" in str(e.value)}


def test_every_dialog_and_question_names_a_topic() -> None:
    """Whatever makes a dialog, a message box or a chooser names its topic there."""
    missing = []
    for path, tree in trees("gui").items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and {"QDialog", "Question"} & {ast.unparse(b) for b in node.bases}:
                missing += [f"{path}: {node.name}"] if not explained(node) else []
            if isinstance(node, ast.FunctionDef) and makes_a_question(node) and not explained(node):
                missing.append(f"{path}: {node.name}")

    assert sorted(missing) == [
        "names/names_questions.py: _ask",  # those who call it name the topic
        "widgets/chooser.py: Chooser",  # whoever asks by it names the topic
        "widgets/question.py: Question",  # so does whoever asks by this one
    ]


def makes_a_question(node: ast.FunctionDef) -> bool:
    return any(isinstance(n, ast.Call) and called(n) in ("Question", "Chooser") for n in ast.walk(node))


def explained(node: ast.AST) -> bool:
    return any(isinstance(n, ast.Call) and called(n) == "explained_by_f1" for n in ast.walk(node))


def called(node: ast.Call) -> str:
    return ast.unparse(node.func)


# --- what is quoted exists ---


@cache
def trees(room: str) -> dict[str, ast.Module]:
    top = PACKAGE / room
    paths = [top] if top.is_file() else sorted(top.rglob("*.py"))
    return {p.relative_to(top).as_posix(): ast.parse(p.read_text(encoding="utf-8")) for p in paths}


def strings(room: str) -> Iterator[str | re.Pattern[str]]:
    """Strings of the code; an f-string as a pattern. Docstrings are left out."""
    for tree in trees(room).values():
        told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        inside = {id(v) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for v in node.values}
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                yield pattern_of(node)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told | inside:
                yield node.value


def pattern_of(node: ast.JoinedStr) -> re.Pattern[str]:
    fixed = [str(v.value) if isinstance(v, ast.Constant) else "" for v in node.values]
    if sum(map(len, fixed)) < NO_LABEL:
        return re.compile(r"(?!)")
    return re.compile("".join(re.escape(part) if part else ".+" for part in fixed), re.DOTALL)


@cache
def labels() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """What stands on controls: as it is, and without a key in parentheses."""
    found = [*strings("gui"), *titles_of_prompts()]
    plain = {s.replace("&", "").strip() for s in found if isinstance(s, str)}
    short = {re.sub(r" \([^)]*\)\Z", "", s) for s in plain}
    return frozenset(plain | short), tuple(s for s in found if isinstance(s, re.Pattern))


def titles_of_prompts() -> list[str]:
    folder = REPOSITORY / "resources" / "prompts"
    return [tomllib.loads(p.read_text(encoding="utf-8"))["title"] for p in sorted(folder.glob("*.toml"))]


@pytest.mark.parametrize("name", PAGES)
def test_every_label_in_bold_is_one_of_the_application(name: str) -> None:
    known, patterns = labels()
    bold = [match[1] for match in BOLD.finditer(without_code(name))]
    unknown = [b for b in bold if b not in known and not any(p.fullmatch(b) for p in patterns)]

    assert unknown == []


@cache
def fixed_words() -> str:
    """All fixed parts of the strings that a window may show, one a line."""
    found = (
        " ".join(str(node.value).split())
        for room in MESSAGES
        for tree in trees(room).values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    return "\n".join(found).casefold()


@pytest.mark.parametrize("name", PAGES)
def test_every_message_in_italics_is_one_of_the_application(name: str) -> None:
    said = ITALIC.findall(BOLD.sub("", without_code(name)))
    parts = [part.strip() for message in said for part in message.split("…")]

    assert [part for part in parts if part.casefold() not in fixed_words()] == []


@pytest.fixture
def window(qtbot: QtBot, session: MatterSession) -> MatterWindow:
    made = MatterWindow(session)
    qtbot.addWidget(made)
    return made


def test_every_menu_path_leads_to_a_command(window: MatterWindow) -> None:
    menus = window.actions_of_matter.menus
    known = {(title.replace("&", ""), words_of(action)) for title, menu in menus.items() for action in menu.actions()}
    paths = [tuple(code.split(" ▸ ")) for name in PAGES for code in all_of(CODE, name) if "▸" in code]

    assert paths
    assert [path for path in paths if path not in known] == []


def test_every_key_does_something(window: MatterWindow) -> None:
    known = {keys_of(action) for action in window.actions_of_matter.all}
    known |= {key.toString() for action in window.actions_of_matter.all for key in action.shortcuts()}
    known |= {keys for _, keys in BESIDE_ACTIONS} | OF_EVERY_PROGRAM | OF_THE_GUIDE
    known |= {keys.replace("Return", "Enter") for keys in known}
    quoted = {code for name in PAGES for code in all_of(CODE, name) if KEY.fullmatch(code)}

    assert {"F1", "Ctrl+F1", "Ctrl+K", "F8", "M"} <= quoted
    assert sorted(quoted - known) == []


def commands() -> list[str]:
    fenced = [
        line
        for name in PAGES
        for block in re.findall(r"^```\n(.*?)^```", (FOLDER / name).read_text(encoding="utf-8"), re.M | re.S)
        for line in block.splitlines()
    ]
    inline = [code for name in PAGES for code in all_of(CODE, name)]
    return sorted({code for code in (*fenced, *inline) if code.startswith("legalredact ")})


@pytest.mark.parametrize("command", commands())
def test_every_command_is_understood(command: str) -> None:
    parser().parse_args(shlex.split(command)[1:])


def test_every_key_of_the_policy_exists() -> None:
    known = {key.path for key in policy_keys()}
    quoted = {c for name in PAGES for c in all_of(CODE, name) if POLICY_KEY.fullmatch(c)} - NOT_OF_THE_POLICY

    assert {"sign_off.vouched", "recovery.recipient"} <= quoted
    assert quoted - known == set()
