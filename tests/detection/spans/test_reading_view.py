"""What the rules and models see of a page, and the way back."""

from legalredact.detection.spans.reading_view import view_of, view_of_text
from legalredact.model.document import Block, BlockKind, Document
from legalredact.model.mention import Span


def back(text: str, surface: str) -> list[str]:
    view = view_of_text(text)
    start = view.text.index(surface)
    return [span.of(text) for span in view.origin(Span(start, start + len(surface)))]


def test_plain_text_is_seen_as_it_stands() -> None:
    text = "Imogen Fairlie sued.\n\nShe won."
    assert view_of_text(text).text == text


def test_numbers_down_the_margin_are_not_seen() -> None:
    text = "".join(
        f"{n:>2}   {line}\n" for n, line in enumerate(["Imogen", "Fairlie sues", "Tobias Wren", "for", "rent"], 1)
    )
    assert "Imogen\nFairlie sues" in view_of_text(text).text


def test_a_name_over_two_numbered_lines_is_one_place() -> None:
    text = "1  and then\n2  the plaintiff, Imogen\n3  Fairlie, went\n4  home to\n5  bed.\n"
    assert back(text, "Imogen\nFairlie") == ["Imogen\n3  Fairlie"]


def test_a_short_list_keeps_its_numbers() -> None:
    assert "2  Tobias Wren" in view_of_text("1  Imogen Fairlie\n2  Tobias Wren\n").text


def test_running_heads_move_to_the_end() -> None:
    text = "She met Tobias\nCase 1:21-cv-00417-ABC   Document 7   Filed 01/02/21   Page 3 of 9\nWren there.\n"
    view = view_of_text(text).text
    assert view.startswith("She met Tobias\nWren there.")
    assert "Document 7" in view


def test_running_heads_that_differ_in_figures_are_seen_once() -> None:
    stamp = "Case 1:21-cv-00417-ABC   Document 7   Filed 01/02/21   Page {} of 9\n"
    text = "".join(f"Page {n} says something.\n{stamp.format(n)}" for n in range(1, 6))
    assert view_of_text(text).text.count("Document 7") == 1


def test_a_name_around_a_running_head_is_two_places() -> None:
    text = "She met Tobias\nCase 1:21-cv-00417-ABC   Document 7   Filed 01/02/21   Page 3 of 9\nWren there.\n"
    assert back(text, "Tobias\nWren") == ["Tobias\n", "Wren"]


def test_glued_words_are_parted() -> None:
    assert view_of_text("the house ofRobert and Smt.Meera").text == "the house of Robert and Smt. Meera"
    assert back("the house ofRobert stood", "Robert") == ["Robert"]


def test_mcdonald_and_devito_are_not_parted() -> None:
    assert view_of_text("McDonald met DeVito").text == "McDonald met DeVito"


def test_letter_spaced_capitals_are_closed_up() -> None:
    text = "O R D E R  on T E S S I L Y today"
    assert "TESSILY" in view_of_text(text).text
    assert back(text, "TESSILY") == ["T E S S I L Y"]


def test_rules_to_sign_on_are_short() -> None:
    assert view_of_text("By: " + "_" * 60 + " Imogen").text == "By: ___ Imogen"


def test_headers_and_footers_of_a_file_come_last_and_sentences_go_on() -> None:
    text = "She met Tobias\n\nFern Hollow Lease\n\nand his wife there."
    spans = [Span(0, 14), Span(16, 33), Span(35, len(text))]
    kinds = [BlockKind.BODY, BlockKind.HEADER, BlockKind.BODY]
    blocks = tuple(Block(f"b{n}", kind, span) for n, (kind, span) in enumerate(zip(kinds, spans, strict=True)))
    view = view_of(Document("d", "d", text, blocks, (), (), ""))
    assert view.text == "She met Tobias\nand his wife there.\n\nFern Hollow Lease"


def test_places_lead_into_the_view() -> None:
    text = "1  one\n2  two Imogen\n3  three\n4  four\n5  five\n"
    view = view_of_text(text)
    start = text.index("Imogen")
    assert [span.of(view.text) for span in view.places(Span(start, start + 6))] == ["Imogen"]


def test_initials_are_parted_from_the_name_behind_them() -> None:
    assert view_of_text("Saju P.Poulter and M.T.Issacson of U.S.A").text == "Saju P. Poulter and M.T. Issacson of U.S.A"
