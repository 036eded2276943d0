"""Programs for the kernel's filter of system calls (seccomp), in classic BPF.

Source: the kernel's Documentation/userspace-api/seccomp_filter.rst, include/uapi/linux/seccomp.h and
include/uapi/linux/bpf_common.h. A program sees the architecture, the number of the call and the call's arguments as
numbers; it cannot follow a pointer, so that a call whose flags lie behind one is refused as a whole.
"""

import errno
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from legalredact.sandbox.system_calls import Processor

Instruction = tuple[int, int, int, int]
"""Code, jump if true, jump if false, constant: `struct sock_filter`."""

LOAD, AND, JUMP_IF_EQUAL, JUMP_IF_AT_LEAST, RETURN = 0x20, 0x54, 0x15, 0x35, 0x06
ALLOWED, REFUSED = 0x7FFF0000, 0x00050000
"""`SECCOMP_RET_ALLOW`; `SECCOMP_RET_ERRNO`, to which the number of the error is added."""
_NUMBER_AT, _ARCHITECTURE_AT, _ARGUMENTS_AT = 0, 4, 16
"""Offsets in `struct seccomp_data`. Both processors are little-endian: the low half of an argument comes first."""
_MOST_INSTRUCTIONS: Final = 4096


@dataclass(frozen=True, slots=True)
class Condition:
    """An argument of a call, with only the bits of `mask` looked at, is one of `values`.

    Arguments:
        argument: counted from 0; its low 32 bits are compared, which is all that the kernel uses of the arguments here.
    """

    argument: int
    values: tuple[int, ...]
    mask: int = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Rule:
    """A system call that is refused, unless there are conditions and all of them hold.

    Arguments:
        error: what the caller is told.
    """

    call: str
    error: int = errno.EPERM
    unless: tuple[Condition, ...] = ()


def refuse(calls: str, error: int = errno.EPERM) -> tuple[Rule, ...]:
    """A rule for each call of a list separated by blanks."""
    return tuple(Rule(call, error) for call in calls.split())


def program(processor: Processor, rules: Iterable[Rule]) -> tuple[Instruction, ...]:
    """Refuse other architectures and what the rules say, and allow the rest.

    Arguments:
        rules: those for calls that the processor does not have are left out.
    """
    instructions = [
        _load(_ARCHITECTURE_AT),
        (JUMP_IF_EQUAL, 1, 0, processor.audit),
        _refused(errno.EPERM),
        _load(_NUMBER_AT),
    ]
    if processor.foreign:
        instructions += [(JUMP_IF_AT_LEAST, 0, 1, processor.foreign), _refused(errno.EPERM)]
    for rule in rules:
        if rule.call in processor.numbers:
            verdict = _verdict(rule)
            instructions += [(JUMP_IF_EQUAL, 0, len(verdict), processor.numbers[rule.call]), *verdict]
    instructions.append((RETURN, 0, 0, ALLOWED))
    if len(instructions) > _MOST_INSTRUCTIONS:
        raise ValueError("the kernel takes no program of this length")
    return tuple(instructions)


def packed(instructions: Sequence[Instruction]) -> bytes:
    """As an array of `struct sock_filter`."""
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in instructions)


def _verdict(rule: Rule) -> list[Instruction]:
    """What follows where the number is the rule's; every way through it ends with a verdict."""
    if not rule.unless:
        return [_refused(rule.error)]
    tests: list[Instruction] = []
    for condition in rule.unless:
        tests += _test(condition, rule.error)
    return [*tests, (RETURN, 0, 0, ALLOWED)]


def _test(condition: Condition, error: int) -> list[Instruction]:
    """Go on behind these instructions if the condition holds, else refuse."""
    head = [_load(_ARGUMENTS_AT + 8 * condition.argument), (AND, 0, 0, condition.mask)]
    count = len(condition.values)
    compared = [(JUMP_IF_EQUAL, count - at, 0, value) for at, value in enumerate(condition.values)]
    return [*head, *compared, _refused(error)]


def _load(offset: int) -> Instruction:
    return (LOAD, 0, 0, offset)


def _refused(error: int) -> Instruction:
    return (RETURN, 0, 0, REFUSED | error)
