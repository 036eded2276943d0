"""Messages of a mail thread, and what they ask for."""

import pytest

from legalredact.summary.local.chronology import dated_entries
from legalredact.summary.local.email_requests import is_relay_line, messages, requests, with_ends
from tests.summary.local.entries_of import body, told

HEAD = "From: PARTY_B\nSubject: The log"
TOLD = "From: PARTY_B Subject: The log"
SENT = "09/27/2020 08:32 PM"


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        (HEAD, [TOLD]),
        (HEAD.swapcase(), [TOLD.swapcase()]),
        ("Date: May 4\nSent: May 5", ["Date: May 4 Sent: May 5"]),
        ("From: PARTY_B", []),
        ("Subject: A\nCc: B", []),
        ("To: A\nBcc: B", []),
        ("On Wed, Oct 4, 2023, PERSON_C wrote:", ["On Wed, Oct 4, 2023, PERSON_C wrote:"]),
        ("On Wed, Oct 4, 2023, PERSON_C WROTE:", ["On Wed, Oct 4, 2023, PERSON_C WROTE:"]),
        ("On that day PERSON_C wrote:", []),
        (f"On Wed, Oct 4, 2023, X wrote:\n{HEAD}", ["On Wed, Oct 4, 2023, X wrote:", TOLD]),
        ("On Wed, Oct 4, 2023,\nFrom: X\nTo: Y wrote:", ["On Wed, Oct 4, 2023, From: X To: Y wrote:"]),
        # the sender and the time above "To:"
        (f"PERSON_B {SENT}\nTo: A\nSubject: B", [f"PERSON_B {SENT} To: A Subject: B"]),
        (f"PERSON_B\n{SENT}\nTo: A\nSubject: B", [f"PERSON_B {SENT} To: A Subject: B"]),
        (f"J\n{SENT}\nTo: A\nSubject: B", [f"J {SENT} To: A Subject: B"]),
        (f"PERSON_B\n{SENT.lower()}\nTO: A\nSubject: B", [f"PERSON_B {SENT.lower()} TO: A Subject: B"]),
        (f"It rained.\nPERSON_B\n{SENT}\nTo: A\nSubject: B", [f"PERSON_B {SENT} To: A Subject: B"]),
        (f"It rained.\n\n{SENT}\nTo: A\nSubject: B", [f"{SENT} To: A Subject: B"]),
        (f"PERSON_B\nsent {SENT}\nTo: A\nSubject: B", [f"sent {SENT} To: A Subject: B"]),
        (f"{SENT}\nTo: A\nSubject: B", [f"{SENT} To: A Subject: B"]),
        (f"PERSON_B {SENT}\nFrom: A\nTo: B", ["From: A To: B"]),
        ("PERSON_B\nTo: A\nSubject: B", ["To: A Subject: B"]),
        (f"PERSON_B {SENT} {'x' * 360}\nTo: A\nSubject: B", [f"PERSON_B {SENT} {'x' * 360} To: A Subject: B"]),
        (f"PERSON_B {SENT} {'x' * 480}\nTo: A\nSubject: B", ["To: A Subject: B"]),
    ],
)
def test_a_message_begins_with_its_head(text: str, heads: list[str]) -> None:
    read = body(text)
    assert [read.words(span) for span in messages(read)] == heads


def test_the_same_lines_are_not_the_head_of_two_messages() -> None:
    read = body(f"PERSON_B {SENT}\nTo: A\nSubject: B\nIt rained.\nPERSON_C {SENT}\nTo: D\nSubject: E")
    heads = messages(read)
    assert [read.words(span) for span in heads] == [
        f"PERSON_B {SENT} To: A Subject: B",
        f"PERSON_C {SENT} To: D Subject: E",
    ]
    assert [end for _, end in with_ends(read, heads)] == [heads[1].start, len(read.plain)]


RED, ASKED = "It was red all over.", "Please send the log to me."


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ((HEAD, RED), [f"{TOLD} {RED}"]),
        ((HEAD, ASKED), [TOLD, ASKED]),
        ((HEAD, RED, ASKED), [TOLD, ASKED]),
        ((HEAD, RED, HEAD, ASKED), [f"{TOLD} {RED}", TOLD, ASKED]),
        ((HEAD, ASKED, HEAD, RED), [TOLD, f"{TOLD} {RED}", ASKED]),
        ((HEAD, "The log", RED), [f"{TOLD} The log {RED}"]),
        ((HEAD, "The log", HEAD, RED), [TOLD, f"{TOLD} {RED}"]),
        ((HEAD, "Received: by me", RED), [TOLD]),
        ((HEAD, "RECEIVED: by me", RED), [TOLD]),
        ((HEAD, "If you received this message in error it was red."), [TOLD]),
        ((HEAD,), [TOLD]),
        (("Dear PERSON_B:", RED, ASKED), [ASKED]),
        (("DEAR PERSON_B,", ASKED), [ASKED]),
        (("Dear PERSON_B:", RED), []),
        ((RED, ASKED), []),
    ],
)
def test_a_message_is_told_with_what_it_asks_for_or_with_its_first_sentence(
    texts: tuple[str, ...], found: list[str]
) -> None:
    assert told(requests, *texts) == found


def test_a_letter_is_known_by_its_salutation_among_the_first_sixty_statements() -> None:
    lines = [f"Line {'abcdefgh'[n // 8]}{'abcdefgh'[n % 8]} of it" for n in range(61)]
    for above, found in ((59, [ASKED]), (60, [])):
        assert told(requests, *lines[:above], "Dear PERSON_B:", ASKED) == found


@pytest.mark.parametrize(("letters", "told_with"), [(400, True), (401, False)])
def test_the_first_sentence_ends_within_400_characters_below_the_head(letters: int, told_with: bool) -> None:
    sentence = f"It was {'x' * (letters - 1 - len('It was  all over.'))} all over."
    assert told(requests, HEAD, sentence) == [f"{TOLD} {sentence}" if told_with else TOLD]


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("Send it now.", True),
        ("Send it!", False),
        ("send it now?", True),
        ("SEND it now.", True),
        ("Send it now", False),
        ("Send it now…”", True),
        ("Note: send it now.", False),
        ("The Log: send it now.", False),
        ("YOU MUST call us.", True),
        ("We sold it then.", False),
        ("Thank you, and please call us.", False),
        ("THANK YOU, and please call us.", False),
        ("Please delete this if you are not the intended recipient.", False),
    ],
)
def test_a_request_is_whole_and_more_than_a_courtesy(words: str, asks: bool) -> None:
    assert (words in told(requests, HEAD, words)) is asks


def test_the_line_of_a_program_that_forwarded_a_message_is_no_event_of_the_case() -> None:
    forwarded = "----- Forwarded by PERSON_C on 12/09/2000 07:50 AM -----"
    assert is_relay_line(forwarded)
    assert is_relay_line("-----Original Message-----")
    assert is_relay_line("12/09/2000 07:50 AM -----")
    assert not is_relay_line("-- The roof leaked.")
    assert told(dated_entries, "The roof leaked on May 4, 2021.", forwarded) == ["The roof leaked on May 4, 2021."]


def test_a_line_of_the_head_is_no_request() -> None:
    head = "From: PARTY_B\nSubject: Please send the log."
    assert told(requests, head, RED) == [f"From: PARTY_B Subject: Please send the log. {RED}"]
