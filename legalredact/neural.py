"""Imports onnxruntime, the only place that does, and ensures that its telemetry is off.

Since version 1.29, onnxruntime sends usage data to its maker unless `ORT_DISABLE_TELEMETRY` is set during import.
`legalredact.environment` sets it; this module checks it, and refuses the import if it is not set.
"""

import functools
from typing import Any

from legalredact.environment import telemetry_fault
from legalredact.errors import Refused


class TelemetryOn(Refused):
    """The runtime of the models would send data to its maker; it was not used."""


@functools.cache
def onnxruntime() -> Any:
    """The module `onnxruntime`.

    Errors: TelemetryOn if it was imported before its telemetry was turned off, or the variable was removed.
    """
    refuse_telemetry()
    import onnxruntime as runtime

    runtime.disable_telemetry_events()  # tracing on Windows, which the variable does not affect
    return runtime


def refuse_telemetry() -> None:
    """Raise `TelemetryOn` if onnxruntime may send data."""
    fault = telemetry_fault()
    if fault is not None:
        raise TelemetryOn(
            f"The models cannot be used: {fault}, so that it would report to its maker.",
            "Start LegalRedact by itself, not within another program.",
        )
