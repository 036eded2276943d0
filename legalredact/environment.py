"""Removes dangerous environment variables before any library reads them.

Libraries read variables by themselves: some then send data, write files, or load other code. Importing `legalredact`
calls `make_safe`, so it takes effect in every process, whichever module is imported first: commands, the window,
workers, a cluster's workers and the packages. Variables of the dynamic loader (`LD_PRELOAD`) cannot be handled: they
take effect before Python starts.
"""

import os
import sys
from collections.abc import Mapping, MutableMapping

TELEMETRY = "ORT_DISABLE_TELEMETRY"
OFF = "1"
"""With this value onnxruntime creates no uploader, no device id and no file (its Privacy.md, "Disabling Telemetry").

The library reads the variable once, during import, as a trace of `getenv` showed.
"""
RUNTIME = "onnxruntime"

_DROPPED_PREFIXES = (
    "CLOUDPATHLIB_",  # replaces Python's own `open`
    "CUPS_",  # a print server on another machine
    "DASK_",  # addresses of clusters, and code that is loaded from an address
    "FITZ_",
    "IBUS_ADDRESS",  # receives keystrokes
    "KEYRING_PROPERTY_",  # properties of the keyring, its file among them
    "MUPDF_",
    "ORT_",  # changes how the name model is computed
    "OTEL_",  # tracing
    "PYMUPDF_",  # log files of MuPDF, whose messages may quote a document
    "QML",
    "QSG_",
    "QT_",  # servers, plugins, logs
    "QV4_",
)
_DROPPED = frozenset(
    {
        "AT_SPI_BUS_ADDRESS",  # receives what is sent to a screen reader
        "DBUS_SYSTEM_BUS_ADDRESS",
        "IPP_PORT",
        "KEYCHAIN_PATH",  # a keychain other than the account's own (macOS)
        "OPENSSL_CONF",  # code that OpenSSL loads
        "OPENSSL_ENGINES",
        "OPENSSL_MODULES",
        "SESSION_MANAGER",  # may name a host
        "SSLKEYLOGFILE",  # a file for the keys of connections
        "TESSDATA_PREFIX",  # data of Tesseract
        "WAYLAND_DEBUG",  # prints keyboard input
    }
)
_KEPT = frozenset(
    {
        "QT_ACCESSIBILITY",
        "QT_AUTO_SCREEN_SCALE_FACTOR",
        "QT_ENABLE_HIGHDPI_SCALING",
        "QT_FONT_DPI",
        "QT_IM_MODULE",
        "QT_IM_MODULES",
        "QT_LAYOUT_DIRECTION",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON",
        "QT_QPA_PLATFORM",  # checked by gui.surroundings before the window is made
        "QT_QPA_PLATFORMTHEME",
        "QT_SCALE_FACTOR",
        "QT_SCALE_FACTOR_ROUNDING_POLICY",
        "QT_SCREEN_SCALE_FACTORS",
        "QT_STYLE_OVERRIDE",
        "QT_USE_PHYSICAL_DPI",
        "QT_WAYLAND_DISABLE_WINDOWDECORATION",
        "QT_WAYLAND_FORCE_DPI",
        "QT_XCB_FORCE_SOFTWARE_OPENGL",
        "QT_XCB_GL_INTEGRATION",
        "QT_XCB_NO_MITSHM",
    }
)
"""Variables for the appearance of the window and for input methods of the system; none of them names a file."""


class _Told:
    """The findings of `make_safe` in this process, for `doctor` and for `telemetry_fault`."""

    too_late = False
    dropped: tuple[str, ...] = ()


def make_safe(environment: MutableMapping[str, str] = os.environ, modules: Mapping[str, object] = sys.modules) -> None:
    """Turn telemetry off, and remove variables that could make a library send, write or load something.

    Arguments:
        modules: imported modules; if onnxruntime was imported with telemetry, it stays on.
    """
    if environment.get(TELEMETRY) != OFF:
        _Told.too_late = _Told.too_late or RUNTIME in modules
        environment[TELEMETRY] = OFF
    unwanted = tuple(name for name in environment if is_unwanted(name))
    for name in unwanted:
        del environment[name]
    _Told.dropped = (*_Told.dropped, *unwanted)


def is_unwanted(name: str) -> bool:
    """Whether a variable with that name is removed."""
    upper = name.upper()
    if upper == TELEMETRY or upper in _KEPT:
        return False
    return upper in _DROPPED or upper.startswith(_DROPPED_PREFIXES)


def dropped() -> tuple[str, ...]:
    """Names of the variables that were removed in this process."""
    return _Told.dropped


def telemetry_fault(environment: Mapping[str, str] = os.environ) -> str | None:
    """Why onnxruntime may have its telemetry on, in words; None if it is off."""
    if _Told.too_late:
        return f"onnxruntime was imported before {TELEMETRY} was set"
    if environment.get(TELEMETRY) != OFF:
        return f"{TELEMETRY} is not {OFF}"
    return None
