"""What an exploit would try from inside a process of ours. Standard library alone: its text can be run anywhere.

Each attempt returns if it succeeds and raises OSError if the system refuses it.
"""

import ctypes
import json
import mmap
import os
import platform
import signal
import socket
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

_LIBC = ctypes.CDLL(None if sys.platform != "win32" else "msvcrt", use_errno=True)  # imported there, not run
_X86 = platform.machine() == "x86_64"
_NUMBERS = {
    "io_uring_setup": (425, 425),
    "clone": (56, 220),
    "clone3": (435, 435),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    "pidfd_send_signal": (424, 424),
    "process_vm_readv": (310, 270),
    "bpf": (321, 280),
    "keyctl": (250, 219),
    "userfaultfd": (323, 282),
    "perf_event_open": (298, 241),
    "execveat": (322, 281),
    "shmget": (29, 194),
    "openat2": (437, 437),
    "memfd_create": (319, 279),
    "kcmp": (312, 272),
}
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
Scene = dict[str, str]
"""Where the targets are, by name."""


def _call(name: str, *arguments: object) -> int:
    ctypes.set_errno(0)
    wide = [ctypes.c_long(one) if isinstance(one, int) else one for one in arguments]
    result = int(_LIBC.syscall(ctypes.c_long(_NUMBERS[name][0 if _X86 else 1]), *wide))
    if result < 0:
        raise OSError(ctypes.get_errno(), f"{name}: {os.strerror(ctypes.get_errno())}")
    return result


def _checked(result: int) -> int:
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


# The network and the desktop


def connect_ipv4(scene: Scene) -> None:
    socket.create_connection(("127.0.0.1", int(scene["port"])), 5).close()


def connect_ipv6(scene: Scene) -> None:
    socket.create_connection(("::1", int(scene["port6"])), 5).close()


def send_udp(scene: Scene) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.sendto(b"Oldacre", ("127.0.0.1", int(scene["port"])))


def look_up_a_name(_: Scene) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.connect(("127.0.0.1", 53))


def connect_unix(scene: Scene) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        one.connect(scene["unix"])


def connect_abstract(scene: Scene) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        one.connect("\0" + scene["abstract"])


