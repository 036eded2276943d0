"""Cells of CSV files that people open in a spreadsheet."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What begins a formula in a spreadsheet (OWASP, "CSV Injection"), also in full width."""


def inert(cell: str) -> str:
    """The cell, with an apostrophe before it if a spreadsheet would read it as a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
