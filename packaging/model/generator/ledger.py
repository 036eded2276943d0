"""Tables with names in them: invoices, privilege logs, payments, exhibit lists, calendars."""

from generator.cast import Cast
from generator.company import company
from generator.facts import docket_number, long_date, phone
from generator.page import padded
from generator.person import person
from generator.source import Source

_CORRESPONDENTS = ("{w.last_first}", "{w2.full}", "{w3.email}", "{cp.full}, Esq.", "{P.last_first}", "{w.plain}")
_PAYEES = ("{C.full}", "{C.caps}", "{P.full}", "{P.last_first}", "{bank.full}", "{C.short}", "{A.short}")


def ledger(case: Cast) -> str:
    """A table of any kind."""
    kinds = {_invoice: 2.0, _privilege_log: 2.0, _payments: 2.0, _exhibits: 2.0, _calendar: 1.5}
    return case.source.weighted(kinds)(case)


def _table(source: Source, rows: list[list[str]]) -> str:
    style = source.pick("\t", " | ", "columns", ",", "\n")
    if style == "columns":
        widths = [source.randint(14, 30) for _ in rows[0]]
        lines = ["".join(padded(cell, w) for cell, w in zip(row, widths, strict=True)) for row in rows]
        return "\n".join(line.rstrip() for line in lines)
    return "\n".join(style.join(row) for row in rows)


def _invoice(case: Cast) -> str:
    source = case.source
    rows = [["Date", "Timekeeper", "Description", "Amount"]]
    for _ in range(source.randint(4, 12)):
        who = case.fill(source.pick("{cp.full}", "{cp.short}", "{cp.inits}"))
        rows.append([case.fill("{sdate}"), who, case.piece("work"), case.fill("{money}")])
    total = case.fill(f"TOTAL DUE {{money}}\nRemit to: {{bank.full}}, ABA {source.digits(9)}")
    return "\n\n".join([case.piece("invoice_head"), _table(source, rows), total])


def _privilege_log(case: Cast) -> str:
    source = case.source
    rows = [["Bates", "Date", "From", "To", "Description"]]
    for _ in range(source.randint(4, 14)):
        pair = [case.fill(source.choice(_CORRESPONDENTS)) for _ in range(2)]
        rows.append([case.fill("{bates}"), case.fill("{sdate}"), *pair, case.piece("logged")])
    return f"{case.left[0].caps_short} PRIVILEGE LOG\n{_table(source, rows)}"


def _payments(case: Cast) -> str:
    source = case.source
    rows = [["Payee", "Check No.", "Date", "Amount"]]
    for _ in range(source.randint(5, 16)):
        payee = case.fill(source.choice(_PAYEES))
        rows.append([payee, source.digits(4), case.fill("{sdate}"), case.fill("{money}")])
    title = source.pick("Schedule E/F: Creditors Who Have Unsecured Claims", "Account Activity", "GENERAL LEDGER")
    return case.fill(f"{title}\nDebtor: {{c2.full}}\n") + _table(source, rows)


def _exhibits(case: Cast) -> str:
    source = case.source
    rows = [["No.", "Description", "Bates", "Offered"]]
    for number in range(1, source.randint(5, 15)):
        label = f"{source.pick('PX', 'DX', 'JX-', 'Ex. ')}{number}"
        rows.append([label, case.piece("exhibit"), case.fill("{bates}"), case.fill("{sdate}")])
    title = source.pick("TRIAL EXHIBIT LIST", "EXHIBIT INDEX", "Appendix", "INDEX OF EXHIBITS")
    return case.fill(f"{title}\n{{p.short}} v. {{d.short}}\n") + _table(source, rows)


def _calendar(case: Cast) -> str:
    source = case.source
    rows = []
    for number in range(1, source.randint(4, 12)):
        left = source.pick(person(source).short, company(source).full)
        right = source.pick(person(source).full, company(source).short)
        lawyer = source.pick(person(source).full, person(source).initials)
        rows.append([str(number), docket_number(source), f"{left} v. {right}", lawyer, phone(source)])
    head = f"COURT CALENDAR – {long_date(source).upper()}\nDept. {source.randint(1, 90)}, Hon. {person(source).full}"
    return f"{head}\n{_table(source, rows)}"
