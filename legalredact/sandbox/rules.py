"""System calls that seccomp refuses to each kind of process.

The lists name the calls to refuse, not the calls to allow. Which calls a library makes depends on its version and on
the processor. A list of allowed calls could break a reader on some system, and somebody would turn confinement off
there. Files are limited by Landlock; what Landlock cannot refuse (permissions and times of files, and in its first
versions truncation) is refused here.
"""

import errno
import os
from typing import Final

from legalredact.sandbox.filter import Condition, FilterRule, refuse

_STREAM, _DATAGRAM, _KIND_OF_SOCKET = 1, 2, 0xF
"""`socket(2)`: types, and the bits that hold them; the other bits are flags."""
_UNIX, _INET, _INET6 = 1, 2, 10
"""Address families of Linux, the same on both processors."""
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | 0x400000
"""Flags of `open(2)` for more than reading; the last is O_TMPFILE."""
_NAMESPACES: Final = 0x7E020080
"""CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET, and NEWTIME in the low byte (sched.h)."""

_IO_URING = refuse("io_uring_setup io_uring_enter io_uring_register")
"""It opens and connects sockets without system calls that a filter sees."""
_OTHERS_MEMORY = refuse("ptrace process_vm_readv process_vm_writev pidfd_getfd")

_MACHINE = refuse(
    "mount umount2 pivot_root chroot open_tree open_tree_attr move_mount fsopen fsconfig fsmount fspick mount_setattr "
    "unshare setns bpf perf_event_open userfaultfd keyctl add_key request_key fanotify_init name_to_handle_at "
    "open_by_handle_at init_module finit_module delete_module kexec_load kexec_file_load reboot swapon swapoff syslog "
    "acct quotactl quotactl_fd settimeofday clock_settime adjtimex clock_adjtime sethostname setdomainname personality "
    "vhangup iopl ioperm capset"
)
_OTHER_PROCESSES = refuse("kcmp process_madvise process_mrelease pidfd_open pidfd_send_signal")
_NAMED_MEMORY = refuse("mq_open shmget shmat msgget semget memfd_create memfd_secret")
_NEW_NAMESPACES = (
    FilterRule("clone", unless=(Condition(0, (0,), _NAMESPACES),)),
    FilterRule("clone3", errno.ENOSYS),  # its flags are behind a pointer; the C library then uses `clone`
)
_NETWORK = refuse("socket socketpair connect bind listen accept accept4 sendmsg sendmmsg", errno.EACCES)
_CHANGING_FILES = refuse(
    "creat rename renameat renameat2 mkdir mkdirat rmdir unlink unlinkat link linkat symlink symlinkat mknod mknodat "
    "chmod fchmod fchmodat fchmodat2 chown lchown fchown fchownat truncate utime utimes futimesat utimensat "
    "setxattr lsetxattr fsetxattr setxattrat removexattr lremovexattr fremovexattr removexattrat file_setattr",
    errno.EACCES,
)
_OPENING_TO_WRITE = (
    FilterRule("open", errno.EACCES, (Condition(1, (0,), _WRITING),)),
    FilterRule("openat", errno.EACCES, (Condition(2, (0,), _WRITING),)),
    FilterRule("openat2", errno.ENOSYS),  # its flags are behind a pointer; the C library then uses `openat`
)


def of_application() -> tuple[FilterRule, ...]:
    """For the window and the commands: only sockets of this machine, and no other way to get a socket."""
    local = (Condition(0, (_UNIX,)),)
    sockets = (FilterRule("socket", errno.EACCES, local), FilterRule("socketpair", errno.EACCES, local))
    return (*sockets, *_IO_URING, *_OTHERS_MEMORY)


def of_application_with_network() -> tuple[FilterRule, ...]:
    """For the one command that policy allows to use the firm's cluster."""
    return (*_IO_URING, *_OTHERS_MEMORY)


def of_reader(process: int, *, runs_programs: bool, writes: bool) -> tuple[FilterRule, ...]:
    """For a process that parses untrusted data, or only computes: no sockets at all, no changes to files.

    Arguments:
        process: its id; it may send signals to itself, and set its own limits.
        runs_programs: Landlock decides which programs run; otherwise none, and signals reach no other process.
        writes: Landlock decides which files are opened for writing; otherwise none.
    """
    return (
        *_confined(process, runs_programs=runs_programs),
        *_NETWORK,
        *_CHANGING_FILES,
        *(() if writes else _OPENING_TO_WRITE),
    )


def of_converter(process: int) -> tuple[FilterRule, ...]:
    """For LibreOffice: sockets of this machine alone; Landlock decides which files it changes and programs it runs."""
    local = (Condition(0, (_UNIX,)),)
    return (
        *_confined(process, runs_programs=True),
        FilterRule("socket", errno.EACCES, local),
        FilterRule("socketpair", errno.EACCES, local),
    )


def of_sender(process: int) -> tuple[FilterRule, ...]:
    """For the process that sends: it may connect with internet protocols, but not accept connections."""
    domains, kinds = Condition(0, (_INET, _INET6)), Condition(1, (_STREAM, _DATAGRAM), _KIND_OF_SOCKET)
    pair = (Condition(0, (_UNIX,)), Condition(1, (_STREAM,), _KIND_OF_SOCKET))  # an event loop wakes itself with one
    return (
        *_confined(process, runs_programs=False),
        FilterRule("socket", errno.EACCES, (domains, kinds)),
        FilterRule("socketpair", errno.EACCES, pair),
        *refuse("bind listen accept accept4", errno.EACCES),
        *_CHANGING_FILES,
        *_OPENING_TO_WRITE,
    )


def _confined(process: int, *, runs_programs: bool) -> tuple[FilterRule, ...]:
    """Shared by all processes except the application itself."""
    itself = (Condition(0, (process,)),)
    signals = (
        *(FilterRule(call, unless=itself) for call in ("kill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo")),
        FilterRule("tkill"),
    )
    return (
        *_IO_URING,
        *_OTHERS_MEMORY,
        *_MACHINE,
        *_OTHER_PROCESSES,
        *_NAMED_MEMORY,
        *_NEW_NAMESPACES,
        FilterRule("prlimit64", unless=(Condition(0, (0, process)),)),
        *(refuse("execveat") if runs_programs else (*refuse("execve execveat"), *signals)),
    )
