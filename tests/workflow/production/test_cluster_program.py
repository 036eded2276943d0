"""Scheduler and workers are started with the settings without which a run refuses them."""

import subprocess
import sys
from pathlib import Path

import pytest

from legalredact import installation
from legalredact.workflow.production import cluster, cluster_program
from legalredact.workflow.production.cluster_program import settle, whole

ASK = """
import sys
from legalredact.workflow.production import cluster, cluster_program
import os
cluster_program.settle(os.environ)
import dask, distributed
print(cluster._pages(), cluster._losses(), any(dask.config.get(key) for key in cluster._TO_DISK))
print(dask.config.get("distributed.comm.require-encryption"))
"""


def test_dask_reads_our_settings_whatever_the_environment_says() -> None:
    pytest.importorskip("distributed")
    other = {
        "DASK_DISTRIBUTED__COMM__REQUIRE_ENCRYPTION": "False",
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "9",
    }
    done = subprocess.run([sys.executable, "-c", ASK], check=True, capture_output=True, text=True, env=other)

    assert done.stdout.split() == ["False", str(cluster._LOSSES), "False", "True"]


def test_arguments_of_ours_come_last_and_the_port_first() -> None:
    assert whole(["scheduler", "--port", "9"]) == [
        *("scheduler", "--port", "8786", "--port", "9", "--protocol", "tls"),
        *("--no-dashboard", "--dashboard-address", "127.0.0.1:0"),
    ]
    assert whole(["worker", "tls://x:1", "--nthreads", "4"])[-5:] == [
        *("--nthreads", "1", "--no-dashboard", "--dashboard-address", "127.0.0.1:0"),
    ]


def test_processes_that_dask_starts_inherit_the_settings() -> None:
    environment = {"DASK_DISTRIBUTED__WORKER__MEMORY__SPILL": "0.7", "HOME": "/x"}
    settle(environment)

    assert environment["DASK_DISTRIBUTED__WORKER__MEMORY__SPILL"] == "False"
    assert environment["HOME"] == "/x"


def test_no_other_program_of_dask_is_started(capsys: pytest.CaptureFixture[str]) -> None:
    for wrong in ([], ["ssh"], ["config"], ["--help"]):
        assert cluster_program.main(wrong) == 2
    assert "scheduler|worker" in capsys.readouterr().err


def test_an_installation_without_dask_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "dask.cli", None)

    assert cluster_program.main(["worker"]) == 69
    assert "install the package legalredact-cluster" in capsys.readouterr().err


def test_only_a_frozen_application_looks_beside_itself_for_dask(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "cluster").mkdir()
    monkeypatch.setattr(sys, "executable", str(tmp_path / "legalredact"))
    monkeypatch.setattr(sys, "path", ["/first"])
    installation.find_cluster_packages()
    assert sys.path == ["/first"]

    monkeypatch.setattr(sys, "frozen", True, raising=False)
    installation.find_cluster_packages()
    installation.find_cluster_packages()
    assert sys.path == ["/first", str(tmp_path / "cluster")]

    (tmp_path / "cluster").rmdir()
    monkeypatch.setattr(sys, "path", ["/first"])
    installation.find_cluster_packages()
    assert sys.path == ["/first"]
