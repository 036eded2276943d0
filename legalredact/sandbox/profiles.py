"""Profiles: what the operating system is asked to forbid to each kind of process. A profile cannot be undone.

Apply a profile first, before the process starts a thread: Landlock confines only the calling thread and the threads and
processes that it starts.
"""

import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from legalredact.errors import Refused
from legalredact.sandbox import landlock, linux, rules
from legalredact.sandbox.confinement import Confinement, refuse_unless_complete
from legalredact.sandbox.filter import FilterRule, program
from legalredact.sandbox.places import OF_CONNECTIONS, program_files, runnable

APPLICATION, READERS = "window and commands", "readers of files"
COMPUTATIONS, SENDER = "computing processes", "sending process"
CONVERTER = "converter of old Office files"
_NO_CHANGES = "no changes to files"
_NO_SYSTEM = "anything (not on this system or processor)"


@dataclass(frozen=True, slots=True)
class _Profile:
    """The limits of one kind of process.

    Arguments:
        process: kind of process.
        grants: allowed files, programs and ports; None: files are not limited.
        rules: refused by the filter.
        holds: limits that the filter enforces, in words.
        alone: it gets a network namespace of its own, without devices.
        writes: it opens a file in memory for writing; Landlock forbids all others.
    """

    process: str
    grants: landlock.Grants | None
    rules: tuple[FilterRule, ...] = field(repr=False)
    holds: tuple[str, ...]
    alone: bool = True
    writes: bool = False


Confine = Callable[[], Confinement]
"""A profile with its arguments, which a new process applies to itself first. Can be pickled."""


@dataclass(slots=True)
class _State:
    """The state of this process.

    Arguments:
        confinement: of this process.
        required: policy requires that processes are confined (`security.sandbox`).
        memory: descriptor of the file in memory that it may write, -1 if there is none.
    """

    confinement: Confinement
    required: bool = False
    memory: int = -1


_this = _State(Confinement(APPLICATION, (), ("anything (it was not started as the application)",)))


def confinement() -> Confinement:
    """The limits of this process, and of all that it starts."""
    return _this.confinement


def require(required: bool) -> None:
    """From now on, new processes read and compute only if the system confines them."""
    _this.required = required


def required() -> bool:
    """Whether policy requires it; see `require`."""
    return _this.required


def memory_file_path() -> Path | None:
    """The file in memory that this process may write repeatedly; None if there is none."""
    return Path(f"/proc/self/fd/{_this.memory}") if _this.memory >= 0 else None


def confine_application(*, network: bool = False) -> Confinement:
    """Confine the window or a command, with all that it starts: only sockets of this machine.

    Arguments:
        network: keep the network, for the one command that uses the firm's cluster.
    """
    holds = () if network else ("no connections but to programs of this machine",)
    allowed = rules.of_application_with_network() if network else rules.of_application()
    done = _confined(_Profile(APPLICATION, None, allowed, holds, alone=False))
    if network:
        done = replace(done, missing=(*done.missing, "no connections (this command uses the cluster of the policy)"))
    _this.confinement = done
    return done


def confine_reader(
    readable: Iterable[Path] = (),
    programs: Iterable[Path] = (),
    *,
    memory: bool = False,
    code: Iterable[Path] = (),
    required: bool = False,
) -> Confinement:
    """Confine a process that parses untrusted files: no network, only these files, only these programs.

    Arguments:
        readable: files, and folders with their contents.
        programs: programs that it may run, such as Tesseract.
        memory: it gets a file that exists only in memory and that it may write; see `memory_file_path`.
        code: folders of its own code, in addition to the program's.
        required: policy requires confinement.

    Errors: Refused if it is required and a limit is missing.
    """
    asked = tuple(programs)
    runs = asked if sys.platform in ("darwin", "win32") else tuple(one for path in asked for one in runnable(path))
    if memory and linux.supported() is not None:
        _this.memory = linux.memory_file()
    grants = landlock.Grants((*program_files(), *code, *readable), runs)
    allowed = rules.of_reader(os.getpid(), runs_programs=bool(runs), writes=memory)
    holds = ("no sockets", "" if memory else _NO_CHANGES, "" if runs else "no other programs")
    profile = _Profile(READERS, grants, allowed, tuple(word for word in holds if word), writes=memory)
    return _applied(profile, required=required)


def confine_converter(program_file: Path, readable: Iterable[Path], folder: Path, size: int) -> Confinement:
    """Confine a process that starts LibreOffice: no network, no other programs, no changes outside `folder`.

    LibreOffice makes a local socket in /tmp, so `folder` has to be /tmp: the process gets one of its own, in memory.
    Its limits are required always, whatever the policy says.

    Arguments:
        readable: its installation and settings.
        folder: place of the folder in memory.
        size: bytes that it may hold.

    Errors: Refused if a limit is missing.
    """
    wrong = linux.memory_folder(folder, size) if linux.supported() else "not on this system"
    if wrong:
        raise _not_converted(f"a folder in memory ({wrong})")
    grants = landlock.Grants((*program_files(), *readable), runnable(program_file), write=(folder,))
    holds = ("no sockets but of this machine",)
    profile = _Profile(CONVERTER, grants, rules.of_converter(os.getpid()), holds, alone=False, writes=True)
    done = _applied(profile, required=False)
    if not done.whole:
        raise _not_converted(", ".join(done.missing))
    return done


def _not_converted(missing: str) -> Refused:
    return Refused(
        f"LibreOffice was not started, because this system does not provide a limit that it needs: {missing}.",
        "Open the file in Word or LibreOffice, save it in a newer format, and add that file.",
    )


