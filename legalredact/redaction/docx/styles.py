"""Styles that nothing uses stay behind: templates bring hundreds, each with a name."""

from collections.abc import Iterable

from lxml import etree

from legalredact.redaction.docx.allowlist import W

_ID, _VALUE, _DEFAULT = f"{{{W}}}styleId", f"{{{W}}}val", f"{{{W}}}default"
_STYLE = f"{{{W}}}style"
_USES = frozenset(f"{{{W}}}{name}" for name in ("pStyle", "rStyle", "tblStyle", "numStyleLink", "styleLink"))
_LEADS = frozenset(f"{{{W}}}{name}" for name in ("basedOn", "link", "pStyle", "rStyle", "numStyleLink", "styleLink"))


def drop_unused(styles: etree._Element, others: Iterable[etree._Element]) -> None:
    """Take out of the part of styles those that no other part uses, and that no used one rests on."""
    by_id = {str(style.get(_ID)): style for style in styles.iter(_STYLE)}
    waiting = [identifier for identifier, style in by_id.items() if style.get(_DEFAULT) in ("1", "true", "on")]
    waiting += [str(item.get(_VALUE)) for root in others for item in root.iter() if item.tag in _USES]
    used: set[str] = set()
    while waiting:
        identifier = waiting.pop()
        if identifier in by_id and identifier not in used:
            used.add(identifier)
            waiting += [str(item.get(_VALUE)) for item in by_id[identifier].iter() if item.tag in _LEADS]
    for identifier, style in by_id.items():
        if identifier not in used:
            styles.remove(style)
    following = f"{{{W}}}next"
    for style in list(styles.iter(_STYLE)):
        for item in style.findall(following):
            if item.get(_VALUE) not in used:
                style.remove(item)
