"""The e-mail thread's six messages, the first one first."""

from dataclasses import dataclass

import identifiers as ids
import story


@dataclass(frozen=True, slots=True)
class Message:
    """One message.

    Arguments:
        sender, to, copied: names with addresses, as mail programs print them.
        sent: day and time as mail headers write them.
        quoted_as: the same as the line above a quotation writes it.
        subject: as it stood then.
        text: paragraphs; line breaks inside one are kept.
        files: names of its attachments.
    """

    sender: str
    to: str
    sent: str
    quoted_as: str
    subject: str
    text: tuple[str, ...]
    copied: str = ""
    files: tuple[str, ...] = ()


ALDER = f"Margaret Alder <{ids.ALDER_MAIL}>"
ALDER_HOME = f"Maggie Alder <{ids.ALDER_HOME_MAIL}>"
DOMINIC = f"Dominic Thackeray <{ids.DOMINIC_MAIL}>"
LUCILLE = f'"Thackeray, Lucille" <{ids.LUCILLE_MAIL}>'
EMMETT = f"Emmett Lindqvist-Marsh <{ids.EMMETT_MAIL}>"
COLFAX = f"Renata Colfax <{ids.COLFAX_MAIL}>"
HATHERSAGE = f"Priscilla Hathersage <{ids.HATHERSAGE_MAIL}>"

MESSAGES = (
    Message(
        EMMETT,
        LUCILLE,
        "Tue, 15 Aug 2023 07:52:11 -0700",
        "Tuesday, August 15, 2023 7:52 AM",
        "TR-4471 rejected at Dunmere",
        (
            "Lucille,",
            "Tidewick would not take load 23-0814. Pulp temperature 31, rejected at 6:15 this morning. All 20 pallets "
            f"are still on board. The alarms are on {ids.GRANITE_PORTAL} for anybody to see. I called you about it at "
            f"11:32 yesterday ({ids.DISPATCH_PHONE}) and you told me to drive on.",
            "I need a different box.",
            "Emmett",
        ),
        copied=f"Dispatch <{ids.DISPATCH_MAIL}>",
    ),
    Message(
        LUCILLE,
        DOMINIC,
        "Wed, 16 Aug 2023 08:10:45 -0700",
        "Wed, Aug 16, 2023 at 8:10 AM",
        "FW: TR-4471 rejected at Dunmere",
        (
            "Dominic,",
            "See Emmett's note below. Wendell Crabtree at Northfell says it is the compressor again, and they still "
            f"want {story.REPAIR} for it. I have put together a clean log for Sorrel Bay, attached. Say the word and "
            "I have Emmett sign it at four.",
            "Lucille Thackeray\nDispatch Supervisor, GQ Refrigerated",
        ),
        files=(ids.LOG_FILE,),
    ),
    Message(
        DOMINIC,
        LUCILLE,
        "Wed, 16 Aug 2023 09:02:30 -0700",
        "Wed, Aug 16, 2023 at 9:02 AM",
        "RE: FW: TR-4471 rejected at Dunmere",
        (
            f"Do it. Put the dump fee, $1,935.00, on the yard card, {ids.CARD}. And keep Maggie out of this. She owns "
            "a piece of the shipper.",
            "D.T.",
        ),
    ),
    Message(
        ALDER,
        DOMINIC,
        "Mon, 11 Sep 2023 16:31:02 -0700",
        "Mon, Sep 11, 2023 at 4:31 PM",
        "RE: FW: TR-4471 rejected at Dunmere",
        (
            "Dominic,",
            "Lucille sent me this thread by mistake, and I have to answer it. The log that Granite gave to Sorrel Bay "
            f"on {story.LOG_SENT} is false. On September 8, 2023 I compared it with the download of the unit. The load "
            "stood at 31 degrees at 7:05 p.m., not at minus 2. Emmett Lindqvist-Marsh has told me how he came to sign "
            "it.",
            f"Quillon's report of {story.LAB_REPORT} says that neither load is fit for sale. That is {story.CARGO}.",
            "Please correct the record with Sorrel Bay and with Tidewick Grocers by September 15, 2023. If not, I must "
            f"report it to the FDA; see {story.FOOD_RULE}.",
            "Margaret Alder\nDirector of Refrigerated Operations",
        ),
        copied=f"{LUCILLE}, {COLFAX}",
        files=(ids.COMPARISON_FILE,),
    ),
    Message(
        DOMINIC,
        ALDER,
        "Wed, 4 Oct 2023 17:20:19 -0700",
        "Wed, Oct 4, 2023 at 5:20 PM",
        "RE: FW: TR-4471 rejected at Dunmere",
        (
            "Ms. Alder,",
            "You are on leave from today. Hand in your badge and your laptop by noon tomorrow. Do not speak with "
            "Tidewick, with Northfell or with Emmett. Renata will write to you about pay.",
            "Dominic Thackeray\nPresident, Granite Quay Freight Systems, Inc.",
        ),
        copied=COLFAX,
    ),
    Message(
        ALDER_HOME,
        COLFAX,
        "Mon, 6 Nov 2023 10:14:55 -0800",
        "Mon, Nov 6, 2023 at 10:14 AM",
        "Final pay, and RE: FW: TR-4471 rejected at Dunmere",
        (
            "Renata,",
            f"Your letter of {story.DISMISSED} gives no reason, and the thread below does. I am owed the bonus, "
            f"{story.BONUS}, and 96 hours of vacation, {story.VACATION}. You asked for my particulars once more:",
            f"Account {ids.ACCOUNT}, routing number {ids.ROUTING}\n"
            f"SSN {ids.SSN}\n"
            f"Date of birth {ids.BIRTH_DATE}\n"
            f"{ids.ALDER_HOME}\n"
            f"{ids.ALDER_PHONE}",
            "My counsel, Priscilla Hathersage of Hathersage & Wicklow LLP, is copied. Please write to her from now on.",
            "Maggie",
        ),
        copied=HATHERSAGE,
        files=(ids.PAY_FILE,),
    ),
)

FACTS = (
    "On August 15, 2023 Emmett Lindqvist-Marsh reported that Tidewick rejected load 23-0814 at 31 degrees.",
    "He had called Lucille Thackeray at 11:32 the day before.",
    f"Lucille Thackeray wrote on Aug 16, 2023 that Northfell wanted {story.REPAIR} for the compressor.",
    "She attached a clean log for Sorrel Bay and offered to have Emmett sign it at four.",
    "Dominic Thackeray answered at 9:02 AM: do it, and keep Maggie out of this.",
    "He put a dump fee of $1,935.00 on the yard card.",
    f"On Sep 11, 2023 Margaret Alder wrote that the log given to Sorrel Bay on {story.LOG_SENT} is false.",
    "She had compared it with the download on September 8, 2023.",
    f"Quillon's report of {story.LAB_REPORT} covers goods of {story.CARGO}.",
    "She asked for a correction by September 15, 2023.",
    "On Oct 4, 2023 Dominic Thackeray put Ms. Alder on leave.",
    f"On 6 Nov 2023 she claimed a bonus of {story.BONUS} and vacation of {story.VACATION}.",
)
