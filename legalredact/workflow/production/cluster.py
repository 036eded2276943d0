"""Work on a production's documents by other machines of the firm: a Dask cluster, if policy names one.

Besides the Claude engine this is the only connection to a network. It leads to the one scheduler of the policy, over
TLS with the firm's own certificates on both sides, and carries the clear text of documents. So a cluster must belong to
the firm like its own file server. Workers store nothing on disk, and free everything when the run or its process ends.
"""

import contextlib
import itertools
import logging
import queue
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from legalredact.errors import EngineUnreachable, LegalRedactError, Refused, UsageError, WorkerStopped
from legalredact.governance.files_named_by_policy import refuse_foreign_certificates
from legalredact.installation import find_cluster_packages
from legalredact.model.policy import ClusterPolicy, Policy
from legalredact.model.progress import silent
from legalredact.neural import refuse_telemetry
from legalredact.workflow.matter.worker_toolkit import Kit, MakeKit
from legalredact.workflow.production.executors import AHEAD, drained, failed
from legalredact.workflow.production.passes import Round
from legalredact.workflow.production.stages import Done, RunSettings, StageTask, done, forget

if TYPE_CHECKING:
    import distributed

_TO_DISK = ("distributed.worker.memory.target", "distributed.worker.memory.spill")
"""Shares of a worker's memory above which it would write its data to disk, in clear."""
_PAGES = ("distributed.scheduler.http.routes", "distributed.worker.http.routes")
"""Web pages of a scheduler and a worker, without TLS, for everybody who reaches them; Dask serves some of them also
without its dashboard: names and call stacks of tasks, and requests that it passes on to workers."""
_LOSSES = 2
"""Number of workers that a document may crash before it counts as the cause."""
_TOGETHER = 8
"""Tasks that may be sent together."""
_PARCELS = 2
"""Number of such parcels for each worker; at a run's end there are few tasks, and each is sent alone."""
_PATIENCE = 30.0
"""Seconds to wait for the scheduler and for a first worker."""


