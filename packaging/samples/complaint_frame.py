"""Text around the complaint's body: counsel, caption, signature, properties and a note."""

import identifiers as ids
import story
from story import CASE_NUMBER

COUNSEL_BLOCK = (
    "Priscilla N. Hathersage (SBN 990117)",
    "Joaquin Bellamy (SBN 990342)",
    "HATHERSAGE & WICKLOW LLP",
    ids.FIRM_STREET,
    ids.FIRM_TOWN,
    f"Telephone: {ids.FIRM_PHONE}",
    f"Facsimile: {ids.FIRM_FAX}",
    ids.HATHERSAGE_MAIL,
    ids.BELLAMY_MAIL,
    "",
    "Attorneys for Plaintiffs",
    "MARGARET Q. ALDER and SORREL BAY PROVISIONS, LLC",
)
PARTIES = (
    "MARGARET Q. ALDER, an individual; and SORREL BAY PROVISIONS, LLC, a California limited liability company,",
    "Plaintiffs,",
    "v.",
    "GRANITE QUAY FREIGHT SYSTEMS, INC., a Delaware corporation, d/b/a GQ REFRIGERATED; DOMINIC R. THACKERAY, "
    "an individual; NORTHFELL REEFER SERVICES, LLC, a Nevada limited liability company; and DOES 1–10, inclusive,",
    "Defendants.",
)
TITLE = (
    f"Case No. {CASE_NUMBER}",
    "**COMPLAINT FOR:**",
    "(1) Loss of cargo (Carmack Amendment)",
    "(2) Breach of contract",
    "(3) Negligence",
    "(4) Retaliation",
    "(5) Unpaid wages and waiting-time penalties",
    "(6) Intentional misrepresentation",
    "**DEMAND FOR JURY TRIAL**",
    "Judge: Hon. Octavia T. Brannock",
)
FOOT = f"COMPLAINT – Case No. {CASE_NUMBER}"
PROPERTIES = {
    "title": "Complaint - Alder v. Granite Quay (final, P. Hathersage)",
    "author": "Joaquin Bellamy",
    "subject": f"Sorrel Bay cargo claims, {CASE_NUMBER}",
    "keywords": "Alder, Margaret; Granite Quay Freight Systems; Tidewick",
    "creator": "Word processor",
    "producer": "PDF printer",
}
NOTE_AUTHOR = "J. Bellamy"
NOTE = "Ask Emmett Lindqvist-Marsh before we file: was the call at 11:32, or later?"

SIGNATURE = (
    f"DATED: {story.FILED}",
    "",
    "HATHERSAGE & WICKLOW LLP",
    "",
    "By:   __/s/ Priscilla N. Hathersage__",
    "Priscilla N. Hathersage",
    "Joaquin Bellamy",
    "Attorneys for Plaintiffs",
    "MARGARET Q. ALDER and",
    "SORREL BAY PROVISIONS, LLC",
)
