"""Which reason stands where."""

from legalredact.model.mention import Kind, Role
from legalredact.model.redaction import FRCP_5_2, STANDARD, Reason, ReasonRules
from legalredact.model.register import Entity

OLDACRE = Entity("e1", "Marguerite Oldacre", Kind.PERSON, Role.CLIENT)
NUMBER = Entity("e2", "123-45-6789", Kind.SSN, Role.IDENTIFIER)


def test_personal_identifiers_go_for_rule_5_2_and_names_for_nothing_until_somebody_says_why() -> None:
    assert ReasonRules().of(NUMBER) == FRCP_5_2
    assert ReasonRules().of(OLDACRE) == ""


def test_a_role_has_a_default_and_a_names_own_reason_wins() -> None:
    rules = ReasonRules().with_default(Role.CLIENT, "CONF")
    assert rules.of(OLDACRE) == "CONF"
    assert rules.with_name("e1", "PRIV").of(OLDACRE) == "PRIV"
    assert rules.with_name("e1", "PRIV").with_name("e1", "").of(OLDACRE) == ""
    assert rules.with_default(Role.CLIENT, "").of(OLDACRE) == ""


def test_a_firms_own_reason_follows_the_standard_ones_which_nobody_changes() -> None:
    rules = ReasonRules().with_custom(Reason("BANK", "Bank secrecy")).with_custom(Reason("PRIV", "something else"))
    assert rules.all == (*STANDARD, Reason("BANK", "Bank secrecy"))
    assert rules.with_custom(Reason("BANK", "Other")).custom == (Reason("BANK", "Other"),)
    assert rules.without_custom("BANK").all == STANDARD
