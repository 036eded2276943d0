"""More made files for `bench seen`: annotations, forms, thin lines, color, neighbors of a name, and page margins."""

import functools
from collections.abc import Sequence

import pymupdf

from tests.benchmarks._seen_files import (
    FILES,
    HEIGHT,
    NAME,
    WIDTH,
    MadeFile,
    around,
    edited,
    flags_of,
    line,
    made,
    page_of,
    painted,
    plain,
    saved,
)

COUNSEL = "Counsel: do not settle below ten"
HIDDEN, NO_VIEW = 2, 32
SHOWN = 4


# Hidden annotations and fields


def _note(page: pymupdf.Page) -> None:
    page.add_freetext_annot((30, 130, 300, 150), COUNSEL, fontsize=11)


def _icon(page: pymupdf.Page) -> None:
    page.add_text_annot((250, 20), COUNSEL)


def _frame(page: pymupdf.Page) -> None:
    page.add_rect_annot((30, 20, 120, 45)).set_colors(stroke=(1, 0, 0))


def _stamp(page: pymupdf.Page) -> None:
    page.add_stamp_annot((180, 10, 300, 50), stamp=4)


def _field(page: pymupdf.Page) -> None:
    field = pymupdf.Widget()
    field.field_name, field.field_type = "opinion", pymupdf.PDF_WIDGET_TYPE_TEXT
    field.field_value, field.rect = COUNSEL, pymupdf.Rect(30, 130, 300, 150)
    field.text_fontsize = 11
    page.add_widget(field)


def _box(page: pymupdf.Page) -> None:
    field = pymupdf.Widget()
    field.field_name, field.field_type = "agreed", pymupdf.PDF_WIDGET_TYPE_CHECKBOX
    field.field_value, field.rect = True, pymupdf.Rect(30, 130, 44, 144)
    field.border_color, field.border_width = (0, 0, 0), 1
    page.add_widget(field)


PUT = {"note": _note, "icon": _icon, "frame": _frame, "stamp": _stamp, "field": _field, "check box": _box}


def _annotated(what: str, flag: int, with_name: bool) -> bytes:
    page = plain(with_name)
    PUT[what](page)
    return edited(saved(page), lambda pdf: flags_of(pdf, flag))


for _what in PUT:
    made(f"annotation: hidden {_what}")(functools.partial(_annotated, _what, HIDDEN))
for _what in ("note", "field", "stamp"):
    made(f"annotation: {_what} not to be viewed")(functools.partial(_annotated, _what, NO_VIEW))
for _what in ("note", "field", "frame"):
    made(f"annotation: shown {_what}")(functools.partial(_annotated, _what, SHOWN))


# Thin lines


def _ruled(width: float, gray: float, dashes: str, with_name: bool) -> bytes:
    page = plain(with_name)
    for y in (140, 155):
        page.draw_line((30, y), (290, y), width=width, color=(gray,) * 3, dashes=dashes or None)
    page.draw_rect((30, 20, 290, 40), width=width, color=(gray,) * 3, dashes=dashes or None)
    return saved(page)


for _kind, _width, _gray, _dashes in (
    ("hairlines", 0.0, 0.0, ""),
    ("lines of 0.2 points", 0.2, 0.0, ""),
    ("gray lines", 0.3, 0.5, ""),
    ("pale lines", 0.5, 0.75, ""),
    ("dotted lines", 0.4, 0.0, "[1 2] 0"),
    ("gray dashes", 0.5, 0.6, "[3 3] 0"),
):
    made(f"lines: {_kind}")(functools.partial(_ruled, _width, _gray, _dashes))


@made("lines: name above a field's line")
def _blank(with_name: bool) -> bytes:
    page = page_of()
    around(page)
    line(page, with_name, before="", after="")
    page.draw_line((30, 92.5), (200, 92.5), width=0.4)
    page.insert_text((210, 90), "(signature)", fontsize=12)
    return saved(page)


@made("lines: name in a table's cell")
def _cell(with_name: bool) -> bytes:
    page = page_of()
    around(page)
    line(page, with_name, x=34, before="", after="")
    page.insert_text((160, 90), "Tenant", fontsize=12)
    for y in (76, 96):
        page.draw_line((30, y), (290, y), width=0.3)
    for x in (30, 155, 290):
        page.draw_line((x, 76), (x, 96), width=0.3)
    return saved(page)


# Color


@made("color: red stamp")
def _red_stamp(with_name: bool) -> bytes:
    page = plain(with_name)
    page.draw_rect((200, 15, 300, 45), color=(0.85, 0.1, 0.1), width=1.5)
    page.insert_text((210, 35), "RECEIVED", fontsize=14, color=(0.85, 0.1, 0.1))
    return saved(page)


@made("color: blue link")
def _link(with_name: bool) -> bytes:
    page = plain(with_name)
    page.insert_text((30, 150), "www.example.org/case", fontsize=10, color=(0, 0, 0.9))
    page.draw_line((30, 152), (125, 152), color=(0, 0, 0.9), width=0.5)
    return saved(page)


