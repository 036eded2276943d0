"""The facts of the sample case: its authorities, references, dates and sums.

The cited cases are invented, and their volumes and the case number lie beyond any in use, so that nothing here is
somebody's real case.
"""

from decimal import Decimal

CASE_NUMBER = "3:24-cv-90417-OTB"
COURT = ("UNITED STATES DISTRICT COURT", "NORTHERN DISTRICT OF CALIFORNIA", "OAKLAND DIVISION")
# Cited cases, with marks of style.
PEMBERWICK = "*Pemberwick Produce Co. v. Ostrander Lines, Inc.*, 912 F.4th 1044, 1051 (9th Cir. 2022)"
TALLGRASS = "*In re Tallgrass Carriers Litig.*, 901 F.4th 77, 83 (9th Cir. 2021)"
QUILLFEATHER = "*Quillfeather v. Marchbank Van Lines, LLC*, 999 Cal. App. 5th 310, 318 (2020)"
CITATIONS = tuple(cited.replace("*", "") for cited in (PEMBERWICK, TALLGRASS, QUILLFEATHER))

CARMACK = "49 U.S.C. § 14706"
FEDERAL_QUESTION = "28 U.S.C. §§ 1331 and 1337(a)"
SUPPLEMENTAL = "28 U.S.C. § 1367(a)"
VENUE = "28 U.S.C. § 1391(b)(2)"
DIVISION_RULE = "Civil L.R. 3-2(c)"
CLAIMS_RULE = "49 C.F.R. § 370.3"
ANSWER_RULE = "49 C.F.R. § 370.9"
FOOD_RULE = "21 C.F.R. § 1.908(e)"
WHISTLEBLOWER = "Cal. Lab. Code § 1102.5(b)"
WAGE_RULES = "Cal. Lab. Code §§ 201, 203 and 227.3"
JURY_RULE = "Fed. R. Civ. P. 38"
SETTLEMENT_RULE = "Fed. R. Evid. 408"
STATUTES = (
    CARMACK,
    FEDERAL_QUESTION,
    SUPPLEMENTAL,
    VENUE,
    DIVISION_RULE,
    CLAIMS_RULE,
    ANSWER_RULE,
    FOOD_RULE,
    WHISTLEBLOWER,
    WAGE_RULES,
    JURY_RULE,
    SETTLEMENT_RULE,
)

REFERENCES = (
    CASE_NUMBER,
    "TR-4471",
    "23-0814",
    "23-0829",
    "WO-20871",
    "GQFS000118",
    "GQFS000131",
    "GQFS000204",
    "GQFS000205",
)
"""Case, trailer, load, work order and production (Bates) numbers: they stay, and citations count on them."""

# Dates
AGREEMENT = "February 7, 2022"
HIRED = "February 14, 2022"
INSPECTED = "June 2, 2023"
CLEARED = "June 30, 2023"
FIRST_LOAD = "August 14, 2023"
FIRST_REJECTED = "August 15, 2023"
LOG_SIGNED = "August 16, 2023"
LOG_SENT = "August 18, 2023"
CRABTREE_LETTER = "August 21, 2023"
SECOND_LOAD = "August 29, 2023"
SECOND_REJECTED = "August 30, 2023"
LAB_REPORT = "September 5, 2023"
REPORTED = "September 11, 2023"
REPORTED_FDA = "September 22, 2023"
LEAVE = "October 4, 2023"
DISMISSED = "November 3, 2023"
CONTRACT_ENDED = "November 20, 2023"
CLAIMED = "December 1, 2023"
COVER_DENIED = "December 29, 2023"
DEMANDED = "January 12, 2024"
FILED = "March 15, 2024"
DEPOSED = "September 17, 2024"


def usd(amount: Decimal) -> str:
    """An amount in dollars as court papers print it."""
    return f"${amount:,.2f}"


# Sums
RATE = usd(Decimal("4150.00"))
REPAIR = usd(Decimal("6415.00"))
SALARY = usd(Decimal("148500.00"))
_FIRST, _SECOND, _PROFIT = Decimal("186240.00"), Decimal("226620.55"), Decimal("675000.00")
_BONUS, _VACATION, _WAITING = Decimal("17820.00"), Decimal("6853.85"), Decimal("17134.62")
FIRST_VALUE = usd(_FIRST)
SECOND_VALUE = usd(_SECOND)
CARGO = usd(_FIRST + _SECOND)
PROFIT = usd(_PROFIT)
BONUS = usd(_BONUS)
VACATION = usd(_VACATION)
WAITING = usd(_WAITING)
WAGES = usd(_BONUS + _VACATION + _WAITING)
TOTAL = usd(_FIRST + _SECOND + _PROFIT + _BONUS + _VACATION + _WAITING)
