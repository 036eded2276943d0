"""What processes ask of the kernel, as strace tells it: sockets, addresses, lookups, files written, programs started.

Hooks of an interpreter do not see the sockets of native libraries; the kernel sees them all. `traced` makes the
command, `calls` reads what strace wrote, `seen` sums it up, and `faults` says in words what was not allowed.
"""

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

_NETWORK = "%network"
_FILES = (
    "open openat openat2 creat mkdir mkdirat mknod mknodat rename renameat renameat2 link linkat symlink symlinkat "
    "unlink unlinkat rmdir truncate"
).split()
_OTHERS = ("execve", "execveat", "chdir", "fchdir", "io_uring_setup")
_TURNING = frozenset({"bind", "connect", "sendmmsg", "sendmsg", "sendto"})
"""Calls in which a process says an address; in others the kernel tells one."""
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
"""What the C library reads before it looks up the name of a host. The last is read for names of accounts too."""
NAMES_OF_HOSTS = LOOKUPS - {"/etc/nsswitch.conf"}
LOCAL = "AF_UNIX"


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the kernel.

    Arguments:
        process: its number, as strace tells it.
        arguments, result: as strace prints them.
    """

    process: int
    name: str
    arguments: str = field(repr=False)
    result: str

    @property
    def failed(self) -> bool:
        """Whether the kernel refused it; one that never returned counts as done."""
        return self.result.startswith("-1 ")


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """Whom a socket of the internet was turned to."""

    family: str
    host: str
    port: int


@dataclass(slots=True)
class Seen:
    """What a number of processes did.

    Arguments:
        families: of the sockets that were asked for, whether they were given or not.
        addresses: that any call named, but those of this machine's own sockets.
        looked_up: files of lookups of hosts that were opened.
        written: files and folders that were opened for writing, made, renamed or removed.
        programs: that were started.
        rings: whether anybody asked for io_uring, by which sockets are opened unseen.
        processes: how many took part.
    """

    families: set[str] = field(default_factory=set)
    addresses: set[Address] = field(default_factory=set)
    looked_up: set[str] = field(default_factory=set)
    written: set[PurePosixPath] = field(default_factory=set)
    programs: set[str] = field(default_factory=set)
    rings: bool = False
    processes: int = 0


class NotUnderstood(ValueError):
    """A line of strace that this module cannot read; nothing may be concluded from the others."""


def traced(command: Sequence[str], log: Path) -> list[str]:
    """The command under strace, with all processes that it starts; what they ask of the kernel goes to `log`."""
    options = ["-f", "-y", "-qq", "-s", "0", "--seccomp-bpf", "-o", str(log), "-e", f"trace={','.join(TRACED)}"]
    return ["strace", *options, *command]


def calls(lines: Iterable[str]) -> Iterator[Call]:
    """What the lines of a log say; a call that strace tells in two pieces is put together.

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
    """Sum up calls.

    Arguments:
        begun_in: the folder in which the first process was started, for paths that are told from there.
    """
    sum_ = Seen()
    processes: set[int] = set()
    places: dict[int, PurePosixPath] = {}
    for call in every:
        processes.add(call.process)
        here = places.get(call.process, PurePosixPath(begun_in))
        if call.name in {"chdir", "fchdir"} and not call.failed:
            places[call.process] = _paths(call, here)[0] if call.name == "chdir" else _folder(call)
        elif call.name in _FILES:
            _add_files(sum_, call, here)
        elif call.name in {"execve", "execveat"} and not call.failed:
            sum_.programs.add(str(_paths(call, here)[0]))
        elif call.name == "io_uring_setup":
            sum_.rings = True
        else:
            _add_network(sum_, call)
    sum_.processes = len(processes)
    return sum_


def read(log: Path, begun_in: Path) -> Seen:
    """What a log of strace says; see `calls` and `seen`."""
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
    """What was not allowed, in words; empty if all was.

    Arguments:
        writable: files that may be written, and folders below which all may.
        made: folders that may be made, although not all below them may be written.
        addresses: of the internet that may be turned to; without any, no socket of the internet may even be asked for.
        programs: that may be started beside those of the first process.
    """
    families = {LOCAL, *(address.family for address in addresses)}
    written = one.written - {PurePosixPath(place) for place in made}
    found = [f"a socket of {family} was asked for" for family in sorted(one.families - families)]
    found += [f"{address} was turned to" for address in sorted(one.addresses - set(addresses))]
    found += [f"{path} was read, as for a lookup" for path in sorted(one.looked_up)]
    found += [f"{path} was written" for path in sorted(written) if not any(map(path.is_relative_to, writable))]
    found += [f"{program} was started" for program in sorted(one.programs - set(programs))]
    return [*found, "io_uring was asked for"] if one.rings else found


def _add_network(sum_: Seen, call: Call) -> None:
    if call.name in {"socket", "socketpair"}:
        sum_.families.add(call.arguments.partition(",")[0])
    if call.name not in _TURNING:
        return
    for family in set(_FAMILY.findall(call.arguments)) - {LOCAL, "AF_UNSPEC"}:
        host, port = _HOST.search(call.arguments), _PORT.search(call.arguments)
        sum_.addresses.add(
            Address(family, (host[1] or host[2]) if host else "?", int(port[1]) if port else 0),
        )


def _add_files(sum_: Seen, call: Call, here: PurePosixPath) -> None:
    paths = _paths(call, here)
    opening = call.name.startswith("open")
    if opening and paths and str(paths[0]) in NAMES_OF_HOSTS and "O_PATH" not in call.arguments:
        sum_.looked_up.add(str(paths[0]))
    if call.failed or (opening and not _WRITING.search(call.arguments)):
        return
    reached = _OPEN_FILE.fullmatch(call.result) if opening or call.name == "creat" else None
    if reached is not None:  # where links lead to is told with what was opened
        sum_.written.add(PurePosixPath(reached[1].removesuffix(_DELETED)))
    else:
        sum_.written.update(paths[-1:] if "link" in call.name and "unlink" not in call.name else paths)


def _paths(call: Call, here: PurePosixPath) -> list[PurePosixPath]:
    """The paths that a call names, whole: from its own folder where it names one, else from where the process is."""
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
    """A string as it was before strace quoted it."""
    raw, _ = codecs.escape_decode(quoted.encode("ascii", errors="backslashreplace"))
    return bytes(raw).decode("utf-8", errors="surrogateescape")