@made("color: struck in red")
def _redline(with_name: bool) -> bytes:
    page = plain(with_name)
    page.insert_text((30, 150), "and two more", fontsize=10, color=(0.9, 0, 0))
    page.draw_line((30, 147), (90, 147), color=(0.9, 0, 0), width=0.6)
    return saved(page)


@made("color: green marker")
def _marker(with_name: bool) -> bytes:
    page = page_of()
    page.draw_rect((28, 50, 120, 64), fill=(0.6, 1, 0.6), color=None)
    around(page)
    line(page, with_name)
    return saved(page)


@made("color: small logo")
def _logo(with_name: bool) -> bytes:
    page = plain(with_name)
    page.insert_image((270, 10, 300, 30), stream=painted((60, 40), (200, 20, 20), (20, 20, 200)))
    return saved(page)


@made("color: cream paper")
def _paper(with_name: bool) -> bytes:
    page = page_of()
    page.draw_rect(page.rect, fill=(1, 0.97, 0.86), color=None)
    around(page)
    line(page, with_name)
    return saved(page)


@made("color: the name itself is blue")
def _blue(with_name: bool) -> bytes:
    page = page_of()
    around(page)
    line(page, with_name, colour=(0, 0, 0.9))
    return saved(page)


# Neighbors of a name


def _beside(before: str, after: str, with_name: bool) -> bytes:
    page = page_of()
    around(page)
    line(page, with_name, before=before, after=after)
    return saved(page)


for _before, _after, _keep in (
    ("1. ", "", ("1.",)),
    ("(3) ", " of Leeds", ("(3)", "Leeds")),
    ("14   ", ", R.N.", ("14", "R.N.")),
    ("3 May 2021 ", " wrote", ("3 May 2021", "wrote")),
    ("Dated: March 3 ", "", ("March 3",)),
    ("", " 3 March 2020", ("3 March 2020",)),
    ("a) ", ", M.D., Ph.D.", ("a)", "M.D., Ph.D.")),
    ("No. 12/", "/4", ("No. 12", "4")),
):
    made(f"beside: {_before}NAME{_after}", _keep)(functools.partial(_beside, _before, _after))


@made("beside: footnote mark", ("7",))
def _footnote(with_name: bool) -> bytes:
    page = page_of()
    around(page)
    line(page, with_name, before="By ", after="")
    end = 30 + pymupdf.get_text_length(f"By {NAME}", fontsize=12)
    page.insert_text((end, 85), "7", fontsize=7)
    return saved(page)


@made("beside: numbers of lines", ("13", "14", "15"))
def _pleading(with_name: bool) -> bytes:
    page = plain(with_name)
    for number, y in ((13, 60), (14, 90), (15, 120)):
        page.insert_text((10, y), str(number), fontsize=12)
    return saved(page)


@made("beside: pale number of a list", ("8",))
def _pale(with_name: bool) -> bytes:
    page = page_of()
    around(page)
    line(page, with_name, x=45, before="", after="")
    page.insert_text((34, 90), "8", fontsize=12, color=(0.82, 0.82, 0.82))
    page.insert_text((160, 90), "of this list", fontsize=12, color=(0.82, 0.82, 0.82))
    return saved(page)


@made("beside: tight lines above and below")
def _tight(with_name: bool) -> bytes:
    page = page_of()
    page.insert_text((30, 80), "of the group by the quay, judging by", fontsize=12)
    line(page, with_name)
    page.insert_text((30, 100), "although it had been paid the day before", fontsize=12)
    return saved(page)


# At the margins


def _at(x: float, y: float, with_name: bool) -> bytes:
    page = page_of()
    around(page)
    line(page, with_name, x=x, y=y, before="", after="")
    return saved(page)


for _kind, _x, _y in (
    ("left edge", -30.0, 90.0),
    ("right edge", WIDTH - 70, 90.0),
    ("upper edge", 100.0, 6.0),
    ("lower edge", 100.0, HEIGHT + 3),
    ("close to the right edge", WIDTH - 105, 90.0),
    ("in the upper left corner", 1.0, 9.0),
):
    made(f"margin: {_kind}")(functools.partial(_at, _x, _y))


@made("margin: a second one is wholly outside")
def _outside(with_name: bool) -> bytes:
    page = plain(with_name)
    page.insert_text((WIDTH + 20, 90), NAME, fontsize=12)
    page.insert_text((30, HEIGHT + 60), NAME, fontsize=12)
    return saved(page)


@made("invisible: white and hidden names on blank paper")
def _white(with_name: bool) -> bytes:
    page = plain(with_name)
    page.insert_text((30, 30), NAME, fontsize=12, color=(1, 1, 1))
    page.insert_text((30, 160), NAME, fontsize=12, render_mode=3)
    return saved(page)


def all_files() -> Sequence[MadeFile]:
    """All made files, from both modules."""
    return FILES
