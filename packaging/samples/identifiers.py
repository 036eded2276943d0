"""Numbers and addresses of the sample matter's people: of ranges kept for fiction, and published specimens.

Telephone numbers are 555-01xx, domains end in .example (RFC 2606), the internet address is of a documentation range
(RFC 5737), ZIP codes 94000 and 89000 are not assigned, and the towns are on no map. Vehicle, card, license and
Social-Security numbers are specimens that their issuers or standards publish; the routing number passes its checksum
and belongs to no bank.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number or address that identifies somebody.

    Arguments:
        kind: as in the application's kinds, and "file_name".
        text: as it stands in the files.
        entity: id of whom it identifies; empty if it is nobody in the matter.
    """

    kind: str
    text: str
    entity: str = ""


FIRM_STREET, FIRM_TOWN = "310 Chandlery Street, Suite 900", "Larkhaven, California 94000"
FIRM_ADDRESS = f"{FIRM_STREET}, {FIRM_TOWN}"
SORREL_ADDRESS = "1180 Cannery Loop Road, Larkhaven, California 94000"
GRANITE_STREET, GRANITE_TOWN = "4400 Drayage Way", "Dunmere, Nevada 89000"
GRANITE_ADDRESS = f"{GRANITE_STREET}, {GRANITE_TOWN}"
NORTHFELL_ADDRESS = "75 Condenser Court, Dunmere, Nevada 89000"
PELL_ADDRESS = "2200 Tollhouse Avenue, Dunmere, Nevada 89000"
OAKES_ADDRESS = "16 Wharfinger Lane, Larkhaven, California 94000"
ALDER_HOME = "27 Bramble Court, Larkhaven, California 94000"
FIRM_PHONE, FIRM_FAX = "(510) 555-0142", "(510) 555-0143"
PELL_PHONE, OAKES_PHONE = "(775) 555-0177", "(510) 555-0119"
NORTHFELL_PHONE, DISPATCH_PHONE, ALDER_PHONE = "(775) 555-0168", "775-555-0134", "(510) 555-0186"
FIRM_DOMAIN, GRANITE_PORTAL = "www.hathersagewicklow.example", "https://tracking.granitequay.example/loads/23-0814"
HATHERSAGE_MAIL = "phathersage@hathersagewicklow.example"
BELLAMY_MAIL = "jbellamy@hathersagewicklow.example"
STANNARD_MAIL = "gstannard@pellumberton.example"
DALRYMPLE_MAIL = "ydalrymple@dalrympleoakes.example"
EMMETT_MAIL = "elindqvist-marsh@granitequay.example"
LUCILLE_MAIL = "lucille.thackeray@granitequay.example"
DOMINIC_MAIL = "dthackeray@granitequay.example"
ALDER_MAIL, ALDER_HOME_MAIL = "malder@granitequay.example", "maggie.alder@sorrelbay.example"
COLFAX_MAIL = "rcolfax@granitequay.example"
DISPATCH_MAIL = "dispatch@granitequay.example"
SSN = "219-09-9999"
LICENCE, VEHICLE, TAXPAYER = "I1234562", "1M8GDM9AXKP042788", "12-3456789"
ACCOUNT, ROUTING, CARD = "000123456789", "123456780", "4111 1111 1111 1111"
POLICY = "HM-5520-1187"
BIRTH_DATE = "April 9, 1971"
MAIL_SUBJECT = "subject=Alder%20v.%20Granite"
SORREL_MAILER = "mail.sorrelbay.example"
SENDER_IP = "192.0.2.44"
LOG_FILE, COMPARISON_FILE = "LThackeray_TR-4471_log.csv", "MAlder_download_comparison.xlsx"
PAY_FILE, LETTER_FILE = "Alder_Margaret_final_pay.pdf", "Alder v Granite demand v3.docx"

IDENTIFIERS = (
    Identifier("address", FIRM_ADDRESS, "firm"),
    Identifier("address", FIRM_STREET, "firm"),
    Identifier("address", FIRM_TOWN, "firm"),
    Identifier("address", SORREL_ADDRESS, "sorrel"),
    Identifier("address", GRANITE_ADDRESS, "granite"),
    Identifier("address", GRANITE_STREET, "granite"),
    Identifier("address", GRANITE_TOWN, "granite"),
    Identifier("address", NORTHFELL_ADDRESS, "northfell"),
    Identifier("address", PELL_ADDRESS, "pell"),
    Identifier("address", OAKES_ADDRESS, "oakes"),
    Identifier("address", ALDER_HOME, "alder"),
    Identifier("phone", FIRM_PHONE, "firm"),
    Identifier("phone", FIRM_FAX, "firm"),
    Identifier("phone", PELL_PHONE, "pell"),
    Identifier("phone", OAKES_PHONE, "oakes"),
    Identifier("phone", NORTHFELL_PHONE, "northfell"),
    Identifier("phone", DISPATCH_PHONE, "granite"),
    Identifier("phone", ALDER_PHONE, "alder"),
    Identifier("url", FIRM_DOMAIN, "firm"),
    Identifier("url", GRANITE_PORTAL, "granite"),
    Identifier("email", HATHERSAGE_MAIL, "hathersage"),
    Identifier("email", BELLAMY_MAIL, "bellamy"),
    Identifier("email", STANNARD_MAIL, "stannard"),
    Identifier("email", DALRYMPLE_MAIL, "dalrymple"),
    Identifier("email", EMMETT_MAIL, "emmett"),
    Identifier("email", LUCILLE_MAIL, "lucille"),
    Identifier("email", DOMINIC_MAIL, "dominic"),
    Identifier("email", ALDER_MAIL, "alder"),
    Identifier("email", ALDER_HOME_MAIL, "alder"),
    Identifier("email", COLFAX_MAIL, "colfax"),
    Identifier("email", DISPATCH_MAIL, "granite"),
    Identifier("ssn", SSN, "alder"),
    Identifier("licence", LICENCE, "emmett"),
    Identifier("vehicle", VEHICLE, "granite"),
    Identifier("taxpayer", TAXPAYER, "sorrel"),
    Identifier("account", ACCOUNT, "alder"),
    Identifier("account", ROUTING, "alder"),
    Identifier("account", POLICY, "granite"),
    Identifier("card", CARD, "granite"),
    Identifier("birth_date", BIRTH_DATE, "alder"),
    Identifier("file_name", LOG_FILE, "lucille"),
    Identifier("file_name", COMPARISON_FILE, "alder"),
    Identifier("file_name", PAY_FILE, "alder"),
    Identifier("file_name", LETTER_FILE, "alder"),
    Identifier("url", SORREL_MAILER, "sorrel"),
    Identifier("url", MAIL_SUBJECT, "alder"),
    Identifier("ip", SENDER_IP, "granite"),
)
