"""System call numbers for the two supported processors.

Sources: the kernel's arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h (aarch64), and
include/uapi/linux/audit.h for the architectures. A test compares them with the kernel's headers if those are installed.
"""

import platform
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

_BOTH_SAME: Final = """
pidfd_send_signal=424 io_uring_setup=425 io_uring_enter=426 io_uring_register=427 open_tree=428 move_mount=429
fsopen=430 fsconfig=431 fsmount=432 fspick=433 pidfd_open=434 clone3=435 openat2=437 pidfd_getfd=438
process_madvise=440 mount_setattr=442 quotactl_fd=443 landlock_create_ruleset=444 landlock_add_rule=445
landlock_restrict_self=446 memfd_secret=447 process_mrelease=448 fchmodat2=452 setxattrat=463 removexattrat=466
open_tree_attr=467 file_setattr=469
"""
_X86_64: Final = """
socket=41 socketpair=53 connect=42 bind=49 listen=50 accept=43 accept4=288 sendmsg=46 sendmmsg=307
ptrace=101 process_vm_readv=310 process_vm_writev=311 kcmp=312 kill=62 tkill=200 tgkill=234 rt_sigqueueinfo=129
rt_tgsigqueueinfo=297 clone=56 execve=59 execveat=322
mount=165 umount2=166 pivot_root=155 chroot=161 unshare=272 setns=308 bpf=321 perf_event_open=298 userfaultfd=323
keyctl=250 add_key=248 request_key=249 fanotify_init=300 name_to_handle_at=303 open_by_handle_at=304 init_module=175
finit_module=313 delete_module=176 kexec_load=246 kexec_file_load=320 reboot=169 swapon=167 swapoff=168 syslog=103
acct=163 quotactl=179 settimeofday=164 clock_settime=227 adjtimex=159 clock_adjtime=305 sethostname=170
setdomainname=171 personality=135 vhangup=153 iopl=172 ioperm=173
mq_open=240 shmget=29 shmat=30 msgget=68 semget=64 memfd_create=319
open=2 creat=85 openat=257 rename=82 renameat=264 renameat2=316 mkdir=83 mkdirat=258 rmdir=84 unlink=87 unlinkat=263
link=86 linkat=265 symlink=88 symlinkat=266 mknod=133 mknodat=259 chmod=90 fchmod=91 fchmodat=268 chown=92 lchown=94
fchown=93 fchownat=260 truncate=76 utime=132 utimes=235 futimesat=261 utimensat=280 setxattr=188 lsetxattr=189
fsetxattr=190 removexattr=197 lremovexattr=198 fremovexattr=199
seccomp=317 capget=125 capset=126 prlimit64=302
"""
_AARCH64: Final = """
socket=198 socketpair=199 connect=203 bind=200 listen=201 accept=202 accept4=242 sendmsg=211 sendmmsg=269
ptrace=117 process_vm_readv=270 process_vm_writev=271 kcmp=272 kill=129 tkill=130 tgkill=131 rt_sigqueueinfo=138
rt_tgsigqueueinfo=240 clone=220 execve=221 execveat=281
mount=40 umount2=39 pivot_root=41 chroot=51 unshare=97 setns=268 bpf=280 perf_event_open=241 userfaultfd=282
keyctl=219 add_key=217 request_key=218 fanotify_init=262 name_to_handle_at=264 open_by_handle_at=265 init_module=105
finit_module=273 delete_module=106 kexec_load=104 kexec_file_load=294 reboot=142 swapon=224 swapoff=225 syslog=116
acct=89 quotactl=60 settimeofday=170 clock_settime=112 adjtimex=171 clock_adjtime=266 sethostname=161
setdomainname=162 personality=92 vhangup=58
mq_open=180 shmget=194 shmat=196 msgget=186 semget=190 memfd_create=279
openat=56 renameat=38 renameat2=276 mkdirat=34 unlinkat=35 linkat=37 symlinkat=36 mknodat=33 fchmod=52 fchmodat=53
fchown=55 fchownat=54 truncate=45 utimensat=88 setxattr=5 lsetxattr=6 fsetxattr=7 removexattr=14 lremovexattr=15
fremovexattr=16
seccomp=277 capget=90 capset=91 prlimit64=261
"""


@dataclass(frozen=True, slots=True)
class Processor:
    """An architecture in the kernel's filter.

    Arguments:
        audit: its number in `seccomp_data.arch`.
        numbers: of its system calls, by name (aarch64 lacks the oldest ones).
        foreign: first number of another calling convention (x32, which shares the native architecture's number); 0 if
            there is none.
    """

    audit: int
    numbers: MappingProxyType[str, int]
    foreign: int = 0


def _numbers(table: str) -> MappingProxyType[str, int]:
    pairs = (entry.split("=") for entry in f"{table}{_BOTH_SAME}".split())
    return MappingProxyType({name: int(number) for name, number in pairs})


X86_64: Final = Processor(0xC000003E, _numbers(_X86_64), 0x40000000)
AARCH64: Final = Processor(0xC00000B7, _numbers(_AARCH64))
_BY_NAME: Final = {"x86_64": X86_64, "amd64": X86_64, "aarch64": AARCH64, "arm64": AARCH64}


def processor(machine: str = "") -> Processor | None:
    """This machine's processor, or the one with that name; None if its system call numbers are not known here."""
    return _BY_NAME.get((machine or platform.machine()).lower())
