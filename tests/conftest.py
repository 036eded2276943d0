"""What every test may rely on: no way out to the network, and the reference material where it is present."""

import gc
import ipaddress
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pyrage
import pytest

from tests.fakes import quick_database, quick_passphrase

# For this process and all that tests start, also those that do not import legalredact first.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

REPOSITORY = Path(__file__).resolve().parent.parent


def _is_loopback(host: object) -> bool:
    """Whether `host` is a loopback address, or a name that always means one."""
    if isinstance(host, bytes):
        host = host.decode("ascii", errors="replace")
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(str(host).partition("%")[0]).is_loopback
    except ValueError:
        return False


def _allow_only_loopback(event: str, args: tuple[object, ...]) -> None:
    """Refuse what would leave this machine; an audit hook sees every socket of the interpreter.

    Addresses are `(host, port, …)` for internet sockets; a path or bytes (unix sockets, which keyrings
    are reached by) cannot leave the machine.
    """
    if event in {"socket.connect", "socket.sendto", "socket.sendmsg"}:
        address = args[1]
        if isinstance(address, tuple) and isinstance(address[0], str) and not _is_loopback(address[0]):
            raise PermissionError(f"a test tried to reach {address[0]}; tests talk to loopback only")
    elif event in {"socket.getaddrinfo", "socket.gethostbyname"}:
        host = args[0]
        if host is not None and not _is_loopback(host):
            raise PermissionError(f"a test tried to look up {host!r}; tests talk to loopback only")


# Hooks cannot be taken away again, so it is set once for the whole run, before any test is imported.
sys.addaudithook(_allow_only_loopback)


# No deadlines: how long an example takes says more about the machine than about the code. In CI the same examples
# each time, so that a red run is the change's own; elsewhere new ones each time, to find more.
hypothesis.settings.register_profile("house", deadline=None, print_blob=True, derandomize=bool(os.environ.get("CI")))
hypothesis.settings.load_profile("house")


SEALED_BY_AGE = pyrage.passphrase.encrypt


@pytest.fixture(scope="session", autouse=True)
def little_work() -> Iterator[None]:
    """Passphrases seal with little work, and the real library opens it: age takes a second on purpose.

    Databases do not wait for the disk.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pyrage.passphrase, "encrypt", quick_passphrase.encrypt)
        quick_database.open_quickly(patch)
        yield


@pytest.fixture
def age_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of what the library does: it seals with its own work."""
    monkeypatch.setattr(pyrage.passphrase, "encrypt", SEALED_BY_AGE)


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the checkout."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared() -> Path:
    """The reference material beside the checkout (real court files, their gold); skips where it is absent."""
    path = REPOSITORY.parent / "shared"
    if not (path / "corpus").is_dir():
        pytest.skip("the reference material ../shared is not beside this checkout")
    return path


def pytest_collection_finish() -> None:
    """Keep the garbage collector from looking through a million objects of collected tests again and again."""
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin files that take longest first, so that no processor waits for the last of them."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
