"""Examples of what each rule finds: a text, and the names found in it; the last of each rule has no name.

All names are invented. A test runs every example of every rule.
"""

from legalredact.detection.rules.rule import Example

TITLED = (
    Example("Mr. Wren met Dr. Imogen A. Fairlie, Jr. there.", ("Wren", "Imogen A. Fairlie, Jr.")),
    Example("Judges Alder, Birch, and Cedarholm agree", ("Alder", "Birch", "Cedarholm")),
    Example("HONORABLE DISCHARGE was denied"),
)
TITLED_NAMES = (Example("Then Mr. Judge came in.", ("Mr. Judge",)), Example("Mr. Wren came."))
USER_NAMES = (Example("Ask @kvale_osk about it.", ("kvale_osk",)), Example("Hello @channel, mail to me@example.com."))
TURNED = (Example("FAIRLIE, IMOGEN\nImogen Fairlie left.", ("FAIRLIE, IMOGEN",)), Example("FAIRLIE, IMOGEN\n"))
COLUMNS = (
    Example("Last Name\tFirst Name\tHired\nTarrow\tOlle\t2001\n", ("Tarrow\tOlle",)),
    Example("Patient\tRoom\nImogen Fairlie\t12\n", ("Imogen Fairlie",)),
    Example("Item\tRoom\nDesk Lamp\t12\n"),
)
COUNSEL_LISTS = (
    Example("Counsel for Appellant :- M. Bhushak,Ashok Mehtare\n", ("M. Bhushak", "Ashok Mehtare")),
    Example("Counsel for the appellant rested."),
)
INITIALLED = (
    Example("T.W., a minor, sued. T.W. was nine.", ("T.W.", "T.W.")),
    Example("at 9 a.m. in N.Y., a B.A. degree"),
)
DASHED = (Example("Matter of E-F-H-L-, Respondent.", ("E-F-H-L-",)), Example("See A-B-C and Form I-9."))
BABIES = (Example("the mother of baby girl K. came", ("baby girl K.",)), Example("baby girl K. Tarrow came"))
LEGAL_FORMS = (
    Example("Acme Widgets, Inc. sued Beta Mill Corp.", ("Acme Widgets, Inc.", "Beta Mill Corp.")),
    Example("the Company and the Corporation"),
)
GOVERNMENTS = (
    Example("and City of Marlow Falls, among others", ("City of Marlow Falls",)),
    Example("and Marlow Falls County Court too"),
)
FOREIGN = (
    Example("heard by the Marlova Administrative Court", ("Marlova Administrative Court",)),
    Example("the High Court held"),
)
CASE_NAMES = (
    Example("This is Roe v. Acme Widgets, Inc., which is old.", ("Roe", "Acme Widgets, Inc.")),
    Example("unlike Alder v. Birch, 556 U.S. 662 (2009)."),
)
ABOVE_ROLE = (Example("IMOGEN FAIRLIE,\n   Plaintiff,\n", ("IMOGEN FAIRLIE",)), Example("Attorneys for\nPlaintiff\n"))
BESIDE_ROLE = (Example("Appellant :- Girish Bajpaye\n", ("Girish Bajpaye",)), Example("Appellant: Case No. 12\n"))
AROUND_V = (
    Example("ANNA BELLWETHER\n\nv.\n\nTOBIAS WREN\n", ("ANNA BELLWETHER", "TOBIAS WREN")),
    Example("vol. v. of the set\n"),
)
IN_RE = (
    Example("In re Imogen Fairlie\n", ("Imogen Fairlie",)),
    Example("IN RE: Tarrow Filters Products Liability Litigation\n"),
)
UNKNOWN = (Example("and DOES 1-10, inclusive, fled", ("DOES 1-10, inclusive",)), Example("He does 1 of 10."))
