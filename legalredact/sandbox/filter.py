"""Builds programs for the kernel's system call filter (seccomp), in classic BPF.

Source: the kernel's Documentation/userspace-api/seccomp_filter.rst, include/uapi/linux/seccomp.h and
include/uapi/linux/bpf_common.h. A program sees the architecture, the number of the call and the call's arguments as
numbers. It cannot follow a pointer, so a call with flags behind a pointer is refused completely.
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
    """An argument of a call, reduced to the bits of `mask`, is one of `values`.

    Arguments:
        argument: counted from 0; the low 32 bits are compared, which is all that the kernel uses of these arguments.
    """

    argument: int
    values: tuple[int, ...]
    mask: int = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class FilterRule:
    """A refused system call; with conditions it is refused only if all of them hold.

    Arguments:
        error: returned to the caller.
    """

    call: str
    error: int = errno.EPERM
    unless: tuple[Condition, ...] = ()


def refuse(calls: str, error: int = errno.EPERM) -> tuple[FilterRule, ...]:
    """A rule for each call in a list separated by spaces."""
    return tuple(FilterRule(call, error) for call in calls.split())


def program(processor: Processor, rules: Iterable[FilterRule]) -> tuple[Instruction, ...]:
    """A program that refuses other architectures and the calls in the rules, and allows all others.

    Arguments:
        rules: rules for calls that the processor does not have are ignored.
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


def _verdict(rule: FilterRule) -> list[Instruction]:
    """Instructions for a matching call number; every path through them ends with a verdict."""
    if not rule.unless:
        return [_refused(rule.error)]
    tests: list[Instruction] = []
    for condition in rule.unless:
        tests += _test(condition, rule.error)
    return [*tests, (RETURN, 0, 0, ALLOWED)]


def _test(condition: Condition, error: int) -> list[Instruction]:
    """Instructions that continue if the condition holds, and refuse otherwise."""
    head = [_load(_ARGUMENTS_AT + 8 * condition.argument), (AND, 0, 0, condition.mask)]
    count = len(condition.values)
    compared = [(JUMP_IF_EQUAL, count - at, 0, value) for at, value in enumerate(condition.values)]
    return [*head, *compared, _refused(error)]


def _load(offset: int) -> Instruction:
    return (LOAD, 0, 0, offset)


def _refused(error: int) -> Instruction:
    return (RETURN, 0, 0, REFUSED | error)
