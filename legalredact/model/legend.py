"""The legend of a payload: for each token its kind, its role, and which tokens may mean the same; no name, no fact."""

import re
from collections.abc import Collection, Iterable

from legalredact.model.mention import Kind, Role
from legalredact.model.token import TOKEN

HEAD = "Legend of the tokens in the documents. It is no document; do not cite it."
"""First line of each legend."""
KINDS: dict[Kind, str] = {
    Kind.PERSON: "person",
    Kind.ORGANIZATION: "company or other organization",
    Kind.GOVERNMENT: "public body",
    Kind.SSN: "social security number",
    Kind.TAXPAYER: "taxpayer number",
    Kind.PHONE: "telephone number",
    Kind.EMAIL: "address for electronic mail",
    Kind.ACCOUNT: "account number",
    Kind.CARD: "number of a payment card",
    Kind.BIRTH_DATE: "date of birth",
    Kind.ADDRESS: "postal address",
    Kind.LICENCE: "license number",
    Kind.PASSPORT: "passport number",
    Kind.IP: "network address",
    Kind.URL: "web address",
    Kind.VEHICLE: "number of a vehicle",
    Kind.CASE_NUMBER: "case number",
    Kind.AMOUNT: "amount of money",
}
"""Words for each kind; only dictionary words, so that verification knows them as the application's own."""
ROLES: dict[Role, str] = {
    Role.CLIENT: "the client",
    Role.PARTY: "a party",
    Role.COUNSEL: "counsel",
    Role.WITNESS: "a witness",
    Role.JUDGE: "a judge",
}
"""Words for each role; people and organizations without one of these have no role."""

_TOKENS = rf"{TOKEN.pattern}(?:, {TOKEN.pattern})*"
_LINE = re.compile(
    rf"{_TOKENS}: (?:{'|'.join(KINDS.values())})(?:, (?:{'|'.join(ROLES.values())}))?"
    rf"(?:; may be the same as {TOKEN.pattern}(?: or {TOKEN.pattern})*)?"
)


def line(tokens: Iterable[str], kind: Kind, role: Role, same: Iterable[str] = ()) -> str:
    """A line of a legend.

    Arguments:
        tokens: one name, or the identifiers of one kind.
        same: tokens that may mean the same person or organization.
    """
    what = ", ".join(filter(None, (KINDS[kind], ROLES.get(role, ""))))
    others = " or ".join(same)
    return f"{', '.join(tokens)}: {what}" + (f"; may be the same as {others}" if others else "")


def is_legend(text: str) -> bool:
    """Whether it has the form of a legend and nothing else, or is empty."""
    head, *lines = text.split("\n")
    return not text or (head == HEAD and bool(lines) and all(map(_LINE.fullmatch, lines)))


def shortened(legend: str, tokens: Collection[str]) -> str:
    """The lines about at least one of these tokens, unchanged; empty if there is none."""
    head, *lines = legend.split("\n")
    kept = [one for one in lines if not set(TOKEN.findall(one.partition(":")[0])).isdisjoint(tokens)]
    return "\n".join((head, *kept)) if kept else ""
