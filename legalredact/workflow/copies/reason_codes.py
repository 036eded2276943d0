"""Reason codes of a matter: which there are, and which may be written in copies, logs and slip sheets."""

from collections.abc import Iterable, Sequence

from legalredact.errors import UsageError
from legalredact.model.redaction import HandBox, Reason, ReasonRules
from legalredact.redaction.options import Options
from legalredact.redaction.targets import Target, TargetSet, targets_of
from legalredact.workflow.matter.open_matter import OpenMatter


def reasons_of(matter: OpenMatter) -> tuple[Reason, ...]:
    """Reason codes with their words: standard ones, those of the matter, and those of policy."""
    listed = (_listed(line) for line in matter.parts.policy.production.codes)
    return tuple({reason.code: reason for reason in (*matter.store.reason_rules().all, *listed)}.values())


def set_rules(matter: OpenMatter, rules: ReasonRules) -> None:
    """Replace the matter's reasons.

    Errors: UsageError if a code is empty, or spells a masked name.
    """
    codes = [reason.code for reason in rules.custom]
    if not all(code.strip() for code in codes):
        raise UsageError("A reason needs a code.", "Type a short one, such as PRIV.")
    refuse_codes_with_names(codes, targets_of(matter.register))
    counts = (("custom", len(rules.custom)), ("defaults", len(rules.defaults)), ("names", len(rules.names)))
    with matter.act("copy.reasons", *counts, ("shown", str(rules.shown))):
        matter.store.put_reason_rules(rules)


def refuse_codes_with_names(codes: Iterable[str], targets: Sequence[Target]) -> None:
    """Codes are written in copies, their logs and slip sheets, so they must not spell a name.

    Errors: UsageError.
    """
    written = {code for code in codes if code}
    if not written:
        return
    names = TargetSet(targets)
    if any(names.find(code) for code in written):
        raise UsageError(
            "A reason code spells a name that is masked.",
            "Choose a code without names: it is written in copies, their logs and slip sheets.",
        )


def codes_of_copy(options: Options, targets: Sequence[Target], boxes: Iterable[HandBox] = ()) -> tuple[str, ...]:
    """Every reason of a copy: that of the run, those of its names, and those of boxes that people drew."""
    return (options.reason, *(target.reason for target in targets), *(box.reason for box in boxes))


def refuse_unlisted_codes(matter: OpenMatter, codes: Iterable[str]) -> None:
    """Errors: UsageError if policy allows listed codes alone and one of these is not listed."""
    policy = matter.parts.policy.production
    known = {_listed(line).code for line in policy.codes}
    if policy.only_listed and not set(codes) <= known:
        raise UsageError(
            "Policy allows only its own reason codes (production.codes).", f"Use one of {', '.join(sorted(known))}."
        )


def _listed(line: str) -> Reason:
    """A code of policy: ``code | words``."""
    code, _, words = line.partition("|")
    return Reason(" ".join(code.split()), " ".join(words.split()))
