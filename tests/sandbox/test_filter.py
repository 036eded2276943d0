"""The programs of the filter say what their rules say, on both processors; here a small machine runs them."""

import errno
import os
import re
import struct
from pathlib import Path

import pytest

from legalredact.sandbox import rules
from legalredact.sandbox.filter import ALLOWED, REFUSED, Condition, FilterRule, Instruction, packed, program
from legalredact.sandbox.system_calls import AARCH64, X86_64, Processor, processor

BOTH = pytest.mark.parametrize("on", [X86_64, AARCH64], ids=["x86_64", "aarch64"])
HEADERS = {
    "/usr/include/x86_64-linux-gnu/asm/unistd_64.h": X86_64,
    "/usr/include/asm-generic/unistd.h": AARCH64,
}


def verdict(instructions: tuple[Instruction, ...], arch: int, number: int, *arguments: int) -> int:
    """Run a program as the kernel does, on `struct seccomp_data`; returns its answer."""
    data = struct.pack(
        "=IIQ6Q", number, arch, 0, *(one & 0xFFFFFFFFFFFFFFFF for one in arguments), *[0] * (6 - len(arguments))
    )
    accumulator = at = 0
    while True:
        code, yes, no, constant = instructions[at]
        at += 1
        if code == 0x20:
            (accumulator,) = struct.unpack_from("=I", data, constant)
        elif code == 0x54:
            accumulator &= constant
        elif code == 0x15:
            at += yes if accumulator == constant else no
        elif code == 0x35:
            at += yes if accumulator >= constant else no
        else:
            assert code == 0x06
            return constant


def answer(on: Processor, of: tuple[FilterRule, ...], call: str, *arguments: int) -> int:
    """0 if it is allowed, else the number of the error."""
    found = verdict(program(on, of), on.audit, on.numbers[call], *arguments)
    return 0 if found == ALLOWED else found - REFUSED


@BOTH
def test_the_application_opens_sockets_of_this_machine_alone(on: Processor) -> None:
    of = rules.of_application()
    for domain in range(64):
        assert answer(on, of, "socket", domain, 1, 0) == (0 if domain == 1 else errno.EACCES)
    assert answer(on, of, "io_uring_setup", 1, 0) == errno.EPERM
    assert answer(on, of, "connect", 3, 0, 0) == answer(on, of, "execve", 0, 0, 0) == 0


@BOTH
def test_only_the_low_half_of_a_domain_counts_as_it_does_for_the_kernel(on: Processor) -> None:
    assert answer(on, rules.of_application(), "socket", 1 << 32 | 2, 1, 0) == errno.EACCES
    assert answer(on, rules.of_application(), "socket", 1 << 32 | 1, 1, 0) == 0


@BOTH
def test_another_way_of_calling_is_refused_whatever_is_called(on: Processor) -> None:
    built = program(on, rules.of_application())
    for arch in (0x40000003, 0x40000028, 0xC00000B7 if on is X86_64 else 0xC000003E):
        assert verdict(built, arch, 39) == REFUSED | errno.EPERM
    x32 = verdict(built, on.audit, 0x40000000 | 41, 1)
    assert x32 == (REFUSED | errno.EPERM if on is X86_64 else ALLOWED)


@BOTH
def test_a_reader_opens_files_for_reading_and_touches_none(on: Processor) -> None:
    of = rules.of_reader(77, runs_programs=False, writes=False)
    assert answer(on, of, "openat", -100, 0, os.O_RDONLY | os.O_CLOEXEC) == 0
    for flags in (os.O_WRONLY, os.O_RDWR, os.O_CREAT, os.O_TRUNC, 0x410000):
        assert answer(on, of, "openat", -100, 0, flags) == errno.EACCES
    assert answer(on, of, "openat2", -100, 0, 0, 24) == errno.ENOSYS
    for call in ("unlinkat", "renameat2", "fchmod", "truncate", "setxattr", "linkat"):
        assert answer(on, of, call) == errno.EACCES
    for call in ("socket", "socketpair", "connect", "bind", "sendmsg"):
        assert answer(on, of, call, 1, 1, 0) == errno.EACCES


@BOTH
def test_a_reader_without_programs_signals_nobody_but_itself(on: Processor) -> None:
    of = rules.of_reader(77, runs_programs=False, writes=False)
    for call in ("kill", "tgkill"):
        assert (answer(on, of, call, 77, 6), answer(on, of, call, 78, 6)) == (0, errno.EPERM)
    assert answer(on, of, "execve") == answer(on, of, "execveat") == errno.EPERM
    with_programs = rules.of_reader(77, runs_programs=True, writes=False)
    assert answer(on, with_programs, "execve") == answer(on, with_programs, "kill", 78, 9) == 0
    assert answer(on, with_programs, "execveat") == errno.EPERM


@BOTH
def test_threads_start_and_namespaces_do_not(on: Processor) -> None:
    of = rules.of_reader(77, runs_programs=True, writes=True)
    assert answer(on, of, "clone", 0x003D0F00, 0) == 0  # as the C library starts a thread
    for flag in (0x00020000, 0x02000000, 0x04000000, 0x08000000, 0x10000000, 0x20000000, 0x40000000, 0x80):
        assert answer(on, of, "clone", flag, 0) == errno.EPERM
    assert answer(on, of, "clone3") == errno.ENOSYS


@BOTH
def test_the_sender_connects_by_internet_protocols_alone_and_waits_for_nobody(on: Processor) -> None:
    of = rules.of_sender(77)
    nonblocking = 0x800 | 0x80000
    for domain in (2, 10):
        assert answer(on, of, "socket", domain, 1 | nonblocking, 6) == answer(on, of, "socket", domain, 2, 17) == 0
        assert answer(on, of, "socket", domain, 3, 1) == errno.EACCES  # raw
    for domain in (1, 16, 17, 40):
        assert answer(on, of, "socket", domain, 1, 0) == errno.EACCES
    assert (answer(on, of, "socketpair", 1, 1 | nonblocking), answer(on, of, "socketpair", 1, 2)) == (0, errno.EACCES)
    assert answer(on, of, "bind") == answer(on, of, "listen") == errno.EACCES
    assert answer(on, of, "connect") == answer(on, of, "sendmmsg") == 0


def test_all_conditions_of_a_rule_have_to_hold() -> None:
    of = (FilterRule("socket", errno.EACCES, (Condition(0, (1, 2)), Condition(1, (1,), 0xF))),)
    assert [answer(X86_64, of, "socket", a, b) for a, b in ((1, 1), (2, 0x801), (3, 1), (1, 2))] == [0, 0, 13, 13]


def test_a_program_is_an_array_of_the_kernels_instructions() -> None:
    built = program(X86_64, rules.of_application())
    assert len(packed(built)) == 8 * len(built)
    assert struct.unpack_from("=HBBI", packed(built), 8) == (0x15, 1, 0, 0xC000003E)


@pytest.mark.parametrize("header", HEADERS)
def test_numbers_are_those_of_the_kernels_headers(header: str) -> None:
    """Calls that the headers of this machine do not know yet are passed over."""
    if not Path(header).is_file():
        pytest.skip("the kernel's headers are not installed")
    text = Path(header).read_text(encoding="utf-8")
    known = {name: int(number) for name, number in re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)", text)}
    ours = HEADERS[header].numbers
    shared = known.keys() & ours.keys()
    assert len(shared) > 100
    assert {name: ours[name] for name in shared} == {name: known[name] for name in shared}


def test_other_processors_are_not_known() -> None:
    assert processor("riscv64") is None
    assert processor("arm64") is AARCH64