def confine_computation(code: Iterable[Path] = (), *, required: bool = False) -> Confinement:
    """Confine a process that holds client text and computes: no network, only the program's own files, no programs.

    Arguments, errors: as in `confine_reader`.
    """
    grants = landlock.Grants((*program_files(), *code))
    allowed = rules.of_reader(os.getpid(), runs_programs=False, writes=False)
    holds = ("no sockets", _NO_CHANGES, "no other programs")
    return _applied(_Profile(COMPUTATIONS, grants, allowed, holds), required=required)


def confine_sender(ports: Iterable[int], readable: Iterable[Path] = (), *, required: bool = False) -> Confinement:
    """Confine the process that sends: TCP connections to these ports only, no files but certificates, no programs.

    UDP stays open for the ports of name resolution. Local sockets are refused, so keyring and desktop are out of reach.
    Input comes through pipes that are already open.

    Arguments:
        ports: of the service or the proxy, and 53 if names are resolved over TCP.
        readable: files in addition to the program's and the system's, such as the firm's certificates.

    Errors: as in `confine_reader`.
    """
    grants = landlock.Grants((*program_files(), *OF_CONNECTIONS, *readable), ports=tuple(sorted(ports)))
    holds = ("no sockets but of internet protocols", _NO_CHANGES, "no other programs")
    allowed = rules.of_sender(os.getpid())
    return _applied(_Profile(SENDER, grants, allowed, holds, alone=False), required=required)


def expected_limits() -> tuple[Confinement, ...]:
    """The limits that this system will enforce on readers, computing processes and the sender; nothing is tried."""
    holds = ("no sockets", _NO_CHANGES, "no other programs")
    profiles = (
        _Profile(READERS, landlock.Grants(run=(Path("tesseract"),)), (), holds[:2]),
        _Profile(COMPUTATIONS, landlock.Grants(), (), holds),
        _Profile(SENDER, landlock.Grants(ports=(443,)), (), ("no sockets but of internet protocols", *holds[1:])),
    )
    return tuple(_expected_confinement(profile) for profile in profiles)


def _expected_confinement(profile: _Profile) -> Confinement:
    if linux.supported() is None:
        return Confinement(profile.process, missing=(_NO_SYSTEM,))
    files = _limits_on_files(profile.grants or landlock.Grants(), writes=profile.writes, really=False)
    missing = () if linux.can_filter() else tuple(f"{word} (the kernel has no seccomp)" for word in profile.holds)
    holds = ("no new privileges", *files.holds, *(() if missing else profile.holds))
    return Confinement(profile.process, holds, (*files.missing, *missing), files.weaker)


def _applied(profile: _Profile, *, required: bool) -> Confinement:
    done = _this.confinement = _confined(profile)
    if required:
        refuse_unless_complete(done)
    return done


def _confined(profile: _Profile) -> Confinement:
    """Remove rights, and install the filter last, since it would refuse some of the other steps."""
    processor = linux.supported()
    if processor is None:
        return _of_another_system(profile)
    if not linux.no_new_privileges():
        return Confinement(profile.process, missing=("anything (the kernel refused PR_SET_NO_NEW_PRIVS)",))
    holds, missing, weaker = ["no new privileges"], list[str](), list[str]()
    if profile.alone and linux.empty_network():
        holds.append("a network without devices")
    if profile.grants is not None:
        files = _limits_on_files(profile.grants, writes=profile.writes)
        holds += files.holds
        missing += files.missing
        weaker += files.weaker
        linux.unreadable_from_outside()
        linux.without_capabilities()
    wrong = linux.filtered(program(processor, profile.rules))
    if wrong:
        missing += [f"{word} (seccomp: {wrong})" for word in profile.holds]
    else:
        holds += profile.holds
    return Confinement(profile.process, tuple(holds), tuple(missing), tuple(weaker))


def _of_another_system(profile: _Profile) -> Confinement:
    """Readers and computing processes are confined as far as the system can; of the application, Windows' firewall
    may limit connections."""
    grants, held, missing = profile.grants, (), (_NO_SYSTEM,)
    if grants is None and sys.platform == "win32":
        from legalredact.sandbox import windows

        held, missing = map(tuple, windows.connections())
    if grants is not None and profile.process != SENDER:
        if sys.platform == "darwin":
            from legalredact.sandbox import macos

            held, missing = macos.confined(grants.read, grants.run)
        if sys.platform == "win32":
            from legalredact.sandbox import windows

            held, missing = windows.confined(programs=bool(grants.run), writes=profile.writes)
    return Confinement(profile.process, held, missing)


def _limits_on_files(grants: landlock.Grants, *, writes: bool, really: bool = True) -> Confinement:
    abi = landlock.version()
    words = ["no files but those passed and the program's own"]
    words += [_NO_CHANGES] if writes else []
    if grants.run:
        words.append(f"no programs but {'LibreOffice' if grants.write else 'Tesseract'}")
    if grants.ports and abi >= landlock.NETWORK_SINCE:
        words.append(f"TCP to port {', '.join(str(port) for port in grants.ports)} alone")
    wrong = "the kernel has no Landlock" if abi == 0 else ""
    if really and not wrong:
        wrong = _alone() or landlock.restricted(grants, abi)
    if wrong:
        return Confinement("", missing=tuple(f"{word} ({wrong})" for word in words))
    weaker = []
    if grants.ports and abi < landlock.NETWORK_SINCE:
        weaker.append("limits on ports")
    if grants.run and abi < landlock.SCOPES_SINCE:
        weaker.append("limits on signals to other processes")
    return Confinement("", tuple(words), (), tuple(weaker))


def _alone() -> str:
    """An error if other threads already run: Landlock would not confine them."""
    return "" if linux.threads() <= 1 else "another thread was started before"
