"""The complaint's text, paragraph by paragraph."""

from dataclasses import dataclass

import identifiers as ids
import story


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of the complaint.

    Arguments:
        kind: heading, allegation (numbered automatically), plain (not numbered) or quotation.
        text: with marks of style; a soft hyphen where a name may break.
        note: its footnote.
        bookmark: title of the outline entry that points here.
    """

    kind: str
    text: str
    note: str = ""
    bookmark: str = ""


PARTS = (
    Part("plain", "Plaintiffs allege:"),
    Part("heading", "NATURE OF THE ACTION", bookmark="Alder v. Granite: nature of the action"),
    Part(
        "allegation",
        "This action arises from two loads of frozen fruit that defendant Granite Quay Freight Systems, Inc. "
        "(“Granite”) let thaw on the road in August 2023, and from what Granite did to the employee who would not "
        "help to hide it.",
    ),
    Part(
        "allegation",
        "Plaintiff Margaret Q. Alder (“Ms. Alder”) was Granite’s Director of Refrigerated Operations. She reported in "
        "writing that temperature records had been rewritten. Granite took away her duties, put her on leave and "
        f"dismissed her on {story.DISMISSED}.",
    ),
    Part(
        "allegation",
        "Plaintiff Sorrel Bay Provisions, LLC (“Sorrel Bay”) lost both loads, invoiced at "
        f"{story.CARGO}, and then lost the customer for whom they were meant.",
    ),
    Part("heading", "THE PARTIES", bookmark="The parties: Sorrel Bay, Granite, Northfell, Dominic Thackeray"),
    Part(
        "allegation",
        "Ms. Alder is an individual who resides in Larkhaven, Alameda County, California. She holds a forty percent "
        "interest in Sorrel Bay, which she disclosed to Granite in writing on January 24, 2022, before it hired her.",
    ),
    Part(
        "allegation",
        "Sorrel Bay is a California limited liability company with its principal place of business at "
        f"{ids.SORREL_ADDRESS}. It freezes and sells berries.",
    ),
    Part(
        "allegation",
        "Granite is a Delaware corporation with its principal place of business at "
        f"{ids.GRANITE_ADDRESS}. It does business as a motor carrier under the name GQ Refrigerated.",
    ),
    Part(
        "allegation",
        "Defendant Dominic R. Thackeray is Granite’s president and majority shareholder. His cousin, Lucille "
        "Thackeray, who is not a party, is Granite’s dispatch supervisor.",
    ),
    Part(
        "allegation",
        "Defendant Northfell Reefer Services, LLC (“Northfell”) is a Nevada limited liability company that maintained "
        "Granite’s refrigeration units under a service agreement.",
    ),
    Part(
        "allegation",
        "The true names of defendants DOES 1–10 are unknown to Plaintiffs, who sue them by these fictitious names.",
    ),
    Part("heading", "JURISDICTION, VENUE AND DIVISIONAL ASSIGNMENT"),
    Part(
        "allegation",
        f"The Court has jurisdiction under {story.FEDERAL_QUESTION}, because the first claim arises under the Carmack "
        f"Amendment, {story.CARMACK}, and each bill of lading exceeds $10,000. It has supplemental jurisdiction under "
        f"{story.SUPPLEMENTAL}. Venue is proper under {story.VENUE}, and assignment to the Oakland Division under "
        f"{story.DIVISION_RULE}, because both loads were tendered in Alameda County.",
    ),
    Part("heading", "FACTS"),
    Part("heading", "A.  The Transportation Agreement and Ms. Alder’s Employment"),
    Part(
        "allegation",
        f"On {story.AGREEMENT}, Sorrel Bay and Granite signed a Master Transportation Agreement (the “MTA,” "
        "Exhibit A). Granite agreed to carry frozen berries from Larkhaven to the distribution center of Tidewick "
        f"Grocers, Inc. (“Tidewick”) in Dunmere, Nevada, at {story.RATE} a truckload, and Sorrel Bay "
        "promised at least 120 truckloads a year. Section 8.2 of the MTA provides:",
    ),
    Part(
        "quotation",
        "“Carrier shall keep the trailer at or below 0 degrees Fahrenheit from loading to delivery, shall record the "
        "temperature every fifteen minutes, and shall give Shipper the unaltered record within two business days of "
        "a request.”",
    ),
    Part(
        "allegation",
        f"On {story.HIRED}, Granite hired Ms. Alder at a salary of {story.SALARY} a year and an annual bonus of "
        "twelve percent (Exhibit B). Ms. Alder answered for 34 trailers and for every temperature record that Granite "
        "gave to a shipper.",
    ),
    Part("heading", "B.  Two Loads Thaw", bookmark="Facts: Mr. Lindqvist-Marsh and load 23-0814"),
    Part(
        "allegation",
        f"On {story.INSPECTED}, Wendell J. Crabtree, Northfell’s service manager, inspected trailer TR-4471 and found "
        f"a failing compressor. Northfell offered to replace it for {story.REPAIR}. Dominic Thackeray refused the "
        f"same day.¹ On {story.CLEARED}, Northfell returned the trailer to service, certified “road ready,” with the "
        "same compressor.",
        note=f"¹ Exhibit C is the letter of {story.CRABTREE_LETTER} in which Mr. Crabtree recounted this to Granite. "
        "Granite produced it at GQFS000204.",
    ),
    Part(
        "allegation",
        f"At 6:40 a.m. on Monday, {story.FIRST_LOAD}, Granite’s driver, Emmett J. Lindqvist-Marsh, left Larkhaven with "
        f"load 23-0814 in trailer TR-4471: 38,800 pounds of frozen blackberries, invoiced at {story.FIRST_VALUE}.",
    ),
    Part(
        "allegation",
        "The refrigeration unit gave an alarm at 11:20 a.m. Mr. Lindqvist-Marsh telephoned Lucille Thackeray at "
        "11:32 a.m., and she told him to keep driving. When he reached Dunmere at 7:05 p.m., the cargo stood at 31 "
        f"degrees. Tidewick rejected the load on {story.FIRST_REJECTED}.",
    ),
    Part(
        "allegation",
        f"Granite sent the same trailer out again. On {story.SECOND_LOAD}, load 23-0829, raspberries invoiced at "
        f"{story.SECOND_VALUE}, thawed as well. Tidewick rejected it on {story.SECOND_REJECTED}. Quillon Food "
        f"Laboratories, Inc. tested both loads and reported on {story.LAB_REPORT}, over the signature of Dr. "
        "Anneliese Vorhaus, that neither was fit for sale.",
    ),
    Part(
        "allegation",
        "Ms. Alder asked on August 17, 2023 that TR-4471 be taken off the road. Lucille Thackeray answered that the "
        "trailer was needed for the holiday and that the order came from the president.",
    ),
    Part("heading", "C.  The Second Log and Ms. Alder’s Report", bookmark="Facts: Ms. Alder’s report"),
    Part(
        "allegation",
        f"On {story.LOG_SIGNED}, after two long calls from the produce buyer at Tidewick, Thack\u00aderay had "
        "Mr. Lindqvist-Marsh sign a second temperature log that shows a steady minus 2 degrees. The unit’s own "
        "download shows otherwise (GQFS000118). Granite sent the second log to "
        f"Sorrel Bay on {story.LOG_SENT} as the record of the load (GQFS000131).",
    ),
    Part(
        "allegation",
        f"Ms. Alder found the download on September 8, 2023. On {story.REPORTED}, she wrote to Dominic Thackeray that "
        f"the log was false. He did not answer. On {story.REPORTED_FDA}, she reported the matter to the U.S. Food and "
        f"Drug Administration under {story.FOOD_RULE}.",
    ),
    Part(
        "allegation",
        "On October 2, 2023, Dominic Thackeray wrote to his dispatchers: “From now on every log goes through Lucille, "
        "not through Maggie.” Only Ms. Alder is called Maggie at Granite.",
    ),
    Part(
        "allegation",
        f"On {story.LEAVE}, Dominic Thackeray put Ms. Alder on leave. On {story.DISMISSED}, Granite dismissed her in a "
        f"letter of its personnel manager, Renata Colfax, that gives no reason. "
        f"Granite has paid neither her bonus of {story.BONUS} nor {story.VACATION} for 96 hours of accrued vacation.",
    ),
    Part(
        "allegation",
        f"Tidewick ended its contract with Sorrel Bay on {story.CONTRACT_ENDED}. Lost profits for its remaining "
        f"fifteen months are {story.PROFIT}. Sorrel Bay filed its claims under {story.CLAIMS_RULE} on {story.CLAIMED}. "
        f"Granite’s cargo insurer, Harrowgate Mutual Indemnity Company, denied cover on {story.COVER_DENIED}. "
        f"Plaintiffs demanded payment on {story.DEMANDED}. Granite did not answer.",
    ),
    Part(
        "heading",
        "FIRST CLAIM FOR RELIEF\n(Carmack Amendment – Sorrel Bay against Granite)",
        bookmark="First claim: Sorrel Bay against Granite",
    ),
    Part(
        "allegation",
        f"A carrier is liable for the actual loss to goods that it received in good order. {story.CARMACK}; "
        f"{story.PEMBERWICK}. Granite received both loads frozen and tendered both thawed, at a loss of "
        f"{story.CARGO}.²",
        note="² The MTA does not waive the Carmack Amendment, and a waiver must be express and in writing. "
        f"{story.TALLGRASS}.",
    ),
    Part("heading", "SECOND CLAIM FOR RELIEF\n(Breach of Contract – Sorrel Bay against Granite)"),
    Part(
        "allegation",
        "Granite broke Section 8.2 of the MTA when it failed to keep both loads frozen and when it gave Sorrel Bay an "
        f"altered record. Sorrel Bay lost profits of {story.PROFIT} as a result.",
    ),
    Part("heading", "THIRD CLAIM FOR RELIEF\n(Negligence – Sorrel Bay against Northfell)"),
    Part(
        "allegation",
        "Northfell owed a duty of care to those whose goods it knew the trailer to carry; every sheet of its work "
        "order WO-20871 names Sorrel Bay as shipper.",
    ),
    Part(
        "allegation",
        "Northfell certified trailer TR-4471 as fit although Mr. Crabtree had found its compressor failing four weeks "
        "before. A careful repairer would have withheld the certificate.",
    ),
    Part("heading", "FOURTH CLAIM FOR RELIEF\n(Retaliation – Ms. Alder against Granite)"),
    Part(
        "allegation",
        "Ms. Alder was Granite’s employee, and the rule that she cited binds every carrier of food. Granite knew of "
        "her report: its counsel, Gregor P. Stannard, acknowledged it on September 29, 2023.",
    ),
    Part(
        "allegation",
        "Granite dismissed Ms. Alder because she disclosed what she reasonably believed to be a violation of federal "
        f"rules. {story.WHISTLEBLOWER}; {story.QUILLFEATHER}.",
    ),
    Part("heading", "FIFTH CLAIM FOR RELIEF\n(Unpaid Wages – Ms. Alder against Granite)"),
    Part(
        "allegation",
        f"Granite owes Ms. Alder {story.BONUS} in bonus, {story.VACATION} in vacation pay and {story.WAITING} in "
        f"waiting-time penalties. {story.WAGE_RULES}.",
    ),
    Part(
        "heading", "SIXTH CLAIM FOR RELIEF\n(Misrepresentation – Sorrel Bay against Granite and Dominic R. Thackeray)"
    ),
    Part(
        "allegation",
        "Granite and Dominic Thackeray presented the second log as true, knowing that it was not, so that Sorrel Bay "
        "would tender another load. Sorrel Bay relied on it and tendered load 23-0829 on the strength of it.",
    ),
    Part("heading", "PRAYER FOR RELIEF", bookmark="Prayer of Sorrel Bay and Ms. Alder"),
    Part(
        "plain",
        f"Plaintiffs pray for judgment as follows: (a) for Sorrel Bay, {story.CARGO} for the cargo and {story.PROFIT} "
        f"in lost profits; (b) for Ms. Alder, {story.WAGES} in wages and penalties, and reinstatement; (c) in all, "
        f"{story.TOTAL}, with interest and costs; and (d) such other relief as is just.",
    ),
    Part("heading", "DEMAND FOR JURY TRIAL"),
    Part("plain", f"Plaintiffs demand trial by jury under {story.JURY_RULE}."),
)

FACTS = (
    f"On {story.AGREEMENT}, Sorrel Bay and Granite signed a Master Transportation Agreement at {story.RATE} a "
    "truckload.",
    f"Granite hired Margaret Q. Alder on {story.HIRED} at {story.SALARY} a year.",
    f"On {story.INSPECTED}, Wendell J. Crabtree of Northfell found the compressor of trailer TR-4471 failing; Dominic "
    f"Thackeray refused the replacement at {story.REPAIR}.",
    f"Northfell returned the trailer to service on {story.CLEARED} with the same compressor.",
    f"Load 23-0814, invoiced at {story.FIRST_VALUE}, left on {story.FIRST_LOAD} and arrived at 31 degrees.",
    f"Tidewick rejected load 23-0814 on {story.FIRST_REJECTED}.",
    f"Load 23-0829, invoiced at {story.SECOND_VALUE}, was rejected on {story.SECOND_REJECTED}.",
    f"Quillon reported on {story.LAB_REPORT} that neither load was fit for sale.",
    f"A second temperature log was signed on {story.LOG_SIGNED} and sent to Sorrel Bay on {story.LOG_SENT}.",
    f"Ms. Alder reported the false log to Dominic Thackeray on {story.REPORTED} and to the FDA on "
    f"{story.REPORTED_FDA}.",
    f"Granite put Ms. Alder on leave on {story.LEAVE} and dismissed her on {story.DISMISSED}.",
    f"Unpaid are a bonus of {story.BONUS} and vacation of {story.VACATION}.",
    f"Tidewick ended its contract with Sorrel Bay on {story.CONTRACT_ENDED}; lost profits are {story.PROFIT}.",
    f"Harrowgate denied cover on {story.COVER_DENIED}.",
    f"Plaintiffs claim {story.TOTAL} in all.",
)
