"""System calls of processes, from strace: sockets, addresses, lookups, written files, started programs.

Hooks of an interpreter do not see the sockets of native libraries; the kernel sees them all. `traced` builds the
command, `calls` parses strace's output, `seen` summarizes it, and `faults` lists what was not allowed, in words.
"""

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

_NETWORK = "%network"
_FILES = (
    "open openat openat2 creat mkdir mkdirat mknod mknodat rename renameat renameat2 link linkat symlink symlinkat "
    "unlink unlinkat rmdir truncate"
).split()
_STARTING = ("clone", "clone3", "fork", "vfork")
_OTHERS = ("execve", "execveat", "chdir", "fchdir", "io_uring_setup", *_STARTING)
_TURNING = frozenset({"bind", "connect", "sendmmsg", "sendmsg", "sendto"})
"""Calls with an address from the process; in others the address comes from the kernel."""
TRACED = (_NETWORK, *_FILES, *_OTHERS)

_LINE = re.compile(r"(?P<process>\d+)\s+(?P<rest>.*)")
_WHOLE = re.compile(r"(?P<name>\w+)\((?P<arguments>.*)\)\s+= (?P<result>.*)")
_BEGUN = re.compile(r"(?P<name>\w+)\((?P<arguments>.*?),?\s*<unfinished \.\.\.>")
_RESUMED = re.compile(r"<\.\.\. (?P<name>\w+) resumed>,?\s*(?P<arguments>.*)\)\s+= (?P<result>.*)")
_NO_CALL = re.compile(r"(---|\+\+\+) .* (---|\+\+\+)|strace: .*|<\.\.\. \w+ resumed> <unfinished \.\.\.>\) = \?")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_OPEN_FILE = re.compile(r"\d+<(/.*)>(?:\(deleted\))?(?:\s.*)?")
_FOLDER = re.compile(r"(?:AT_FDCWD|\d+)<(/[^>]*)>")
_FAMILY = re.compile(r"sa_family=(AF_\w+)")
_PORT = re.compile(r"sin6?_port=htons\((\d+)\)")
_HOST = re.compile(r'inet_addr\("([^"]*)"\)|inet_pton\(AF_INET6, "([^"]*)"')
_WRITING = re.compile(r"O_(WRONLY|RDWR|CREAT|TRUNC|APPEND|TMPFILE)")
_DELETED = " (deleted)"

LOOKUPS = frozenset({"/etc/resolv.conf", "/etc/hosts", "/etc/host.conf", "/etc/gai.conf", "/etc/nsswitch.conf"})
"""Files that the C library reads before it resolves a host name. The last is also read for account names."""
NAMES_OF_HOSTS = LOOKUPS - {"/etc/nsswitch.conf"}
LOCAL = "AF_UNIX"


@dataclass(frozen=True, slots=True)
class Call:
    """One system call.

    Arguments:
        process: its id in strace's output.
        arguments, result: as strace prints them.
    """

    process: int
    name: str
    arguments: str = field(repr=False)
    result: str

    @property
    def failed(self) -> bool:
        """Whether it failed; a call that never returned counts as successful."""
        return self.result.startswith("-1 ")


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """The destination of an Internet socket."""

    family: str
    host: str
    port: int


@dataclass(slots=True)
class Seen:
    """A summary of what some processes did.

    Arguments:
        families: of requested sockets, whether the request succeeded or not.
        addresses: in any call, except those of local sockets.
        looked_up: opened files for name resolution.
        written: files and folders that were opened for writing, created, renamed or removed.
        programs: started programs.
        rings: whether io_uring was requested, which can open sockets without system calls.
        processes: number of processes; threads belong to the process that started them.
        first: id of the first process.
        online: processes that asked for an Internet socket or named an Internet address.
        opened: what each process opened, for reading or writing.
        unknown: whether the start of a process is not in the trace, so that a thread may be taken for a process.
    """

    families: set[str] = field(default_factory=set)
    addresses: set[Address] = field(default_factory=set)
    looked_up: set[str] = field(default_factory=set)
    written: set[PurePosixPath] = field(default_factory=set)
    programs: set[str] = field(default_factory=set)
    rings: bool = False
    processes: int = 0
    first: int = 0
    online: set[int] = field(default_factory=set)
    opened: dict[int, set[PurePosixPath]] = field(default_factory=dict)
    unknown: bool = False