def pair_of_datagram_sockets(scene: Scene) -> None:
    """A connected datagram socket can be turned to another address."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    ours.close()
    theirs.close()


def listen(_: Scene) -> None:
    with socket.create_server(("127.0.0.1", 0)):
        pass


def netlink(_: Scene) -> None:
    socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0).close()


def io_uring(_: Scene) -> None:
    os.close(_call("io_uring_setup", 1, ctypes.create_string_buffer(120)))


def call_of_32_bit(_: Scene) -> None:
    """The same kernel, asked for a socket in the way of 32-bit programs: other numbers, another architecture."""
    if not _X86:
        raise NotImplementedError  # told as absent: other processors have no such second way
    code = bytes.fromhex("53 b8 67010000 bb 02000000 b9 01000000 31d2 cd80 5b c3".replace(" ", ""))  # socket(2, 1, 0)
    memory = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    memory.write(code)
    at = ctypes.addressof(ctypes.c_char.from_buffer(memory))
    result = int(ctypes.CFUNCTYPE(ctypes.c_int)(at)())
    if result < 0:
        raise OSError(-result, os.strerror(-result))
    os.close(result)


# Files


def write_into_temporary_folder(scene: Scene) -> None:
    Path(scene["temporary"], "stolen").write_text("Oldacre", encoding="utf-8")


def write_at_home(scene: Scene) -> None:
    Path(scene["home"], ".profile").write_text("true", encoding="utf-8")


def write_into_the_matter(scene: Scene) -> None:
    Path(scene["matter"], "matter.db").write_text("nothing", encoding="utf-8")


def write_beside(scene: Scene) -> None:
    Path(scene["own"]).with_name("beside").write_text("Oldacre", encoding="utf-8")


def change_own_file(scene: Scene) -> None:
    with Path(scene["own"]).open("ab") as file:
        file.write(b" ")


def empty_a_file(scene: Scene) -> None:
    os.truncate(scene["spare"], 0)


def empty_by_opening(scene: Scene) -> None:
    os.close(os.open(scene["spare"], os.O_RDONLY | os.O_TRUNC))


def unnamed_file(scene: Scene) -> None:
    os.close(os.open(scene["temporary"], os.O_TMPFILE | os.O_RDWR))


def open_by_other_call(scene: Scene) -> None:
    flags = ctypes.create_string_buffer(struct.pack("=QQQ", os.O_WRONLY | os.O_CREAT, 0o600, 0), 24)
    os.close(_call("openat2", -100, ctypes.c_char_p(scene["spare"].encode()), flags, 24))


def make_folder(scene: Scene) -> None:
    folder = Path(scene["temporary"], "folder")
    folder.mkdir()
    folder.rmdir()


def rename(scene: Scene) -> None:
    Path(scene["spare"]).rename(scene["spare"])


def remove(scene: Scene) -> None:
    Path(scene["doomed"]).unlink()


def link(scene: Scene) -> None:
    Path(scene["temporary"], "link").hardlink_to(scene["own"])


def symbolic_link(scene: Scene) -> None:
    Path(scene["temporary"], "symlink").symlink_to(scene["secret"])


def change_rights(scene: Scene) -> None:
    Path(scene["own"]).chmod(0o600)


def change_times(scene: Scene) -> None:
    os.utime(scene["own"])


def read_beside(scene: Scene) -> None:
    Path(scene["neighbor"]).read_bytes()


def read_elsewhere(scene: Scene) -> None:
    Path(scene["secret"]).read_bytes()


def read_accounts(_: Scene) -> None:
    Path("/etc/passwd").read_bytes()


def read_the_vault(scene: Scene) -> None:
    Path(scene["matter"], "key.age").read_bytes()


def read_through_a_link_of_proc(scene: Scene) -> None:
    Path(f"/proc/self/root{scene['secret']}").read_bytes()


def list_folder(scene: Scene) -> None:
    next(Path(scene["own"]).parent.iterdir())


def list_home(scene: Scene) -> None:
    next(Path(scene["home"]).iterdir())


# Other programs


def run_shell(_: Scene) -> None:
    subprocess.run(["/bin/sh", "-c", "true"], check=True)


def run_python(_: Scene) -> None:
    subprocess.run([os.path.realpath(sys.executable), "-c", ""], check=True)


def run_shell_through_the_loader(_: Scene) -> None:
    loaders = (Path("/lib64/ld-linux-x86-64.so.2"), Path("/lib/ld-linux-aarch64.so.1"))
    loader = next(str(path) for path in loaders if path.exists())
    done = subprocess.run([loader, "/bin/sh", "-c", "true"], capture_output=True, check=False)
    if done.returncode != 0:
        raise PermissionError(done.stderr.decode(errors="replace"))


def run_from_memory(_: Scene) -> None:
    """A program that lies on no disk: `execve` of a descriptor."""
    descriptor = _call("memfd_create", ctypes.c_char_p(b"m"), 0)
    os.write(descriptor, Path("/bin/true").read_bytes())
    subprocess.run([f"/proc/self/fd/{descriptor}"], pass_fds=[descriptor], check=True)


def run_by_descriptor(_: Scene) -> None:
    descriptor = os.open("/bin/true", os.O_RDONLY)
    child = os.fork()
    if child == 0:
        empty = (ctypes.c_char_p * 1)(None)
        try:
            _call("execveat", descriptor, ctypes.c_char_p(b""), empty, empty, 0x1000)
        except OSError as refused:
            os._exit(refused.errno or 1)
    status = os.waitpid(child, 0)[1]
    if status != 0:
        raise PermissionError(os.waitstatus_to_exitcode(status))


# Other processes


def trace(scene: Scene) -> None:
    victim = int(scene["victim"])
    _LIBC.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
    _LIBC.ptrace.restype = ctypes.c_long
    _checked(_LIBC.ptrace(16, victim, None, None))  # PTRACE_ATTACH
    os.waitpid(victim, 0)
    _LIBC.ptrace(17, victim, None, None)


def read_memory(scene: Scene) -> None:
    here = ctypes.create_string_buffer(8)
    local = (ctypes.c_void_p * 2)(ctypes.addressof(here), 8)
    remote = (ctypes.c_void_p * 2)(int(scene["address"]), 8)
    _call("process_vm_readv", int(scene["victim"]), local, 1, remote, 1, 0)


def read_memory_file(scene: Scene) -> None:
    with Path(f"/proc/{scene['victim']}/mem").open("rb") as file:
        file.seek(int(scene["address"]))
        file.read(8)


def read_environment(scene: Scene) -> None:
    Path(f"/proc/{scene['victim']}/environ").read_bytes()


def read_arguments(scene: Scene) -> None:
    Path(f"/proc/{scene['victim']}/cmdline").read_bytes()


def send_signal(scene: Scene) -> None:
    os.kill(int(scene["victim"]), 0)


def send_signal_by_descriptor(scene: Scene) -> None:
    descriptor = _call("pidfd_open", int(scene["victim"]), 0)
    _call("pidfd_send_signal", descriptor, 0, None, 0)


def take_descriptor(scene: Scene) -> None:
    descriptor = _call("pidfd_open", int(scene["victim"]), 0)
    os.close(_call("pidfd_getfd", descriptor, 0, 0))


def compare_processes(scene: Scene) -> None:
    _call("kcmp", os.getpid(), int(scene["victim"]), 1, 0, 0)


def limit_another(scene: Scene) -> None:
    victim = int(scene["victim"])
    import resource  # not on Windows, where this file is imported, too

    resource.prlimit(victim, resource.RLIMIT_NOFILE, resource.prlimit(victim, resource.RLIMIT_NOFILE))


# The kernel


def new_user_namespace(_: Scene) -> None:
    _in_child(lambda: _checked(_LIBC.unshare(_NEW_USER)))


def new_network_by_clone(_: Scene) -> None:
    child = _call("clone", _NEW_USER | _NEW_NETWORK | signal.SIGCHLD, 0, 0, 0, 0)
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def new_user_by_clone3(_: Scene) -> None:
    arguments = ctypes.create_string_buffer(struct.pack("=8Q", _NEW_USER, 0, 0, 0, signal.SIGCHLD, 0, 0, 0), 64)
    child = _call("clone3", arguments, 64)
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def join_namespace(scene: Scene) -> None:
    descriptor = os.open(f"/proc/{scene['victim']}/ns/net", os.O_RDONLY)
    _in_child(lambda: _checked(_LIBC.setns(descriptor, 0)))


def mount(scene: Scene) -> None:
    place = scene["mountable"].encode()
    _checked(_LIBC.mount(b"none", place, b"tmpfs", 0, None))
    _checked(_LIBC.umount2(place, 2))


def change_root(scene: Scene) -> None:
    _in_child(lambda: os.chroot(scene["mountable"]))


def load_program_into_kernel(_: Scene) -> None:
    attributes = ctypes.create_string_buffer(struct.pack("=IIII", 1, 4, 4, 1), 128)  # BPF_MAP_CREATE, a hash
    os.close(_call("bpf", 0, attributes, 128))


def ask_key_ring(_: Scene) -> None:
    _call("keyctl", 0, -3, 1)  # KEYCTL_GET_KEYRING_ID of the session, made if there is none


def handle_page_faults(_: Scene) -> None:
    os.close(_call("userfaultfd", 1))


def watch_performance(_: Scene) -> None:
    attributes = ctypes.create_string_buffer(struct.pack("=IIQ", 1, 128, 0), 128)  # a software clock
    os.close(_call("perf_event_open", attributes, 0, -1, -1, 0))


def shared_memory(_: Scene) -> None:
    identifier = _call("shmget", 0, 4096, 0o600)
    _LIBC.shmctl(identifier, 0, None)


def _in_child(attempt: Callable[[], object]) -> None:
    """In a process of its own, since it cannot be undone."""
    child = os.fork()
    if child == 0:
        try:
            attempt()
        except OSError as refused:
            os._exit(refused.errno or 1)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    error = os.waitstatus_to_exitcode(status)
    if error:
        raise OSError(error, os.strerror(error))


NETWORK = (connect_ipv4, connect_ipv6, send_udp, look_up_a_name, listen, netlink, io_uring, call_of_32_bit)
DESKTOP = (connect_unix, connect_abstract, pair_of_datagram_sockets)
WRITING = (
    *(write_into_temporary_folder, write_at_home, write_into_the_matter, write_beside, change_own_file, empty_a_file),
    *(empty_by_opening, unnamed_file, open_by_other_call, make_folder, rename, remove, link, symbolic_link),
    *(change_rights, change_times),
)
READING = (
    *(read_beside, read_elsewhere, read_accounts, read_the_vault, read_through_a_link_of_proc, list_folder, list_home),
)
PROGRAMS = (run_shell, run_python, run_shell_through_the_loader, run_from_memory, run_by_descriptor)
PROCESSES = (
    *(trace, read_memory, read_memory_file, read_environment, read_arguments, send_signal, send_signal_by_descriptor),
    *(take_descriptor, compare_processes, limit_another),
)
KERNEL = (
    *(new_user_namespace, new_network_by_clone, new_user_by_clone3, join_namespace, mount, change_root),
    *(load_program_into_kernel, ask_key_ring, handle_page_faults, watch_performance, shared_memory),
)
ALL = (*NETWORK, *DESKTOP, *WRITING, *READING, *PROGRAMS, *PROCESSES, *KERNEL)
OTHERS_MEMORY = (trace, read_memory, take_descriptor)
"""What is refused to the application as well, beside the network."""


def outcomes(scene: Scene, names: tuple[str, ...] = ()) -> dict[str, str]:
    """What became of each attempt, by its name: "done", or why not."""
    wanted = names or tuple(attempt.__name__ for attempt in ALL)
    return {attempt.__name__: _outcome(attempt, scene) for attempt in ALL if attempt.__name__ in wanted}


def _outcome(attempt: Callable[[Scene], None], scene: Scene) -> str:
    try:
        attempt(scene)
    except (OSError, subprocess.SubprocessError) as refused:
        return f"refused: {type(refused).__name__} {refused}"
    except NotImplementedError:
        return "not on this processor"
    return "done"


def scene_in(file: Path) -> Scene:
    """The scene that a hostile file tells of."""
    scene: Scene = json.loads(file.read_text(encoding="utf-8"))
    return scene
