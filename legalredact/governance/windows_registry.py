"""Reads HKEY_LOCAL_MACHINE; exists only on Windows."""

import sys
from collections.abc import Mapping
from typing import Any

from legalredact.errors import UsageError

if sys.platform == "win32":
    import winreg

    class WindowsRegistry:
        """See `policy_sources.Registry`. Uses the 64-bit view, also in a 32-bit Python.

        Errors: UsageError for a key that exists and cannot be read; then the firm's policy does not count as absent.
        """

        def values(self, path: str) -> Mapping[str, Any] | None:
            """See `Registry`."""
            try:
                with self._open(path) as key:
                    rows = (winreg.EnumValue(key, number) for number in range(winreg.QueryInfoKey(key)[1]))
                    return {name: value for name, value, _ in rows if name}
            except FileNotFoundError:
                return None
            except OSError:
                raise _unreadable(path) from None

        def children(self, path: str) -> tuple[str, ...]:
            """See `Registry`."""
            try:
                with self._open(path) as key:
                    return tuple(winreg.EnumKey(key, number) for number in range(winreg.QueryInfoKey(key)[0]))
            except FileNotFoundError:
                return ()
            except OSError:
                raise _unreadable(path) from None

        def _open(self, path: str) -> winreg.HKEYType:
            return winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, path, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY)

    def _unreadable(path: str) -> UsageError:
        return UsageError(f"The policy HKLM\\{path} cannot be read.", "Have IT give users the right to read that key.")
