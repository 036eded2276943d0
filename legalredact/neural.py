"""The one place that imports onnxruntime, with its telemetry off.

Since version 1.29 onnxruntime sends what it does to its maker unless `ORT_DISABLE_TELEMETRY` is set when it is
imported. `legalredact.environment` sets it; here it is checked, and the import refused where it is not.
"""

import functools
from typing import Any

from legalredact.environment import telemetry_fault
from legalredact.errors import Refused


class TelemetryOn(Refused):
    """The runtime of the models would send to its maker; it was not used."""


@functools.cache
def onnxruntime() -> Any:
    """The module `onnxruntime`.

    Errors: TelemetryOn if it was imported before its telemetry was switched off, or the variable was taken away.
    """
    refuse_telemetry()
    import onnxruntime as runtime

    runtime.disable_telemetry_events()  # Windows' tracing, which the variable does not reach
    return runtime


def refuse_telemetry() -> None:
    """Raise `TelemetryOn` where onnxruntime may send."""
    fault = telemetry_fault()
    if fault is not None:
        raise TelemetryOn(
            f"The models cannot be used: {fault}, so that it would report to its maker.",
            "Start LegalRedact by itself, not within another program.",
        )
