"""How a person works: by keys alone, or by the mouse and typed words. Both know the guide and see the screen."""

import time
from pathlib import Path
from typing import Protocol

from PIL import Image

from tests.benchmarks.people_days import eye
from tests.benchmarks.people_days.eye import Area
from tests.benchmarks.people_days.screen import NotSeen, Screen

NO_EFFECT = 4.0
"""Seconds after which a key that changed nothing counts as without effect."""
TABS = 60
"""Presses of Tab after which a person gives up."""
ALONE = 3
"""Presses of Tab without any effect, one after the other, after which the only control of a window has the focus."""
WHEEL, TURNS = 5, 12
"""The button of the wheel that scrolls down, and how often a person turns it."""
BESIDE = 200
"""Pixels from the start of a field's title to where the field itself is."""
AGAIN = 40.0
"""Seconds after which a person presses a key again; it is noted."""
STEPS = ("Documents", "Names", "Check and send", "Summary", "Sign-off")
MENUS = {"Light": "Colors", "Dark": "Colors", "200 %": "Text size"}


class Hands(Protocol):
    """Somebody at a screen."""

    name: str
    screen: Screen

    def keep(self, name: str) -> None:
        """Keep a picture of a step, and see where the keyboard is, if that is what they work with."""

    def press(self, words: str) -> None:
        """Press a button or a link that is on the screen."""

    def open_first(self, words: str) -> None:
        """Open the first row of a list; it has these words."""

    def step(self, number: int) -> None:
        """Go to a step of the work, from 1."""

    def place(self, words: str, menu: str = "Go") -> None:
        """Choose a command of a menu by its words."""

    def main(self, words: str) -> None:
        """Do what the view is for; `words` are on its button."""

    def answer(self, words: str) -> None:
        """Press a button of a question, or of another dialog that is in front."""

    def into(self, field: str, words: str) -> None:
        """Type words into a field with that title."""

    def mend(self, words: str) -> None:
        """Press the link beside the main button that leads to what is missing."""

    def choose_on_card(self, answer: str, area: Area) -> None:
        """Choose an answer to the question on a name's card, which is in that area."""

    def choose(self, shown: str, option: str) -> None:
        """Choose another line of a drop-down list that shows `shown`; only that line begins like `option`."""

    def choice(self, words: str) -> None:
        """Choose a line of a list that is open over the window."""

    def all_rows(self, *words: str) -> None:
        """Select all rows of a table; one of the words is in the row at its top."""

    def select(self, words: str) -> None:
        """Select the row of a table with these words; the table has the focus, its first row is selected."""


