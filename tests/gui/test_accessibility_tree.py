"""For screen readers: every view's accessibility tree says what each control is, how it is called, and its state."""

from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

from legalredact.gui.shell.matter_window import MatterWindow
from tests.gui.test_accessibility import PLACE_IDS, entered, full  # noqa: F401 - the fixture

Role = QAccessible.Role
NAMED = frozenset(
    {
        Role.Button,
        Role.CheckBox,
        Role.ComboBox,
        Role.EditableText,
        Role.Link,
        Role.List,
        Role.PageTab,
        Role.PageTabList,
        Role.ProgressBar,
        Role.RadioButton,
        Role.SpinBox,
        Role.Table,
        Role.Tree,
    }
)
"""Roles of what a person operates; each needs a name."""
SCROLLED = frozenset({"FlowArea", "FactsPanel", "QScrollArea"})
"""Areas that scroll by keys: Qt has only the role of a plain area for them. They have to have names."""
NO_ROLE = frozenset({Role.NoRole, Role.Client, Role.Pane})


def below(at: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """A node of the tree and all that is shown below it; rows and cells of tables are models' and left out."""
    if at.state().invisible:
        return
    yield at
    if at.role() not in (Role.List, Role.Table, Role.Tree):
        for number in range(at.childCount()):
            child = at.child(number)
            if child.isValid():
                yield from below(child)


def faults(widget: QWidget) -> list[str]:
    """What a screen reader could not say of the controls below."""
    root = QAccessible.queryAccessibleInterface(widget)
    assert root.isValid()
    found = []
    for one in below(root):
        owner, state, name = one.object(), one.state(), one.text(QAccessible.Text.Name)
        what = f"{one.role().name} {type(owner).__name__} {name!r}"
        if one.role() in NAMED and not name:
            found.append(f"{what} has no name")
        if isinstance(owner, QWidget):
            if state.focusable and one.role() in NO_ROLE and not (name and type(owner).__name__ in SCROLLED):
                found.append(f"{what} can have the focus and has no role")
            if owner.isEnabled() == bool(state.disabled):
                found.append(f"{what} has the wrong state: disabled")
            if owner.hasFocus() and not state.focused:
                found.append(f"{what} has the wrong state: focused")
    return found


def test_the_tree_of_every_view_has_roles_names_and_states(full: MatterWindow) -> None:  # noqa: F811 - the fixture
    found = {}
    for place in PLACE_IDS:
        view = entered(full, place)
        found[place] = faults(full)
        seen = [one for one in below(QAccessible.queryAccessibleInterface(view)) if one.role() in NAMED]
        assert seen, f"nothing of {place} was looked at"

    assert found == {place: [] for place in PLACE_IDS}


def test_a_control_without_name_is_a_fault(full: MatterWindow) -> None:  # noqa: F811 - the fixture
    field = full.names.filter
    field.setAccessibleName("")
    field.setPlaceholderText("")
    entered(full, "names")

    assert any("EditableText" in one and "no name" in one for one in faults(full))
