"""Where boxes are taken hold of, and where they go when they are pulled."""

import pytest

from legalredact.gui.copies.redact_boxes import Grip, at, boxes_on, grip_at, of_hand, pulled, spanned
from legalredact.gui.pages.marks import Mark
from legalredact.model.document import Box
from legalredact.model.mention import Kind, Mention, Role, Span, Tier
from legalredact.model.redaction import HandBox, ReasonRules
from legalredact.model.register import Entity

RECT = (100.0, 100.0, 200.0, 140.0)
SIZE = (612.0, 792.0)
CLIENT = Entity("e1", "Marguerite Oldacre", Kind.PERSON, Role.CLIENT, token="CLIENT_A")
MARK = Mark(
    Mention(Span(5, 23), "Marguerite Oldacre", Kind.PERSON, Tier.SUGGESTED, "model", entity="e1"), CLIENT, (RECT,)
)


@pytest.mark.parametrize(
    ("x", "y", "grip"),
    [
        (150, 120, Grip.INSIDE),
        (98, 120, Grip.LEFT),
        (202, 141, Grip.BOTTOM_RIGHT),
        (150, 100, Grip.TOP),
        (101, 139, Grip.BOTTOM_LEFT),
        (90, 120, None),
    ],
)
def test_a_box_is_taken_hold_of_by_its_sides_corners_and_inside(x: float, y: float, grip: Grip | None) -> None:
    assert grip_at(RECT, x, y, 4) is grip


def test_only_the_sides_that_are_held_follow() -> None:
    assert pulled(RECT, Grip.RIGHT, 30, 99, SIZE) == (100, 100, 230, 140)
    assert pulled(RECT, Grip.TOP_LEFT, -10, -20, SIZE) == (90, 80, 200, 140)
    assert pulled(RECT, Grip.INSIDE, 5, 6, SIZE) == (105, 106, 205, 146)


def test_a_box_stays_on_its_page_and_never_turns_inside_out() -> None:
    assert pulled(RECT, Grip.INSIDE, -500, 900, SIZE) == (0, 752, 100, 792)
    assert pulled(RECT, Grip.RIGHT, 900, 0, SIZE)[2] == SIZE[0]
    x0, _, x1, _ = pulled(RECT, Grip.LEFT, 300, 0, SIZE)
    assert x1 - x0 >= 4


def test_two_corners_in_any_order_span_a_box() -> None:
    assert spanned(50, 60, 20, 30) == (20, 30, 50, 60)


def test_a_names_box_gives_way_to_the_one_that_a_person_made_of_it() -> None:
    wide = HandBox("h1", Box(1, 90, 95, 260, 145), "CLIENT_A")
    elsewhere = HandBox("h2", Box(1, 10, 10, 50, 50))
    assert [box.key for box in boxes_on(1, [MARK], [elsewhere], ReasonRules())] == ["h2", "5.0"]
    assert [box.key for box in boxes_on(1, [MARK], [wide, elsewhere], ReasonRules())] == ["h2", "h1"]
    assert boxes_on(2, [], [wide], ReasonRules()) == ()


def test_a_names_box_has_the_reason_of_its_role() -> None:
    (box,) = boxes_on(1, [MARK], [], ReasonRules().with_default("client", "PRIV"))
    assert (box.label, box.reason, box.entity) == ("CLIENT_A", "PRIV", "e1")


def test_of_boxes_in_each_other_the_smallest_is_under_the_pointer() -> None:
    large, small = (of_hand(HandBox(i, Box(1, *r))) for i, r in (("a", (0, 0, 300, 300)), ("b", (50, 50, 90, 90))))
    assert at([large, small], 60, 60, 3) == small
    assert at([large, small], 200, 200, 3) == large
    assert at([large, small], 400, 400, 3) is None
