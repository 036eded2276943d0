"""Starts the scheduler or a worker of the firm's cluster with the settings without which `cluster` refuses it.

    legalredact-cluster scheduler --tls-ca-file CA --tls-cert CERT --tls-key KEY
    legalredact-cluster worker tls://SCHEDULER:8786 --nworkers N --tls-ca-file CA --tls-cert CERT --tls-key KEY

All other arguments are Dask's own.
"""

import os
import sys
from collections.abc import MutableMapping, Sequence

from legalredact import installation

KINDS = ("scheduler", "worker")
_UNAVAILABLE = 69
_PREFIX = "DASK_DISTRIBUTED__"
SETTINGS = {
    "COMM__REQUIRE_ENCRYPTION": "True",
    "SCHEDULER__HTTP__ROUTES": "[]",
    "WORKER__HTTP__ROUTES": "[]",
    "SCHEDULER__ALLOWED_FAILURES": "2",
    "WORKER__MEMORY__TARGET": "False",
    "WORKER__MEMORY__SPILL": "False",
    "WORKER__PROFILE__ENABLED": "False",
    "ADMIN__TICK__INTERVAL": "500ms",
}
"""Names of Dask's variables after their prefix. The first six are those that `cluster` wants; the others keep Dask from
profiling each process a hundred times a second."""
_NO_PAGES = ("--no-dashboard", "--dashboard-address", "127.0.0.1:0")
_BEFORE = {"scheduler": ("--port", "8786"), "worker": ()}
"""Arguments that others may replace."""
_AFTER = {"scheduler": ("--protocol", "tls", *_NO_PAGES), "worker": ("--nthreads", "1", *_NO_PAGES)}
"""Arguments that replace others: of two, Dask takes the last."""


def main(arguments: Sequence[str]) -> int:
    """Run Dask's program; returns its exit status, 2 for a wrong kind of program and 69 if Dask is not installed."""
    if arguments[:1] not in [[kind] for kind in KINDS]:
        sys.stderr.write(f"usage: legalredact-cluster {{{'|'.join(KINDS)}}} [arguments of Dask]\n")
        return 2
    installation.find_cluster_packages()
    settle(os.environ)
    try:
        from dask.cli import run_cli
    except ImportError:
        sys.stderr.write(
            "legalredact-cluster: this installation has no Dask; install the package legalredact-cluster\n"
        )
        return _UNAVAILABLE
    sys.argv = ["dask", *whole(arguments)]
    run_cli()
    return 0


def settle(environment: MutableMapping[str, str]) -> None:
    """Put our settings into an environment; they win over Dask's files, and processes that Dask starts inherit them."""
    environment.update({f"{_PREFIX}{name}": value for name, value in SETTINGS.items()})


def whole(arguments: Sequence[str]) -> list[str]:
    """Dask's arguments for these of ours."""
    kind, *rest = arguments
    return [kind, *_BEFORE[kind], *rest, *_AFTER[kind]]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