class Cluster:
    """Workers of a Dask cluster; see `executors.TaskExecutor`.

    Arguments:
        make: makes the tools of the workers.
        client: connected; closed with this.

    Errors: Refused if a worker would write to disk, or has another build than this one; EngineUnreachable if
    there is no worker.
    """

    ahead = 2 * AHEAD  # as much as makes several parcels

    def __init__(self, make: MakeKit, client: "distributed.Client") -> None:
        self._make, self._client = make, client
        self._done: queue.SimpleQueue[tuple[Done, ...]] = queue.SimpleQueue()
        self._waiting: list[StageTask] = []
        self._alone: queue.SimpleQueue[StageTask] = queue.SimpleQueue()
        self._known: RunSettings | Round | None = None
        self._there: Any = None  # the same, held by the workers; None if they have to be given it
        self._open = 0
        self._futures: dict[str, tuple[tuple[StageTask, ...], distributed.Future]] = {}
        self.lost: tuple[str, ...] = ()
        """Machines that had a worker at the start and none at the end; known once this is closed."""
        try:
            self.width = _threads(client)
            _refuse_unfit(client, make)
            self._machines = _machines(client)
        except BaseException:
            self._client.close()
            raise

    def know(self, known: RunSettings | Round) -> None:
        """See `Executor`; the register is sent to each worker once."""
        self._send_waiting()
        self._known, self._there = known, None

    def may_read(self, places: frozenset[Path]) -> None:
        """See `Executor`; the workers are the firm's own machines, and this process does not restrict them."""

    def submit(self, task: StageTask) -> None:
        """See `Executor`; several tasks are sent together, since that costs little more than sending one."""
        self._waiting.append(task)

    def _send_waiting(self) -> None:
        """Send tasks in parcels, so small that every worker gets several of them."""
        size = max(1, min(_TOGETHER, len(self._waiting) // (_PARCELS * self.width)))
        for first in range(0, len(self._waiting), size):
            self._send(tuple(self._waiting[first : first + size]))
        self._waiting.clear()

    def _send(self, tasks: tuple[StageTask, ...]) -> None:
        self._open += 1
        if self._there is None and self._known is not None:
            self._there = self._client.scatter(self._known, broadcast=True, hash=False)
        name = f"{tasks[0].stage}-{secrets.token_hex(8)}"  # the scheduler shows names: no document's
        future = self._client.submit(remotely, self._make, tasks, self._there, key=name, pure=False)
        self._futures[name] = tasks, future
        future.add_done_callback(lambda _: self._done.put(self._result(name)))

    def finished(self, wait: float) -> Sequence[Done]:
        """See `Executor`; if a parcel's workers crashed, each of its tasks is first sent alone."""
        self._send_waiting()
        found = drained(self._done, wait, self._open)
        while not self._alone.empty():
            self._send((self._alone.get(),))
        self._open -= len(found)
        return [*itertools.chain.from_iterable(found)]

    def close(self) -> None:
        """See `Executor`; workers forget the register."""
        with contextlib.suppress(Exception):
            self.lost = tuple(sorted(self._machines - _machines(self._client)))
        with contextlib.suppress(Exception):  # a cluster that is gone has forgotten
            self._client.cancel([future for _, future in self._futures.values()])
            self._there = None
            self._client.run(forget)
        self._futures.clear()
        self._client.close()

    def _result(self, name: str) -> tuple[Done, ...]:
        """Results of a parcel; nothing of it stays in the cluster."""
        tasks, future = self._futures.pop(name)
        try:
            results: tuple[Done, ...] = future.result(timeout=_PATIENCE)
        except Exception:  # noqa: BLE001 - whatever Dask says of a worker that died may hold what it worked on
            self._there = None  # the one that died may have been the last to hold it
            if len(tasks) == 1:
                return (failed(tasks[0], _crashed()),)
            for task in tasks:  # one of them may have ended it, and the others shall not answer for that
                self._alone.put(task)
            return ()
        finally:
            future.release()
        return results


def remotely(make: MakeKit, tasks: tuple[StageTask, ...], known: RunSettings | Round | None) -> tuple[Done, ...]:
    """The code that runs in a worker of the cluster."""
    return tuple(itertools.chain.from_iterable(done(task, _kit(make), known, silent) for task in tasks))


_kits: dict[MakeKit, Kit] = {}


def _kit(make: MakeKit) -> Kit:
    if make not in _kits:
        _kits[make] = make()
    return _kits[make]


def connected_under(policy: Policy) -> "distributed.Client":
    """A client of the cluster that policy names; its certificates decide who receives documents in clear text.

    Errors: as `connected`, and Refused if other accounts than the policy's owner can write the certificates.
    """
    refuse_foreign_certificates(policy, policy.cluster)
    return connected(policy.cluster)


def connected(policy: ClusterPolicy) -> "distributed.Client":
    """A client of the cluster that policy names.

    Errors: Refused if policy names none or not over TLS; UsageError if this installation has no `cluster` extra;
    EngineUnreachable.
    """
    if not policy.scheduler:
        raise Refused("The policy names no cluster; nothing was sent.", "Use the processes of this machine.")
    if not policy.scheduler.startswith("tls://") or not all((policy.ca_file, policy.cert_file, policy.key_file)):
        raise Refused(
            "The policy's cluster is not protected by TLS with certificates of the firm; nothing was sent.",
            "Ask firm IT to set cluster.scheduler (tls://…), ca_file, cert_file and key_file.",
        )
    find_cluster_packages()
    try:
        import distributed
    except ImportError:
        raise UsageError(
            "This installation cannot use a cluster.",
            "Use the processes of this machine, or ask firm IT to install Dask (on Debian: legalredact-cluster).",
        ) from None
    silence()
    security = distributed.Security(
        tls_ca_file=policy.ca_file,
        tls_client_cert=policy.cert_file,
        tls_client_key=policy.key_file,
        require_encryption=True,
    )
    try:
        return distributed.Client(policy.scheduler, security=security, set_as_default=False, timeout=_PATIENCE)
    except (OSError, TimeoutError, ValueError):
        raise EngineUnreachable(
            "The cluster's scheduler cannot be reached, or its certificate is not the firm's; nothing was sent.",
            "Ask firm IT whether it runs, or use the processes of this machine.",
        ) from None


def silence() -> None:
    """Dask logs the arguments of a failed task. Our tasks never fail; still, nothing is logged."""
    for name in ("distributed", "dask", "tornado"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _threads(client: "distributed.Client") -> int:
    """Number of tasks at a time: one for each worker, since not every engine can run two in one process."""
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError:
        raise EngineUnreachable("The cluster has no worker; nothing was sent.", "Ask firm IT to start some.") from None
    threads = client.nthreads().values()
    if max(threads) > 1:
        raise Refused("A worker of the cluster has several threads; nothing was sent.", "Start it with --nthreads 1.")
    return len(threads)


def _machines(client: "distributed.Client") -> frozenset[str]:
    """The machines that have a worker now, by the scheduler's list."""
    return frozenset(map(_host, client.nthreads()))


def _refuse_unfit(client: "distributed.Client", make: MakeKit) -> None:
    """Workers must keep everything in memory, and have this very build, or results would differ by machine."""
    own = make().build
    try:
        allowed, told = client.run_on_scheduler(_losses), client.run(_fitness, make, on_error="return")
        pages = {"": client.run_on_scheduler(_pages)} | client.run(_pages, on_error="return")
    except Exception as problem:  # noqa: BLE001 - whatever a machine says that has another installation, or none
        raise _cannot_say("The scheduler of the cluster", problem) from None
    for address, answer in told.items():
        where = f"The worker of the cluster at {_host(address)}"
        if isinstance(answer, BaseException):
            raise _cannot_say(where, answer)
        writes, build = answer
        if writes:
            raise Refused(
                f"{where} would write documents to its disk; nothing was sent.",
                f"Set {' and '.join(_TO_DISK)} to false on it.",
            )
        if build != own:
            raise Refused(f"{where} is of another build; nothing was sent.", "Install this build there.")
    if any(pages.values()):
        raise Refused(
            "A machine of the cluster would show its tasks as web pages without TLS; nothing was sent.",
            f"Set {' and '.join(_PAGES)} to [] on every machine of it.",
        )
    if allowed > _LOSSES:
        raise Refused(
            "A document may end more workers than it should; nothing was sent.",
            f"Set distributed.scheduler.allowed-failures to {_LOSSES} on the scheduler.",
        )


def _cannot_say(who: str, problem: BaseException) -> Refused:
    return Refused(
        f"{who} cannot say whether it fits ({type(problem).__name__}); nothing was sent.",
        "Install this build of LegalRedact on the scheduler and on all workers.",
    )


def _host(address: str) -> str:
    """The machine of an address as Dask writes it: ``tls://10.1.2.3:40123``."""
    return address.rpartition("://")[2].rpartition(":")[0]


def _fitness(make: MakeKit) -> tuple[bool, str]:
    """Runs in each worker: whether it would write to disk, and which build it has."""
    import dask

    silence()
    refuse_telemetry()
    return any(dask.config.get(key) for key in _TO_DISK), _kit(make).build


def _pages() -> bool:
    """Runs in the scheduler and in each worker: whether it serves web pages; neither loads the other's."""
    import dask

    return any(bool(dask.config.get(key)) for key in _PAGES)


def _losses() -> int:
    """Runs in the scheduler: number of workers that a task may crash."""
    import dask

    return int(dask.config.get("distributed.scheduler.allowed-failures"))


def _crashed() -> LegalRedactError:
    return WorkerStopped(
        "The workers of the cluster ended unexpectedly over this document.",
        "Everything else is kept. Try it on this machine; if it ends again, report what was worked on.",
    )
