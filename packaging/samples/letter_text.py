"""The demand letter's text, and in which part of a Word document each piece of it is."""

from dataclasses import dataclass

import identifiers as ids
import story


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph.

    Arguments:
        kind: body, insertion, deletion, hidden, footnote, endnote, comment, link, control or picture.
        text: the text in the paragraph, or in the note.
        more: attached text: a comment's text, a link's target, a control's title, a picture's alternative text.
    """

    kind: str
    text: str
    more: str = ""


Paragraph = tuple[Piece, ...]

REVISER = "Joaquin Bellamy"
COMMENTER, COMMENTER_INITIALS = "Priscilla N. Hathersage", "PNH"
BOOKMARK = "Alder_claims"

LETTERHEAD = (
    "HATHERSAGE & WICKLOW LLP",
    ids.FIRM_ADDRESS,
    f"Telephone {ids.FIRM_PHONE} · Facsimile {ids.FIRM_FAX} · {ids.FIRM_DOMAIN}",
)
FILE_NAME = ids.LETTER_FILE
TEXT_BOX = ("CONFIDENTIAL SETTLEMENT COMMUNICATION", story.SETTLEMENT_RULE, "Alder v. Granite")
SIGNATURE = "Priscilla N. Hathersage"
SIGNATURE_ALT = "Signature of Priscilla N. Hathersage"


def _said(text: str) -> Paragraph:
    return (Piece("body", text),)


OPENING: tuple[Paragraph, ...] = (
    _said(story.DEMANDED),
    (Piece("body", "By courier and by e-mail to "), Piece("link", ids.DOMINIC_MAIL, f"mailto:{ids.DOMINIC_MAIL}")),
    _said(
        f"Dominic R. Thackeray, President\nGranite Quay Freight Systems, Inc.\n{ids.GRANITE_STREET}\n{ids.GRANITE_TOWN}"
    ),
)
SUBJECT = "Re: Claims of Margaret Q. Alder and Sorrel Bay Provisions, LLC against Granite Quay Freight Systems, Inc."
BODY: tuple[Paragraph, ...] = (
    _said("Dear Mr. Thackeray:"),
    (
        Piece("body", "This firm represents "),
        Piece("control", "Margaret Q. Alder", "Client"),
        Piece("body", f" and Sorrel Bay Provisions, LLC (“Sorrel Bay,” TIN {ids.TAXPAYER}). We write about "),
        Piece("body", "loads 23-0814 and 23-0829 and about "),
        Piece(
            "comment",
            "Ms. Alder’s dismissal",
            "Joaquin, does Maggie want her position back, or only the money? Ask her before this goes out.",
        ),
        Piece("body", f" on {story.DISMISSED}."),
    ),
    (
        Piece(
            "body",
            f"Under the Master Transportation Agreement of {story.AGREEMENT}, Granite Quay undertook to carry frozen "
            f"berries at 0 degrees Fahrenheit or below. On {story.FIRST_LOAD}, load 23-0814 reached Dunmere at 31 "
            f"degrees, and Tidewick Grocers, Inc. (“Tidewick”) rejected it on {story.FIRST_REJECTED}. ",
        ),
        Piece("deletion", "Emmett Lindqvist-Marsh told our client in confidence"),
        Piece("insertion", "Your driver, Mr. Lindqvist-Marsh, reported"),
        Piece("body", " that the unit had given its first alarm at 11:20 a.m. and that he was told at 11:32 a.m. "),
        Piece("insertion", "by Lucille Thackeray"),
        Piece("body", " to keep driving."),
        Piece("footnote", f"E-mail of Emmett Lindqvist-Marsh to Lucille Thackeray, {story.FIRST_REJECTED}, 7:52 a.m."),
        Piece("body", f" Load 23-0829 was rejected on {story.SECOND_REJECTED}. "),
        Piece("insertion", "Dr. Anneliese Vorhaus of Quillon Food Laboratories found neither load fit for sale."),
    ),
    (
        Piece(
            "body",
            f"On {story.LOG_SENT}, Granite Quay sent Sorrel Bay a log of minus 2 degrees that its own download "
            "contradicts. Northfell Reefer Services, LLC had told you of the failing compressor on "
            f"{story.INSPECTED} and offered to replace it for {story.REPAIR}. Ms. Alder asked you on {story.REPORTED} "
            f"to correct the record. You put her on leave on {story.LEAVE} instead.",
        ),
        Piece(
            "endnote",
            f"Ms. Alder reported the log to the U.S. Food and Drug Administration on {story.REPORTED_FDA} "
            f"({story.FOOD_RULE}); Mr. Stannard acknowledged her report on September 29, 2023.",
        ),
    ),
    _said(
        f"Tidewick ended its contract with Sorrel Bay on {story.CONTRACT_ENDED}. Sorrel Bay filed its claims on "
        f"{story.CLAIMED} ({story.CLAIMS_RULE}). Your insurer, Harrowgate Mutual Indemnity Company, denied cover on "
        f"{story.COVER_DENIED} under policy {ids.POLICY}. The claims are:"
    ),
)
TABLE_TITLE = "Claims of Sorrel Bay and of Ms. Alder"
TABLE = (
    ("Claimant", "Item", "Amount"),
    ("Sorrel Bay", "Cargo, load 23-0814", story.FIRST_VALUE),
    ("", "Cargo, load 23-0829", story.SECOND_VALUE),
    ("", "Lost profit on the Tidewick contract, fifteen months", story.PROFIT),
    ("Alder, Margaret", "Bonus for 2023", story.BONUS),
    ("", "Vacation, 96 hours", story.VACATION),
    ("", "Waiting-time penalty, thirty days", story.WAITING),
    ("Total", "", story.TOTAL),
)
"""An empty cell is one with the cell above it, in the last row with the one at its left."""

CLOSING: tuple[Paragraph, ...] = (
    _said(
        f"{story.ANSWER_RULE} gives you 120 days to pay, to decline or to make an offer. If {story.TOTAL} has not "
        "reached us by February 9, 2024, our clients will file suit in the Northern District of California."
    ),
    _said(
        f"Keep the download of TR-4471, the file {ids.LOG_FILE}, the repair papers under WO-20871, and the mail of "
        "Lucille Thackeray, Renata Colfax and yourself since May 1, 2023."
    ),
    (Piece("hidden", f"File note: Alder, Margaret, SSN {ids.SSN}. Conflicts cleared by P. Hathersage."),),
    _said("Very truly yours,"),
    (Piece("picture", SIGNATURE, SIGNATURE_ALT),),
    _said("Priscilla N. Hathersage"),
    (
        Piece("body", "cc:\tMargaret Q. Alder, "),
        Piece("link", ids.ALDER_HOME_MAIL, f"mailto:{ids.ALDER_HOME_MAIL}?{ids.MAIL_SUBJECT}"),
        Piece("body", f"\n\tGregor P. Stannard, Pell & Umberton, P.C., {ids.PELL_ADDRESS}"),
    ),
)

CORE = {
    "title": "Demand letter, Alder v. Granite Quay",
    "author": "Joaquin Bellamy",
    "last_modified_by": "Priscilla N. Hathersage",
    "subject": "Sorrel Bay and Tidewick loads",
    "keywords": "Lindqvist-Marsh; TR-4471",
    "comments": "Third draft, with Ms. Alder's changes",
    "category": "Correspondence",
}
APPLICATION = {"Company": "Hathersage & Wicklow LLP", "Manager": "Priscilla N. Hathersage"}
CUSTOM = {"Client": "Margaret Q. Alder", "Opponent": "Granite Quay Freight Systems, Inc."}

FACTS = (
    f"The letter of {story.DEMANDED} demands payment for loads 23-0814 and 23-0829 and Ms. Alder's dismissal.",
    f"The Master Transportation Agreement is of {story.AGREEMENT}.",
    f"On {story.FIRST_LOAD}, load 23-0814 reached Dunmere at 31 degrees; Tidewick rejected it on "
    f"{story.FIRST_REJECTED}.",
    "The first alarm came at 11:20; at 11:32 the driver was told to keep driving.",
    f"Load 23-0829 was rejected on {story.SECOND_REJECTED}.",
    f"Granite Quay sent a log of minus 2 degrees on {story.LOG_SENT}.",
    f"Northfell offered to replace the compressor for {story.REPAIR} on {story.INSPECTED}.",
    f"Ms. Alder asked for a correction on {story.REPORTED} and was put on leave on {story.LEAVE}.",
    f"Tidewick ended its contract on {story.CONTRACT_ENDED}.",
    f"Harrowgate denied cover on {story.COVER_DENIED}.",
    f"Cargo is claimed at {story.FIRST_VALUE} and {story.SECOND_VALUE}, lost profit at {story.PROFIT}.",
    f"Ms. Alder claims {story.BONUS}, {story.VACATION} and {story.WAITING}.",
    f"In all {story.TOTAL} is due by February 9, 2024.",
)
