"""A cluster of two worker processes over TLS: the same results, also if one dies; nothing kept; off by default."""

import gc
import os
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from legalredact.errors import Refused
from legalredact.masking import names
from legalredact.model.document import Document
from legalredact.model.job import Stage
from legalredact.model.mention import Mention
from legalredact.model.policy import ClusterPolicy, Policy
from legalredact.model.progress import NEVER, Report, silent
from legalredact.workflow.matter.worker_toolkit import Kit
from legalredact.workflow.production.attempts import MOST_ATTEMPTS
from legalredact.workflow.production.cluster import Cluster, connected
from legalredact.workflow.production.executors import InlineExecutor
from legalredact.workflow.production.stages import StageTask
from tests.fakes import production
from tests.fakes.production import light_kit, written
from tests.workflow.production.test_executors import made_by, slow_kit

distributed = pytest.importorskip("distributed")
LETTERS = 10
IN_MEMORY = {"distributed.worker.memory.target": False, "distributed.worker.memory.spill": False}
NO_PAGES: dict[str, list[str]] = {"distributed.scheduler.http.routes": [], "distributed.worker.http.routes": []}
STRICT: dict[str, object] = {"distributed.scheduler.allowed-failures": 2, **IN_MEMORY, **NO_PAGES}


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ClusterPolicy]:
    """Of a cluster that runs."""
    import dask

    folder = tmp_path_factory.mktemp("certificates")
    made = distributed.Security.temporary()
    files = {"ca_file": made.tls_ca_file, "cert_file": made.tls_client_cert, "key_file": made.tls_client_key}
    for name, content in files.items():
        (folder / name).write_text(content)
    with (
        dask.config.set({**STRICT, "distributed.worker.use-file-locking": False}),
        distributed.LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            dashboard_address="127.0.0.1:0",
            scheduler_kwargs={"dashboard": False},
            host="127.0.0.1",
            protocol="tls",
            security=made,
            local_directory=str(folder / "workers"),
        ) as cluster,
    ):
        yield ClusterPolicy(cluster.scheduler_address, *(str(folder / name) for name in files))


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("in")
    written(folder, LETTERS)
    return folder


def test_a_cluster_gives_the_same_also_if_a_worker_is_killed_and_keeps_nothing(
    tmp_path: Path, source: Path, policy: ClusterPolicy
) -> None:
    expected = made_by(tmp_path / "inline", source, InlineExecutor(light_kit, isolated=False))
    client = connected(policy)
    executor = Cluster(slow_kit, client)
    pids = list(client.run(os.getpid).values())
    killer = threading.Thread(target=kill_soon, args=(pids[0],))
    killer.start()
    made = made_by(tmp_path / "cluster", source, executor)
    killer.join()
    assert made == expected
    with connected(policy) as again:
        again.wait_for_workers(2, timeout=30)
        assert set(again.run(left_behind).values()) == {(0, 0)}
        assert again.run_on_scheduler(tasks_left) == 0
    on_disk = [path for path in Path(policy.ca_file).parent.rglob("*") if path.is_file()]
    assert not any(b"Oldacre" in path.read_bytes() for path in on_disk)


def kill_soon(pid: int) -> None:
    time.sleep(0.2)
    os.kill(pid, signal.SIGKILL)


def left_behind() -> tuple[int, int]:
    """In a worker: documents in memory, and registers whose names are known."""
    gc.collect()
    return sum(isinstance(one, Document) for one in gc.get_objects()), len(names._kept)


def tasks_left(dask_scheduler: Any) -> int:
    return len(dask_scheduler.tasks)


def other_build() -> Kit:
    """As of an older installation."""
    return replace(light_kit(), build=str(os.getpid()))


def test_a_worker_of_another_build_is_refused(policy: ClusterPolicy) -> None:
    with pytest.raises(Refused, match=r"at 127\.0\.0\.1 is of another build"):
        Cluster(other_build, connected(policy))


def test_a_worker_that_would_write_to_disk_is_refused(policy: ClusterPolicy) -> None:
    with connected(policy) as client:
        client.run(let_it_spill, 0.5)
    try:
        with pytest.raises(Refused, match="to its disk"):
            Cluster(light_kit, connected(policy))
    finally:
        with connected(policy) as client:
            client.run(let_it_spill, False)


@pytest.mark.parametrize("part", ["scheduler", "worker"])
def test_a_machine_that_shows_web_pages_is_refused(policy: ClusterPolicy, part: str) -> None:
    """They need no certificate, and tell tasks' names and call stacks."""
    with connected(policy) as client:
        run = client.run_on_scheduler if part == "scheduler" else client.run
        run(show_pages, part, [f"distributed.http.{part}.prometheus"])
    try:
        with pytest.raises(Refused, match="as web pages without TLS"):
            Cluster(light_kit, connected(policy))
    finally:
        with connected(policy) as client:
            run = client.run_on_scheduler if part == "scheduler" else client.run
            run(show_pages, part, [])


def show_pages(part: str, routes: list[str]) -> None:
    import dask

    dask.config.set({f"distributed.{part}.http.routes": routes})


def let_it_spill(share: float | bool) -> None:
    import dask

    dask.config.set({"distributed.worker.memory.spill": share})


def test_without_a_policy_there_is_no_cluster_and_none_without_tls(policy: ClusterPolicy) -> None:
    with pytest.raises(Refused, match="names no cluster"):
        connected(Policy().cluster)
    with pytest.raises(Refused, match="not protected"):
        connected(replace(policy, scheduler=policy.scheduler.replace("tls://", "tcp://")))
    with pytest.raises(Refused, match="not protected"):
        connected(replace(policy, key_file=""))


def fatal_detect(document: Document, report: Report) -> tuple[Mention, ...]:
    """One of the letters ends whoever looks for names in it."""
    if "00003" in document.name:
        os._exit(9)
    return production.detect(document, report)


def fatal_kit() -> Kit:
    return replace(light_kit(), detect=fatal_detect)


def test_tasks_that_were_sent_with_one_that_ends_workers_are_done_all_the_same(
    source: Path, policy: ClusterPolicy
) -> None:
    executor = Cluster(fatal_kit, connected(policy))
    found = list(production.members(source, silent, NEVER))[: LETTERS - 1]
    letters = [production.read(one, silent)[0] for one in found]
    tasks = {
        f"d{number}": StageTask(f"d{number}", Stage.DETECT, replace(letters[number % len(letters)], id=f"d{number}"))
        for number in range(4 * executor.width)
    }
    attempts = dict.fromkeys(tasks, 0)
    for task in tasks.values():
        executor.submit(task)
    done: set[str] = set()
    until = time.monotonic() + 300
    while len(done) < len(tasks) - 1 and time.monotonic() < until:
        for one in executor.finished(1):
            attempts[one.document_id] += 1
            if one.error is None:
                done.add(one.document_id)
            elif attempts[one.document_id] < MOST_ATTEMPTS:  # as a run does
                executor.submit(tasks[one.document_id])
    executor.close()
    assert done == tasks.keys() - {"d3"}