class Keys:
    """By keys alone, from wherever the focus is."""

    name = "keyboard"

    def __init__(self, screen: Screen) -> None:
        self.screen = screen

    def keep(self, name: str) -> None:
        """Note if the screen does not show what has the focus.

        Tab and Shift+Tab lead away and back. What had the focus before lost its frame by Tab; if Shift+Tab changes
        another place, then that frame was nowhere: the focus was on nothing that is shown.
        """
        before = self.screen.still()
        self.screen.keep(name)
        away = self._after("Tab", before)
        back = self._after("shift+Tab", away)
        left = eye.changed(before, away)
        if not left:
            self._doubt(name, "Tab changed nothing on the screen", away)
        elif new := [area for area in eye.changed(before, back) if not any(_inside(area, other) for other in left)]:
            self._doubt(name, f"Shift+Tab after Tab led to where the focus was not before: {new[:3]}", back)

    def _after(self, key: str, before: Image.Image) -> Image.Image:
        """The screen once a key had its effect, or a while later if it has none."""
        self.screen.keys(key)
        end = time.monotonic() + NO_EFFECT
        while not eye.changed(before, self.screen.look()) and time.monotonic() < end:
            time.sleep(0.05)
        return self.screen.still(0.25)

    def _doubt(self, name: str, words: str, seen: Image.Image) -> None:
        self.screen.notes.append(f"{name}: {words}")
        seen.save(self.screen.out / f"{self.screen.kept:02}-{name}-focus.png")

    def press(self, words: str) -> None:
        """See `Hands`."""
        self.screen.wait_for(words)
        self.tab_to(words)
        self.screen.keys("space")

    def open_first(self, words: str) -> None:
        """See `Hands`."""
        self.tab_to(words, alone=False)
        self.screen.keys("Home", "Return")

    def step(self, number: int) -> None:
        """See `Hands`."""
        self.screen.keys(f"alt+{number}")

    def place(self, words: str, menu: str = "Go") -> None:
        """See `Hands`."""
        self.screen.keys("ctrl+k")
        try:
            self.screen.wait_for("Type to find", "What do you want to do?", patience=AGAIN)
        except NotSeen:
            self.screen.notes.append(f"Ctrl+K had to be pressed twice on the way to {words!r}")
            self.screen.keys("ctrl+k")
            self.screen.wait_for("Type to find", "What do you want to do?")
        self.screen.type(words)
        self.screen.still()
        self.screen.keys("Return")

    def main(self, words: str) -> None:
        """See `Hands`."""
        self.screen.wait_for(words)
        self.screen.keys("ctrl+Return")

    def answer(self, words: str) -> None:
        """See `Hands`."""
        self.screen.wait_for(words)
        self.press(words)

    def into(self, field: str, words: str) -> None:
        """See `Hands`."""
        self.tab_to(field, beside=BESIDE)
        self.screen.keys("ctrl+a")
        self.screen.type(words)

    def mend(self, words: str) -> None:
        """See `Hands`."""
        self.press(words)

    def choose_on_card(self, answer: str, area: Area) -> None:
        """By the key that resolves a name: it opens a list of all answers, also of those below the edge of the card."""
        self.screen.wait_for("Whom does it mean", area=(area[0], 0, *area[2:]))
        self.screen.keys("s")
        self.screen.wait_for("Type to find")
        self.screen.type(answer.split(maxsplit=1)[0])
        self.screen.still()
        self.screen.keep("answers")
        self.screen.keys("Return")

    def choose(self, shown: str, option: str) -> None:
        """See `Hands`."""
        self.tab_to(shown, alone=False)
        self.screen.type(option.split(maxsplit=1)[0])  # a space would open the list

    def choice(self, words: str) -> None:
        """See `Hands`."""
        self.screen.type(words)
        self.screen.still()
        self.screen.keys("Return")

    def all_rows(self, *words: str) -> None:
        """See `Hands`."""
        self.tab_to(words[0], alone=False)
        self.screen.keys("ctrl+a")
        self.screen.still()

    def select(self, words: str) -> None:
        """Go down until the highlighted row is the one with the words."""
        shown = self.screen.still()
        for _ in range(TABS):
            now = self._after("Down", shown)
            read = [self.screen.words(_around(area, now), now) for area in eye.gained(shown, now)]
            if any(eye.bears(one, words, alone=False) for one in read):
                return
            shown = now
        raise NotSeen(f"Down does not lead to {words!r}")

    def tab_to(self, words: str, *, alone: bool = True, beside: int = 0) -> None:
        """Press Tab until what has the focus now bears the words.

        Arguments:
            alone: they are all that it bears, as on a button; a list or a field may bear others beside them.
            beside: pixels at the left where they may be, too, as the title of a field; 0 for what is no field.

        Errors: NotSeen.
        """
        shown, unseen, still, met = self.screen.still(), 0, 0, list[str]()
        for _ in range(TABS):
            now = self._after("Tab", shown)
            areas = eye.gained(shown, now)
            unseen += not areas
            still, shown = (still + 1 if not eye.changed(shown, now) else 0), now
            if still == ALONE and self.screen.sees(words, area=self.screen.front()) is not None:
                return
            for area in filter(self._not_a_panel, areas):
                left, top, right, bottom = _around(area, now)
                wider = max(0, left - beside * self.screen.shape.scale * self.screen.shape.text // 100)
                read = self.screen.words((wider, top, right, bottom), now)
                met.append(eye.text(read).replace("\n", " / ") or "?")
                bears = eye.titles(read, left, words) if beside else eye.bears(read, words, alone=alone)
                late = NO_EFFECT if unseen else 0.4  # a Tab without effect may come late, and lead on
                if bears and not eye.changed(now, self.screen.still(late)):
                    self._note(unseen, words)
                    return
        self.screen.keep("no-tab")
        raise NotSeen(f"Tab does not lead to {words!r}; it led to: {'; '.join(met)}")

    def _not_a_panel(self, area: Area) -> bool:
        """The words in a large panel are not its own."""
        left, top, right, bottom = area
        return (right - left) * (bottom - top) < self.screen.shape.width * self.screen.shape.height // 4

    def _note(self, unseen: int, words: str) -> None:
        if unseen > 0:
            self.screen.notes.append(f"{unseen} presses of Tab on the way to {words!r} changed nothing on the screen")


class Mouse:
    """By clicks on what is seen; words are typed."""

    name = "mouse"

    def __init__(self, screen: Screen) -> None:
        self.screen = screen

    def keep(self, name: str) -> None:
        """See `Hands`."""
        self.screen.keep(name)

    def press(self, words: str) -> None:
        """See `Hands`."""
        self.screen.click(self.screen.wait_for(words))
        self.screen.aside()

    def open_first(self, words: str) -> None:
        """See `Hands`."""
        self.press(words)

    def step(self, number: int) -> None:
        """See `Hands`."""
        unit = self.screen.shape.scale * self.screen.shape.text
        below_the_menus = (0, 20 * unit // 100, self.screen.shape.width, 110 * unit // 100)
        self.screen.click(self.screen.wait_for(STEPS[number - 1], area=below_the_menus))
        self.screen.aside()

    def place(self, words: str, menu: str = "Go") -> None:
        """See `Hands`."""
        height = 40 * self.screen.shape.scale * self.screen.shape.text // 100
        self.screen.click(self.screen.wait_for(menu, area=(0, 0, self.screen.shape.width, height)))
        if words in MENUS:
            self.screen.click(self.screen.wait_for(MENUS[words]))
        self.screen.click(self.screen.wait_for(words))
        self.screen.aside()

    def main(self, words: str) -> None:
        """A card above may have a button with the same word: the main one is below all others."""
        self._press_lowest(words)

    def answer(self, words: str) -> None:
        """The words may be in the title of the question, too: its buttons are below. Behind it may be others."""
        self._press_lowest(words, self.screen.front())

    def _press_lowest(self, words: str, area: Area | None = None) -> None:
        self.screen.wait_for(words, area=area)
        found = eye.find(self.screen.words(area), words)
        exact = [one for one in found if eye.letters(one.text) == eye.letters(words)] or found
        self.screen.click(max(exact, key=lambda one: one.top))
        self.screen.aside()

    def into(self, field: str, words: str) -> None:
        """See `Hands`."""
        seen = self.screen.wait_for(field)
        self.screen.aside()  # the picture has the mouse in it
        before = self.screen.still()
        self.screen.click(seen)
        self.screen.aside()
        if not eye.changed(before, self.screen.still()):  # the words are beside the field
            beside = seen.left + BESIDE * self.screen.shape.scale * self.screen.shape.text // 100
            self.screen.click((beside, seen.middle[1] + 2))
        self.screen.keys("ctrl+a")
        self.screen.type(words)

    def mend(self, words: str) -> None:
        """See `Hands`."""
        self.press(words)

    def choose_on_card(self, answer: str, area: Area) -> None:
        """See `Hands`."""
        for _ in range(TURNS):
            if self.screen.sees(answer, area=area) is not None:
                break
            self.screen.click(((area[0] + area[2]) // 2, area[1]), button=WHEEL)  # what is below the card may be near
            self.screen.still()
        self.screen.click(self.screen.wait_for(answer, area=area))
        self.screen.aside()

    def choose(self, shown: str, option: str) -> None:
        """See `Hands`."""
        self.press(shown)
        self.screen.still()
        self.screen.wait_for(option)
        found = eye.find(self.screen.words(), option)
        exact = [one for one in found if eye.letters(one.text) == eye.letters(option)]  # not within a longer line
        self.screen.click((exact or found)[0])
        self.screen.aside()

    def choice(self, words: str) -> None:
        """See `Hands`."""
        self.press(words)

    def select(self, words: str) -> None:
        """Turn the wheel over the table, which is in the upper half, until the row is in sight."""
        over = (self.screen.shape.width // 2, self.screen.shape.height // 3)
        for _ in range(TURNS):
            if self.screen.sees(words) is not None:
                break
            self.screen.click(over, button=WHEEL)
            self.screen.still()
        self.press(words)

    def all_rows(self, *words: str) -> None:
        """A click on the first row, then the key that the window names for all of them."""
        self.screen.click(self.screen.wait_for(*words))
        self.screen.keys("ctrl+a")
        self.screen.still()


def _around(area: Area, image: Image.Image) -> Area:
    """With its frame."""
    left, top, right, bottom = area
    return (max(0, left - 4), max(0, top - 4), min(image.width, right + 4), min(image.height, bottom + 4))


def _inside(area: Area, other: Area) -> bool:
    starts, ends = zip(area[:2], other[:2], strict=True), zip(area[2:], other[2:], strict=True)
    return all(inner >= outer for inner, outer in starts) and all(inner <= outer for inner, outer in ends)


def choose_files(screen: Screen, files: list[Path]) -> None:
    """In the file dialog that is open: type the files' names, as people do who have a path at hand."""
    screen.wait_for("File name", "Directory")
    if len(files) > 1:
        screen.type(f"{files[0].parent}/")
        screen.keys("Return")
        screen.still()
        screen.type(" ".join(f'"{file.name}"' for file in files))
    else:
        screen.type(str(files[0]))
    time.sleep(0.3)
    screen.keys("Return")


def adjust(hands: Hands) -> None:
    """Choose the colors and the size of text of the screen's shape."""
    shape = hands.screen.shape
    hands.place(shape.colors, "View")
    hands.screen.still()
    if shape.text != 100:
        hands.place(f"{shape.text} %", "View")
        hands.screen.text = shape.text
        hands.screen.still()
