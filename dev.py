"""All developer commands: `python3 dev.py COMMAND`, from a clean clone, with Python alone.

    run     open the window on the sample matter; without a display, run the demo
    demo    take the sample matter from files to a signed summary in out/
    test    the tests (arguments go to pytest: `dev.py test tests/model -q`)
    mutate  mutation tests of a package: faults that no test detects: `dev.py mutate masking --most 60`
    check   style, types and the contracts between the rooms
    bench   the benchmarks, or those named: `dev.py bench names`, `dev.py bench rules --every 4`
    freeze  digests of all that the program shows and writes; `--against FILE` proves that a refactoring changed nothing
    screenshots    pictures of every view in out/screenshots; `screenshots guide` renews those of the user guide
    package build what IT installs: `dev.py package linux`, `windows` or `macos`; `--verify` also tries it on a
            clean system, `--reproduce` builds it twice and compares
    audit   known vulnerabilities of what a package contains, and a statement about them: `dev.py audit INVENTORY`
    lock    resolve and pin the dependencies again (arguments go to uv: `dev.py lock --upgrade`)

Everything is kept in `.venv`. It installs what `packaging/locks` lists, by hash, if that has changed.
"""

import contextlib
import ctypes.util
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036  # a person may start this file with any Python; say it plainly
    sys.exit("LegalRedact needs Python 3.11 or newer. Install it, then start this file with it: python3.11 dev.py …")

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCKS = ROOT / "packaging" / "locks"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")

# System programs that some tests use; if they cannot be installed, these tests are skipped with a message.
TEST_PROGRAMS = {
    "dbus-run-session": "dbus",
    "gnome-keyring-daemon": "gnome-keyring",
    "tesseract": "tesseract-ocr",
    "qpdf": "qpdf",
    "pdftotext": "poppler-utils",
    "xdotool": "xdotool",
    "minisign": "minisign",
    "setfacl": "acl",
    "bindfs": "bindfs",
    "faketime": "faketime",
    "strace": "strace",
}

# The benchmark of copies opens them with LibreOffice; the tests do too if it is installed, but do not install it.
LARGE_PROGRAMS = {"soffice": "libreoffice-writer-nogui"}

# Programs that build and check the packages of each platform; a builder reports missing ones by name.
PACKAGE_PROGRAMS = {
    "linux": {
        "dpkg-shlibdeps": "dpkg-dev",
        "chrpath": "chrpath",
        "objdump": "binutils",
        "strace": "strace",
        "lintian": "lintian",
        "debootstrap": "debootstrap",
        "desktop-file-validate": "desktop-file-utils",
        "appstreamcli": "appstream",
        "cups": "libcups2",
        "wayland-cursor": "libwayland-cursor0",
        "wayland-egl": "libwayland-egl1",
        "/usr/sbin/icupkg": "icu-devtools",
        "xdotool": "xdotool",
        "Xvfb": "xvfb",
    },
    "windows": {
        "wixl": "wixl",
        "msiinfo": "msitools",
        "osslsigncode": "osslsigncode",
        "icotool": "icoutils",
        "/usr/lib/wine": "wine64",
        "gcc": "gcc",
        "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64",
        "debootstrap": "debootstrap",
        "openbox": "openbox",
        "xdotool": "xdotool",
        "Xvfb": "xvfb",
    },
    "macos": {},
}
PACKAGE_LOCKS = {name: ["package", "lock"] for name in ("linux", "windows", "macos")}

# Libraries that Qt loads on Linux; a bare server has none of them. Library, program or folder to Debian package.
QT_PACKAGES = {
    "EGL": "libegl1",
    "GL": "libgl1",
    "dbus-1": "libdbus-1-3",
    "xkbcommon-x11": "libxkbcommon-x11-0",
    "xcb-cursor": "libxcb-cursor0",
    "xcb-icccm": "libxcb-icccm4",
    "xcb-image": "libxcb-image0",
    "xcb-keysyms": "libxcb-keysyms1",
    "xcb-randr": "libxcb-randr0",
    "xcb-render-util": "libxcb-render-util0",
    "xcb-shape": "libxcb-shape0",
    "xcb-xinerama": "libxcb-xinerama0",
    "fc-list": "fontconfig",
    "/usr/share/fonts/truetype": "fonts-dejavu-core",
}
XVFB = {"Xvfb": "xvfb"}

