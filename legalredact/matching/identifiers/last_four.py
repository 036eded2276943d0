"""How much of a number may be shown: Federal Rules of Civil Procedure, Rule 5.2(a)(1) and (4), allow the last four
characters of social-security, taxpayer and account numbers."""

_SHOWN, _LEAST_HIDDEN = 4, 4


def shown_at_end(characters: int) -> int:
    """How many letters and digits at the end of a number with so many may be shown: four if as many stay hidden."""
    return _SHOWN if characters >= _SHOWN + _LEAST_HIDDEN else 0
