"""The scanned letter's text: the repairer tells the carrier what it found and what the carrier answered."""

import identifiers as ids
import story

LETTERHEAD = "NORTHFELL REEFER SERVICES, LLC"
LETTERHEAD_LINE = f"{ids.NORTHFELL_ADDRESS}  ·  {ids.NORTHFELL_PHONE}"
STICKER = ("EXHIBIT", "C")
STAMPS = ("GQFS000204", "GQFS000205")

FIRST_PAGE = (
    story.CRABTREE_LETTER,
    f"Dominic R. Thackeray, President\nGranite Quay Freight Systems, Inc.\n{ids.GRANITE_STREET}\n{ids.GRANITE_TOWN}",
    f"**Re: Trailer TR-4471 (VIN {ids.VEHICLE}); work order WO-20871**",
    "Dear Mr. Thackeray:",
    "You asked on August 17, 2023 what we found on this trailer and what we told you. This is our record.",
    "On May 22, 2023 your driver, Emmett Lindqvist-Marsh, reported in writing that the unit had lost 6 degrees in an "
    f"hour. We took the trailer in on {story.INSPECTED}, and I inspected it myself. Suction pressure was 9 psi; the "
    "maker wants 18. The compressor drew 41 amperes. I gave it 300 hours.",
    f"At 2:30 p.m. the same day I telephoned you and offered to replace the compressor for {story.REPAIR}, four days' "
    "work. You refused. You said that the trailer had to be back on the berry run for Sorrel Bay before the Fourth of "
    "July.",
    f"On {story.CLEARED}, after we had recharged the refrigerant, the trailer left our yard with a sticker that says "
    '"road ready." The sticker was put on at the request of Lucille Thackeray, your dispatch supervisor. I objected, '
    "and the work order says so.",
    f"On {story.LOG_SIGNED} we downloaded the memory of the unit for you. It shows minus 4 degrees at 6:40 a.m. and 31 "
    f"degrees at 7:05 p.m. on {story.FIRST_LOAD}. We gave the file to Lucille Thackeray and kept a copy.",
)
TABLE = (
    ("Date", "Work on TR-4471", "Hours", "Charge"),
    (story.INSPECTED, "Inspection (W. Crabtree)", "3.5", "$402.50"),
    ("June 12, 2023", "Fan belt", "1.0", "$186.20"),
    (story.CLEARED, "Refrigerant recharged", "1.5", "$318.75"),
    ("July 11, 2023", "Sensor calibrated", "0.5", "$57.50"),
    (story.LOG_SIGNED, "Download, copy to L. Thackeray", "0.5", "$57.50"),
    ("", "Total", "7.0", "$1,022.45"),
)
BEFORE_TABLE = ("Dominic R. Thackeray\nAugust 21, 2023\nPage 2", "Our work on this trailer since June was:")
AFTER_TABLE = (
    "Margaret Alder of your company telephoned me on August 18, 2023 and asked for the download. I referred her to "
    "you.",
    "Please take the trailer off the road. We keep the worn parts for 90 days, should your insurer, Harrowgate Mutual "
    f"Indemnity Company (policy {ids.POLICY}), want to see them. Our invoice of $1,022.45 is due on "
    "September 20, 2023.",
    "Respectfully,",
)
SIGNATURE = "/s/ Wendell J. Crabtree"
CLOSING = (
    "Wendell J. Crabtree\nService Manager",
    "cc: Lucille Thackeray\n      Harrowgate Mutual Indemnity Company",
)

FACTS = (
    "On May 22, 2023 Emmett Lindqvist-Marsh reported that the unit had lost 6 degrees in an hour.",
    f"Wendell J. Crabtree inspected trailer TR-4471 on {story.INSPECTED} and gave the compressor 300 hours.",
    "Suction pressure was 9 psi against 18.",
    f"He offered Dominic R. Thackeray a new compressor for {story.REPAIR}; it was refused.",
    f"On {story.CLEARED} the trailer left with a sticker that said road ready.",
    "Lucille Thackeray asked for the sticker; Crabtree objected.",
    f"The memory of the unit was downloaded on {story.LOG_SIGNED}.",
    f"It shows minus 4 degrees at 6:40 and 31 degrees at 7:05 on {story.FIRST_LOAD}.",
    "Margaret Alder asked for the download on August 18, 2023.",
    "The invoice of $1,022.45 is due on September 20, 2023.",
)
