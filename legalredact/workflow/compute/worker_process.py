"""The loop inside a process of `worker`: it answers one request after the other, and sends nothing to anybody else."""

import multiprocessing.connection
import pickle
from collections.abc import Callable
from typing import Any

from legalredact.documents.workers.process import suppress_output
from legalredact.errors import LegalRedactError
from legalredact.model.progress import Progress
from legalredact.sandbox.profiles import Confine
from legalredact.workflow.compute.lanes import unexpected


def serve(pipe: "multiprocessing.connection.Connection[Any, Any]", make: bytes, confine: Confine) -> None:
    """Answer requests until the pipe is closed.

    Arguments:
        make: pickled; makes the object that answers. It is loaded last: its imports may start threads, which the system
            would leave unconfined.
        confine: has the system confine this process.
        pipe: receives (method, arguments); a method is called with these and with `report` as its last argument. It
            sends Progress values, and finally a tuple with only the value, or one of our errors.
    """
    suppress_output()
    try:
        answerer = _answerer(make, confine)
        while True:
            method, arguments = pickle.loads(pipe.recv_bytes())  # noqa: S301 - from whoever has started this process

            def answer(value: object) -> None:
                pipe.send_bytes(pickle.dumps(value))

            if isinstance(answerer, LegalRedactError):
                answer(answerer)
            else:
                answer(_answered(getattr(answerer, method), arguments, answer))
    except (EOFError, OSError):
        return  # the window is gone


def _answerer(make: bytes, confine: Confine) -> object:
    """The object that answers, or our error if policy requires more than the system enforces."""
    try:
        confine()
    except LegalRedactError as refusal:
        return refusal
    maker: Callable[[], object] = pickle.loads(make)  # noqa: S301 - from whoever has started this process
    return maker()


def _answered(
    method: Callable[..., object], arguments: tuple[object, ...], report: Callable[[Progress], None]
) -> tuple[object] | LegalRedactError:
    try:
        return (method(*arguments, report),)
    except LegalRedactError as problem:
        return problem
    except OSError:
        raise
    except Exception as problem:  # noqa: BLE001 - named by kind and place; its message may quote a document and stays here
        return unexpected(problem)
