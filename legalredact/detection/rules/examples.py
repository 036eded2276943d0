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
ESQUIRES = (Example("By: Ezra Parish, Esq.", ("Ezra Parish",)), Example("By: the Parish, and others"))
SWORN = (
    Example("DEPOSITION OF MARGIT ESTERHAUS\n", ("MARGIT ESTERHAUS",)),
    Example("I, Imogen Fairlie, declare under penalty", ("Imogen Fairlie",)),
    Example("Declaration of Independence"),
)
SIGNED = (Example("/s/ Imogen Fairlie\n", ("Imogen Fairlie",)), Example("Ravi Menonkar S/O Late Gopal"))
ADDRESSED = (
    Example("To: Piet van der Merwe; Salma Hadid\n", ("Piet van der Merwe", "Salma Hadid")),
    Example("To: All Parties\n"),
)
SPEAKERS = (Example("[3/4/24, 9:41:02 PM] Kellan: yo\n", ("Kellan",)), Example("09:15 Note: call\n"))
USER_NAMES = (Example("Ask @kvale_osk about it.", ("kvale_osk",)), Example("Hello @channel, mail to me@example.com."))
LAST_FIRST = (Example("filed by Acme (Fairlie, Imogen)", ("Fairlie, Imogen",)), Example("(see Appendix, Volume)"))
TURNED = (Example("FAIRLIE, IMOGEN\nImogen Fairlie left.", ("FAIRLIE, IMOGEN",)), Example("FAIRLIE, IMOGEN\n"))
MARKED = (Example("V1 TARROW, Olle (M/W) fell.", ("TARROW, Olle",)), Example("V1 HOUSE, Olle stood."))
STATED = (
    Example("Q. State your name.\nA. Hope Day.", ("Hope Day",)),
    Example("The name of the State is Iowa. A. Tarrow wrote."),
)
COLUMNS = (
    Example("Last Name\tFirst Name\tHired\nTarrow\tOlle\t2001\n", ("Tarrow\tOlle",)),
    Example("Patient\tRoom\nImogen Fairlie\t12\n", ("Imogen Fairlie",)),
    Example("Item\tRoom\nDesk Lamp\t12\n"),
)
VOTED = (Example("Passed (Durrani opposed).", ("Durrani",)), Example("Motion seconded. Council voted no."))
MOVERS = (Example("Motion Durrani, second Post.", ("Durrani", "Post")), Example("Motion to dismiss, Second Motion"))
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
CALLED = (Example("her husband Torvald and her cousin Hope", ("Torvald", "Hope")), Example("her husband May have left"))
LABELLED = (Example("LAST TARROW  FIRST OLLE", ("TARROW", "OLLE")), Example("LAST  FIRST  MIDDLE"))
ELDERS = (Example("Widow Gentry spoke.", ("Gentry",)), Example("Uncle Sam wants it."))
DEDICATED = (Example("admitted at Our Lady of the Lakes", ("Our Lady of the Lakes",)), Example("a holy man"))
INSURERS = (Example("with Foremost, policy 381-44", ("Foremost",)), Example("The policy 381-44"))
ALIASES = (Example("Thimmaiah @ Thimma ran", ("Thimma",)), Example("milk @ House rates"))
WRITERS = (
    Example("Imogen Fairlie <imogen@mills.example> wrote", ("Imogen Fairlie",)),
    Example("Customer Service <help@mills.example>"),
)
IN_FIELDS = (Example("Patient: Fairlie, Imogen A\n", ("Fairlie, Imogen A",)), Example("Place: Fernhollow, Nevada\n"))
FIRMS = (Example("sold by M/s. Alder & Birch in May", ("Alder & Birch",)), Example("at 12 m/s in air"))
OWNERS = (Example("the Okonjo Declaration says", ("Okonjo",)), Example("the Joint Declaration says"))
SHIPS = (Example("aboard the M/V OCEAN PETREL", ("OCEAN PETREL",)), Example("met a vessel IMO 9417728"))
TRADES = (Example("hired Delacroix Moving", ("Delacroix Moving",)), Example("hired Heavy Moving"))
LEGAL_FORMS = (
    Example("Acme Widgets, Inc. sued Beta Mill Corp.", ("Acme Widgets, Inc.", "Beta Mill Corp.")),
    Example("the Company and the Corporation"),
)
HEADS = (
    Example("for the Ostrava Sheriffs' \nAssociation", ("Ostrava Sheriffs' \nAssociation",)),
    Example("at 100 Church Street"),
)
COMMITTEES = (
    Example("the Official Committee of Unsecured Creditors", ("Official Committee of Unsecured Creditors",)),
    Example("the Committee of the Whole"),
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