# Tests of one file stay together, since they share expensive fixtures; `tests/conftest.py` orders the files.
# One process more than processors, since tests that start programs wait for them.
WHOLE_SUITE = ["-n", str((os.cpu_count() or 1) + 1), "--dist", "loadfile", "--no-loadscope-reorder"]

# Any new version of a library may begin to send data, and only the kernel sees it (packaging/NATIVE_LIBRARIES.md).
AFTER_AN_UPGRADE = (
    "the locks are new. Now see what the new libraries do: dev.py test tests/end_to_end/test_kernel_proof.py, look at "
    "packaging/NATIVE_LIBRARIES.md for those that are new or changed, and say in the commit what you saw"
)

# Starts a separate keyring on a separate bus, so that tests use a real one and never the person's.
WITH_KEYRING = (
    'printf "test\\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null'
    ' || echo "dev.py: no keyring could be started; the tests of it are skipped" >&2; exec "$@"'
)


def main(arguments: list[str]) -> int:
    """Run the command that `arguments` begin with; returns its exit status."""
    commands = {"run": run, "demo": demo, "test": test, "mutate": mutate, "check": check, "bench": bench}
    commands |= {"freeze": freeze, "screenshots": screenshots, "package": package, "audit": audit, "lock": lock}
    if not arguments or arguments[0] not in commands:
        print(__doc__)
        return 0 if arguments and arguments[0] in {"help", "-h", "--help"} else 2
    # Without stored bytecode each of the hundreds of processes that the tests start compiles all its modules again.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # for all processes started here; see legalredact/environment.py
    try:
        return commands[arguments[0]](arguments[1:])
    except StepFailed as failure:
        print(f"dev.py: {failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


class StepFailed(Exception):
    """A step of this file failed; the message names the remedy."""


# --- the commands ---


def run(arguments: list[str]) -> int:
    """Open the window, or run the demo if no window can be shown."""
    install("runtime")
    reason = why_no_display()
    if reason is None:
        install_programs(QT_PACKAGES)
        return call(PYTHON, "-m", "legalredact", *(arguments or ["--sample"]))
    say(f"{reason}: running the demo instead")
    return demo([])


def demo(arguments: list[str]) -> int:
    """Process the sample matter from start to end, and print where the results are."""
    install("runtime")
    out = ROOT / "out"
    status = call(PYTHON, "-m", "legalredact", "demo", "--out", out, *arguments)
    say(f"the results are in {out}" if status == 0 else "the demo failed; what it printed above says why")
    return status


def test(arguments: list[str]) -> int:
    """Run pytest, with a real and unlocked keyring if the system has one."""
    return call_with_keyring(PYTHON, "-m", "pytest", *(arguments or WHOLE_SUITE))


def mutate(arguments: list[str]) -> int:
    """Run the mutation tests of a package (`tests/mutation/__main__.py`); too slow for every change."""
    return call_with_keyring(PYTHON, "-m", "tests.mutation", *(arguments or ["--help"]))


def call_with_keyring(*command: object) -> int:
    """Run a command in the environment of the tests, with a separate keyring; returns its exit status."""
    install("runtime", "dev", "lock")  # the lock's uv knows the releases of Python
    install_programs(TEST_PROGRAMS | QT_PACKAGES | XVFB)
    if not (shutil.which("dbus-run-session") and shutil.which("gnome-keyring-daemon")):
        return call(*command, environment=test_environment())
    with tempfile.TemporaryDirectory(prefix="legalredact-test-home-", ignore_cleanup_errors=True) as home:
        own = {"HOME": home, "XDG_RUNTIME_DIR": home}
        start = ["dbus-run-session", "--", "sh", "-c", WITH_KEYRING, "sh"]
        return call(*start, *command, environment=test_environment() | own)


def check(arguments: list[str]) -> int:
    """Run every check, even after one has failed, so that one run shows everything that has to be fixed."""
    install("runtime", "dev")
    fix = "--fix" in arguments
    checks: list[list[object]] = [
        [PYTHON, "-m", "ruff", "check", "--quiet", *(["--fix"] if fix else []), "."],
        [PYTHON, "-m", "ruff", "format", *([] if fix else ["--check"]), "."],
        [PYTHON, "-m", "mypy", "--no-error-summary"],
        [PYTHON, "-c", "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"],
    ]
    titles = ("style", "format", "types", "contracts")
    failed = [title for title, command in zip(titles, checks, strict=True) if check_failed(title, command)]
    say(f"check failed: {', '.join(failed)}" if failed else "check passed")
    return 1 if failed else 0


def bench(arguments: list[str]) -> int:
    """Run all benchmarks, or the named ones."""
    install("runtime", "dev")
    if "copies" in (arguments or ["copies"]):
        install_programs(LARGE_PROGRAMS)
    return call(PYTHON, "-m", "tests.benchmarks", *arguments, environment=os.environ | {"OMP_NUM_THREADS": "1"})


def freeze(arguments: list[str]) -> int:
    """Write digests of the program's outputs, or compare them with earlier ones."""
    install("runtime", "dev")
    return call(PYTHON, "-m", "tests.freeze", *arguments)


def screenshots(arguments: list[str]) -> int:
    """Draw every view of the window on the sample matter, without a display, and print where the images are."""
    of_guide = arguments[:1] == ["guide"]
    out = ROOT / "resources" / "guide" / "pictures" if of_guide else ROOT / "out" / "screenshots"
    status = call_with_keyring(PYTHON, "packaging/screenshots.py", out, *arguments)
    say(f"the pictures are in {out}" if status == 0 else "not every picture could be made")
    return status


def package(arguments: list[str]) -> int:
    """Build the packages of one platform into dist/, by `packaging/PLATFORM/__main__.py`."""
    if not arguments or arguments[0] not in PACKAGE_PROGRAMS:
        print(f"dev.py package {'|'.join(PACKAGE_PROGRAMS)} [--verify] [--reproduce]", file=sys.stderr)
        return 2
    platform, *rest = arguments
    install("runtime", "dev", *PACKAGE_LOCKS[platform])
    install_programs(PACKAGE_PROGRAMS[platform] | QT_PACKAGES)
    return call_in_packaging(platform, *rest)


def audit(arguments: list[str]) -> int:
    """Look up what a package contains in databases of vulnerabilities."""
    install("runtime", "dev", "package")
    return call_in_packaging("shipping.audit", *arguments)


def call_in_packaging(module: str, *arguments: str) -> int:
    """Run a module of `packaging`; the index has a package of that name, so it is imported from within the folder."""
    found = os.pathsep.join(str(place) for place in (ROOT / "packaging", ROOT))
    return call(PYTHON, "-m", module, *arguments, environment=os.environ | {"PYTHONPATH": found})


def lock(arguments: list[str]) -> int:
    """Resolve pyproject.toml for all systems and Python versions at once, and write the locks with hashes."""
    with tempfile.TemporaryDirectory(prefix="legalredact-lock-") as folder:
        uv = uv_within(Path(folder))
        common = ["--universal", "--python-version", "3.11", "--generate-hashes", "--quiet", "--no-header"]
        # pip is installed already, and cannot replace itself while it runs.
        common += ["--no-emit-index-url", "--no-emit-find-links", "--no-emit-package", "pip", *arguments]
        runtime = LOCKS / "runtime.txt"
        resolve = [uv, "pip", "compile", *common]
        status = call(*resolve, "pyproject.toml", "-o", relative(runtime))
        fixed = ["-c", relative(runtime)]
        for group in ("dev", "package"):
            pinned = LOCKS / f"{group}.txt"
            status = status or call(*resolve, "--group", group, *fixed, "-o", relative(pinned))
            fixed += ["-c", relative(pinned)]
        status = status or call(*resolve, "--group", "lock", "-o", relative(LOCKS / "lock.txt"))
        # What the cluster needs beside the application: an optional package of its own.
        shared = [word for name in pinned_names(runtime) for word in ("--no-emit-package", name)]
        cluster = ["pyproject.toml", "--extra", "cluster", *shared, *fixed, "-o", relative(LOCKS / "cluster.txt")]
        status = status or call(*resolve, *cluster)
    if "--upgrade" in arguments and status == 0:
        say(AFTER_AN_UPGRADE)
    return status


def pinned_names(lock: Path) -> list[str]:
    """The packages that a lock names."""
    return re.findall(r"^([a-z0-9._-]+)==", lock.read_text(encoding="utf-8"), re.MULTILINE)


# --- the environment ---


def install(*locks: str) -> None:
    """Create .venv and install the named locks; does nothing if they are unchanged."""
    with alone():
        make_venv()
        install_locks(locks)
        name_checkout()


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Wait for another `dev.py` that installs: neither pip nor apt-get may run twice at a time."""
    with (ROOT / ".venv.lock").open("w", encoding="utf-8") as lock:
        if not WINDOWS:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def install_locks(names: Sequence[str]) -> None:
    """Install the lock files whose digests changed, with uv, or with pip where uv cannot.

    uv takes a fraction of pip's time. But it does not read pip's settings, which may name a firm's own index.
    """
    digests = {name: hashlib.sha256(lock_of(name).read_bytes()).hexdigest() for name in names}
    stamps = {name: VENV / f"installed-{name}" for name in names}
    changed = [name for name in names if not stamps[name].exists() or stamps[name].read_text() != digests[name]]
    if not changed:
        return
    files = [lock_of(name) for name in changed]
    say(f"installing what {', '.join(map(relative, files))} name into .venv (a minute or two)")
    if not installed_by_uv(files):
        for path in files:
            pip_install(PYTHON, path)
    for name in changed:
        stamps[name].write_text(digests[name])


def lock_of(name: str) -> Path:
    """The file of a lock."""
    return LOCKS / f"{name}.txt"


def installed_by_uv(lock_files: Sequence[Path]) -> bool:
    """Install the packages of locks with uv, under the rules of `pip_install`; returns False if that failed.

    Pip tries next then, and names the remedy if it fails too.
    """
    with tempfile.TemporaryDirectory(prefix="legalredact-uv-") as folder:
        try:
            uv = uv_within(Path(folder))
        except StepFailed:
            return False
        options = ["--no-deps", "--require-hashes", "--only-binary", ":all:", "--compile-bytecode", "--no-cache"]
        command: list[str | Path] = [uv, "pip", "install", "--quiet", *options, "--python", PYTHON]
        command += [part for path in lock_files for part in ("-r", path)]
        return subprocess.run(command, check=False, cwd=ROOT, capture_output=True).returncode == 0


def make_venv() -> None:
    """Create .venv; again if the Python with which it was made is gone."""
    if PYTHON.exists() and subprocess.run([PYTHON, "-c", ""], check=False).returncode == 0:
        return
    say("making .venv")
    remedy = "On Debian or Ubuntu install python3-venv; elsewhere install Python from python.org. Then try again."
    quietly([sys.executable, "-m", "venv", "--clear", VENV], remedy)


def name_checkout() -> None:
    """Make .venv import the project from this checkout, and add the command `legalredact`.

    A .pth file needs no build and no network. Its only line is escaped to ASCII, since Python reads such files
    in the system's encoding.
    """
    probe = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = subprocess.run([PYTHON, "-c", probe], check=True, capture_output=True, text=True).stdout.strip()
    write(Path(packages) / "legalredact-checkout.pth", f"import sys; sys.path.append({str(ROOT)!a})\n")
    if WINDOWS:
        write(PYTHON.with_name("legalredact.cmd"), '@"%~dp0python.exe" -m legalredact %*\n')
    else:
        command = PYTHON.with_name("legalredact")
        write(command, '#!/bin/sh\nexec "$(dirname "$(readlink -f "$0")")/python" -m legalredact "$@"\n')
        command.chmod(0o755)


def pip_install(python: Path, lock_file: Path) -> None:
    """Install exactly the packages of a lock: hashes must match, nothing is built, nothing is resolved."""
    options = ["--no-deps", "--require-hashes", "--only-binary=:all:", "--disable-pip-version-check", "--no-input"]
    remedy = (
        "The package index could not be reached, or has no ready-made package for this system and this Python "
        f"({sys.version_info.major}.{sys.version_info.minor}; 3.11 to 3.13 are supported). Then try again."
    )
    quietly([python, "-m", "pip", "install", "--quiet", *options, "-r", lock_file], remedy)


def uv_within(folder: Path) -> Path:
    """Install uv, the resolver, into a temporary environment in `folder`; returns its path."""
    say("installing uv into a throw-away environment")
    quietly([sys.executable, "-m", "venv", folder], "On Debian or Ubuntu install python3-venv, then try again.")
    programs = folder / ("Scripts" if WINDOWS else "bin")
    pip_install(programs / ("python.exe" if WINDOWS else "python"), LOCKS / "lock.txt")
    return programs / ("uv.exe" if WINDOWS else "uv")


def install_programs(wanted: dict[str, str]) -> None:
    """Install missing Debian packages, if that is possible without a question.

    Arguments:
        wanted: program, library or folder to Debian package. All are optional: tests that need a missing one are
            skipped.
    """
    with alone():
        packages = [package for what, package in wanted.items() if not is_there(what)]
        if packages and shutil.which("apt-get"):
            install_packages(packages)


def install_packages(packages: Sequence[str]) -> None:
    """Install Debian packages by apt-get, or say that tests are skipped."""
    rights = as_root()
    if rights is None:
        say(f"some tests will be skipped; for them: sudo apt-get install {' '.join(packages)}")
        return
    say(f"installing Debian packages for the tests: {' '.join(packages)}")
    apt = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    steps = ([*apt, "update"], [*apt, "install", "-y", "--no-install-recommends", *packages])
    if any(subprocess.run(step, check=False, capture_output=True).returncode for step in steps):
        say("they could not all be had; some tests will be skipped")


def is_there(what: str) -> bool:
    """Whether a program, a library (without ``lib``) or a folder is on this system."""
    return bool(shutil.which(what) or ctypes.util.find_library(what) or (what.startswith("/") and Path(what).is_dir()))


def as_root() -> list[str] | None:
    """The prefix of a command that has to run as root without a question; None if that is impossible."""
    if os.name == "posix" and os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], check=False, capture_output=True).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


def why_no_display() -> str | None:
    """Why no window can be shown here, or None."""
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return "there is no display"
    return None


def test_environment() -> dict[str, str]:
    """The environment of the tests: no display, one thread for each library, no key or address of a service."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("ANTHROPIC_", "XDG_"))}
    threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"}
    return inherited | threads | {"QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}


# --- output ---


def say(line: str) -> None:
    """Print a message; flushed, so that it comes before the output of the next command."""
    print(f"dev.py: {line}", flush=True)


def call(*command: object, environment: dict[str, str] | None = None) -> int:
    """Run a command in the checkout and show its output; returns its exit status."""
    return subprocess.run([str(part) for part in command], check=False, cwd=ROOT, env=environment).returncode


def check_failed(title: str, command: list[object]) -> bool:
    """Print what is checked, run the check, and return whether it failed."""
    say(title)
    return call(*command) != 0


def quietly(command: list[object], remedy: str) -> None:
    """Run a command, and show its output only if it fails."""
    done = subprocess.run(
        [str(part) for part in command],
        check=False,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode != 0:
        print(done.stdout[-4000:], file=sys.stderr)
        raise StepFailed(f"{Path(str(command[0])).name} {command[2]} failed. {remedy}")


def write(path: Path, text: str) -> None:
    """Write a small file if its content differs."""
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def relative(path: Path) -> str:
    """A path relative to the checkout, with slashes on every system."""
    return path.relative_to(ROOT).as_posix()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