class NotUnderstood(ValueError):
    """A line of strace that this module cannot parse, so nothing may be concluded from the others."""


def traced(command: Sequence[str], log: Path) -> list[str]:
    """The command under strace with all processes that it starts; the trace is written to `log`."""
    options = ["-f", "-y", "-qq", "-s", "0", "--seccomp-bpf", "-o", str(log), "-e", f"trace={','.join(TRACED)}"]
    return ["strace", *options, *command]


def calls(lines: Iterable[str]) -> Iterator[Call]:
    """Parse the lines of a log; a call that strace prints in two pieces is joined.

    Errors: NotUnderstood.
    """
    begun: dict[tuple[int, str], str] = {}
    for line in lines:
        parted = _LINE.fullmatch(line.rstrip("\n"))
        if parted is None:
            raise NotUnderstood(f"strace wrote a line without a process: {line[:80]!r}")
        process, rest = int(parted["process"]), parted["rest"]
        if match := _BEGUN.fullmatch(rest):
            begun[process, match["name"]] = match["arguments"]
        elif match := _RESUMED.fullmatch(rest):
            first = begun.pop((process, match["name"]), "")
            arguments = ", ".join(part for part in (first, match["arguments"]) if part)
            yield Call(process, match["name"], arguments, match["result"])
        elif match := _WHOLE.fullmatch(rest):
            yield Call(process, match["name"], match["arguments"], match["result"])
        elif not _NO_CALL.fullmatch(rest):
            raise NotUnderstood(f"strace wrote what is not understood: {rest[:80]!r}")
    for (process, name), arguments in begun.items():  # their processes were ended meanwhile
        yield Call(process, name, arguments, "?")


def seen(every: Iterable[Call], begun_in: Path) -> Seen:
    """Summarize calls.

    Arguments:
        begun_in: working folder of the first process, to resolve relative paths.
    """
    sum_ = Seen()
    processes: dict[int, None] = {}
    started: dict[int, int] = {}
    places: dict[int, PurePosixPath] = {}
    for call in every:
        processes[call.process] = None
        here = places.get(call.process, PurePosixPath(begun_in))
        if call.name in {"chdir", "fchdir"} and not call.failed:
            places[call.process] = _paths(call, here)[0] if call.name == "chdir" else _folder(call)
        elif call.name in _FILES:
            _add_files(sum_, call, here)
        elif call.name in {"execve", "execveat"} and not call.failed:
            sum_.programs.add(str(_paths(call, here)[0]))
        elif call.name == "io_uring_setup":
            sum_.rings = True
        elif call.name in _STARTING:
            if call.result.isdigit():
                started[int(call.result)] = call.process if "CLONE_THREAD" in call.arguments else int(call.result)
        else:
            _add_network(sum_, call)
    _join_threads(sum_, list(processes), started)
    return sum_


def read(log: Path, begun_in: Path) -> Seen:
    """Parse and summarize a log of strace; see `calls` and `seen`."""
    with log.open(encoding="ascii", errors="backslashreplace") as lines:
        return seen(calls(lines), begun_in)


