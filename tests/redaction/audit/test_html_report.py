"""The report for people: one page that says what is left, where, and what was not looked through."""

import base64

from lxml import html

from legalredact.redaction.audit.audit import Audit, MarkedPage, RemainingName
from legalredact.redaction.audit.html_report import report_html

FINDS = (
    RemainingName(2, "text (pdfium)", 3, "heard[…]say <so>"),
    RemainingName(2, "text (mupdf)", 3, "heard[…]say <so>"),
    RemainingName(1, "strings", 0, "of[…]"),
)


def page_of(*files: tuple[str, Audit | None, str], pictures: bool = False) -> html.HtmlElement:
    return html.fromstring(report_html(files, "2026-11-24T12:05:59+00:00", pictures=pictures))


def words(item: html.HtmlElement, kind: str) -> list[str]:
    return [" ".join(one.text_content().split()) for one in item.iterfind(f".//{kind}")]


def said(item: html.HtmlElement, style: str) -> list[str]:
    """What is written in a style: each has a color that says how grave it is."""
    return [" ".join(one.text_content().split()) for one in item.iterfind(f".//p[@class='{style}']")]


def test_finds_stand_in_a_table_for_each_kind_of_place() -> None:
    page = page_of(("a.pdf", Audit(FINDS, 9), ""))

    assert words(page, "h2") == ["a.pdf"]
    assert words(page, "h3") == ["Text of the file", "Properties, bookmarks, forms or notes"]
    assert [words(table, "th") for table in page.iterfind(".//table")] == [["Name", "Page", "Around it", "Seen in"]] * 2
    assert [words(table, "td") for table in page.iterfind(".//table")] == [
        ["2", "3", "heard[…]say <so>", "text (pdfium), text (mupdf)"],
        ["1", "", "of[…]", "strings"],
    ]
    assert "It can be read and searched. Redact it." in words(page, "p")


def test_the_report_says_when_and_how_grave() -> None:
    clean, left, unread = Audit((), 4), Audit(FINDS, 9), Audit((), 4, (), ("a part: it is packed",))
    page = page_of(("a", clean, ""), ("b", left, ""), ("c", unread, ""), ("d", None, "It is no PDF."))

    assert said(page, "muted")[:2] == [
        "2026-11-24 12:05 UTC",
        "Names are given by their place in the list of names. The words around them are from the document.",
    ]
    assert said(page, "found") == ["3 of 4 not proven clean.", "2 names are left."]
    assert said(page, "clean") == ["No name found in 4 channels."]
    assert said(page, "open") == [
        "Could not be searched: a part: it is packed.",
        "Could not be searched. It is no PDF.",
    ]


def test_a_report_of_clean_files_says_so_in_its_first_line() -> None:
    assert said(page_of(("a", Audit((), 4), "")), "clean")[0] == "No name was found in this file."
    assert said(page_of(("a", Audit((), 4), ""), ("b", Audit((), 5), "")), "clean")[0] == (
        "No name was found in 2 files."
    )
    assert said(page_of(("a", Audit((), 4), "")), "found") == []


def test_names_that_were_looked_for_as_words_alone_are_told_in_any_case() -> None:
    page = page_of(("a", Audit((), 4, (2, 5)), ""))

    assert said(page, "muted")[-1] == "Too short to be searched for inside other words: name 2, 5."


def test_pages_with_finds_are_in_the_report_itself_and_it_warns_of_them() -> None:
    audit = Audit(FINDS, 9, views=(MarkedPage(3, b"\x89PNG", 40, 20),))
    page = page_of(("a.pdf", audit, ""), pictures=True)
    (picture,) = page.iterfind(".//img")

    assert base64.b64decode(picture.get("src").removeprefix("data:image/png;base64,")) == b"\x89PNG"
    assert (picture.get("width"), picture.get("height")) == ("40", "20")
    assert words(page, "figcaption") == ["Page 3"]
    assert said(page, "muted")[1].startswith("The pictures show the names.")


def test_no_name_of_a_file_can_change_the_report() -> None:
    page = page_of(("<script>a\u202e\x07.pdf", Audit((), 4), ""), ("b", None, "<b>x</b>"))

    assert words(page, "h2") == ["<script>a .pdf", "b"]
    assert not list(page.iterfind(".//script"))
    assert said(page, "open") == ["Could not be searched. <b>x</b>"]
