"""Reads HKEY_LOCAL_MACHINE; there on Windows alone."""

import sys
from collections.abc import Mapping
from typing import Any

if sys.platform == "win32":
    import winreg

    class WindowsRegistry:
        """See `policy_sources.Registry`. The 64-bit view, whichever Python runs."""

        def values(self, path: str) -> Mapping[str, Any] | None:
            """See `Registry`."""
            try:
                with self._open(path) as key:
                    rows = (winreg.EnumValue(key, number) for number in range(winreg.QueryInfoKey(key)[1]))
                    return {name: value for name, value, _ in rows if name}
            except OSError:
                return None

        def children(self, path: str) -> tuple[str, ...]:
            """See `Registry`."""
            try:
                with self._open(path) as key:
                    return tuple(winreg.EnumKey(key, number) for number in range(winreg.QueryInfoKey(key)[0]))
            except OSError:
                return ()

        def _open(self, path: str) -> winreg.HKEYType:
            return winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, path, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY)