def faults(
    one: Seen,
    *,
    writable: Sequence[Path],
    made: Sequence[Path] = (),
    addresses: Sequence[Address] = (),
    programs: Sequence[str] = (),
) -> list[str]:
    """What was not allowed, in words; empty if all was allowed.

    Arguments:
        writable: files that may be written, and folders in which all files may be written.
        made: folders that may be created, although not all files in them may be written.
        addresses: allowed Internet addresses; without any, not even a request for an Internet socket is allowed.
        programs: allowed programs in addition to those of the first process.
    """
    families = {LOCAL, *(address.family for address in addresses)}
    written = one.written - {PurePosixPath(place) for place in made}
    found = [f"a socket of {family} was asked for" for family in sorted(one.families - families)]
    found += [f"{address} was turned to" for address in sorted(one.addresses - set(addresses))]
    found += [f"{path} was read, as for a lookup" for path in sorted(one.looked_up)]
    found += [f"{path} was written" for path in sorted(written) if not any(map(path.is_relative_to, writable))]
    found += [f"{program} was started" for program in sorted(one.programs - set(programs))]
    return [*found, "io_uring was asked for"] if one.rings else found


def _join_threads(sum_: Seen, processes: Sequence[int], started: Mapping[int, int]) -> None:
    """Count a thread's acts as its process's.

    Arguments:
        processes: ids in the trace, that of the first process first; strace gives every thread an id of its own.
        started: for each id, that of the thread that started it, or the same id for a process.
    """

    def owner(one: int) -> int:
        while started.get(one, one) != one:
            one = started[one]
        return one

    opened: dict[int, set[PurePosixPath]] = {}
    for one, paths in sum_.opened.items():
        opened.setdefault(owner(one), set()).update(paths)
    sum_.opened, sum_.online = opened, set(map(owner, sum_.online))
    sum_.processes = len(set(map(owner, processes)))
    sum_.first = next(iter(processes), 0)
    sum_.unknown = any(one not in started for one in processes[1:])


def _add_network(sum_: Seen, call: Call) -> None:
    if call.name in {"socket", "socketpair"}:
        family = call.arguments.partition(",")[0]
        sum_.families.add(family)
        if family != LOCAL:
            sum_.online.add(call.process)
    if call.name not in _TURNING:
        return
    for family in set(_FAMILY.findall(call.arguments)) - {LOCAL, "AF_UNSPEC"}:
        sum_.online.add(call.process)
        host, port = _HOST.search(call.arguments), _PORT.search(call.arguments)
        sum_.addresses.add(
            Address(family, (host[1] or host[2]) if host else "?", int(port[1]) if port else 0),
        )


def _add_files(sum_: Seen, call: Call, here: PurePosixPath) -> None:
    paths = _paths(call, here)
    opening = call.name.startswith("open")
    if opening and paths and str(paths[0]) in NAMES_OF_HOSTS and "O_PATH" not in call.arguments:
        sum_.looked_up.add(str(paths[0]))
    if opening and not call.failed:
        sum_.opened.setdefault(call.process, set()).add(paths[0])
    if call.failed or (opening and not _WRITING.search(call.arguments)):
        return
    reached = _OPEN_FILE.fullmatch(call.result) if opening or call.name == "creat" else None
    if reached is not None:  # where links lead to is told with what was opened
        sum_.written.add(PurePosixPath(reached[1].removesuffix(_DELETED)))
    else:
        sum_.written.update(paths[-1:] if "link" in call.name and "unlink" not in call.name else paths)


def _paths(call: Call, here: PurePosixPath) -> list[PurePosixPath]:
    """The absolute paths in a call, resolved with its own folder argument or the process's working folder."""
    folders = _FOLDER.findall(_STRING.sub('""', call.arguments)) or [str(here)]
    names = [_plain(quoted) for quoted in _STRING.findall(call.arguments)]
    starts = [*folders, *[folders[-1]] * len(names)]
    return [PurePosixPath(start, name) for start, name in zip(starts, names, strict=False)]


def _folder(call: Call) -> PurePosixPath:
    match = _FOLDER.search(call.arguments)
    if match is None:
        raise NotUnderstood("a process went to a folder that strace does not name")
    return PurePosixPath(match[1])


def _plain(quoted: str) -> str:
    """A string without strace's quoting."""
    raw, _ = codecs.escape_decode(quoted.encode("ascii", errors="backslashreplace"))
    return bytes(raw).decode("utf-8", errors="surrogateescape")
