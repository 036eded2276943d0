"""Kinds of entries that the local engine takes out of a document; each is a heading of a summary."""

import enum


class EntryKind(enum.StrEnum):
    """A kind of entry; its value is the heading under which such entries are listed."""

    DOCUMENT = "Document"
    COURT = "Court and case"
    PARTIES = "Parties and roles"
    DISPOSITION = "Disposition"
    HOLDINGS = "Holdings"
    OUTCOMES = "Reported outcomes"
    CLAIMS = "Claims"
    DEFENSES = "Defenses"
    RELIEF = "Relief sought"
    TERM = "Term"
    PAYMENT = "Payment"
    TERMINATION = "Termination"
    NOTICE = "Notice"
    LAW = "Governing law"
    DUTIES = "Obligations and restrictions"
    ITEMS = "Items"
    AMOUNTS = "Amounts"
    REQUESTS = "Messages and requests"
    DEADLINES = "Deadlines"
    EVENTS = "Dated events"
    PASSAGES = "Key passages"
    EXHIBITS = "Exhibits"
    SIGNATURES = "Signatures"
    NOTES = "Comments in the file"
    ADMISSIONS = "Admissions"
    NO_RECOLLECTION = "Does not recall or know"
    CORRECTIONS = "Corrections"
    OBJECTIONS = "Objections and instructions not to answer"
    BACKGROUND = "Background of the witness"
    ABOUT_DOCUMENTS = "Exhibits and documents"
    CONVERSATIONS = "Conversations"
    PAYMENTS = "Payments"
    OTHER_TESTIMONY = "Other testimony"


HEADINGS = frozenset(str(kind) for kind in EntryKind)
"""All headings."""
