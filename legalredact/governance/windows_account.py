"""The account of this process on Windows, from its own access token."""

import sys

if sys.platform == "win32":
    import ctypes
    from collections.abc import Iterator
    from ctypes import wintypes

    from legalredact.governance.account import Account

    _QUERY = 0x0008
    _USER, _GROUPS = 1, 2
    _ENABLED = 0x0004
    _LONGEST = 256  # of a name or a domain, in characters, and more than either may have

    _kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    _security = ctypes.WinDLL("advapi32", use_last_error=True)
    _kernel.GetCurrentProcess.restype = wintypes.HANDLE
    _kernel.CloseHandle.argtypes = [wintypes.HANDLE]
    _kernel.LocalFree.argtypes = [ctypes.c_void_p]
    _kernel.LocalFree.restype = ctypes.c_void_p
    _security.OpenProcessToken.argtypes = [wintypes.HANDLE, wintypes.DWORD, ctypes.POINTER(wintypes.HANDLE)]
    _security.GetTokenInformation.argtypes = [
        wintypes.HANDLE,
        ctypes.c_int,
        ctypes.c_void_p,
        wintypes.DWORD,
        ctypes.POINTER(wintypes.DWORD),
    ]
    _security.ConvertSidToStringSidW.argtypes = [ctypes.c_void_p, ctypes.POINTER(ctypes.c_void_p)]
    _security.LookupAccountSidW.argtypes = [
        wintypes.LPCWSTR,
        ctypes.c_void_p,
        wintypes.LPWSTR,
        ctypes.POINTER(wintypes.DWORD),
        wintypes.LPWSTR,
        ctypes.POINTER(wintypes.DWORD),
        ctypes.POINTER(ctypes.c_int),
    ]

    class _Held(ctypes.Structure):
        """SID_AND_ATTRIBUTES: an account that a token holds."""

        _fields_ = (("sid", ctypes.c_void_p), ("attributes", wintypes.DWORD))

    def windows_account() -> Account:
        """Reads the token; `whoami` would tell the same in the code page of a console, which no name survives.

        A group counts where the token may use it: `Administrators` in an elevated process alone. It is given with its
        domain and without.

        Errors: OSError if the token cannot be read, which no process is denied of its own.
        """
        token = wintypes.HANDLE()
        _done(_security.OpenProcessToken(_kernel.GetCurrentProcess(), _QUERY, ctypes.byref(token)))
        try:
            user = _Held.from_buffer(_token_part(token, _USER))
            groups = _token_part(token, _GROUPS)
            names = [name for held in _groups_in(groups) for name in _group_names(held)]
            identity = _identity(user.sid)
            domain, name = _named(user.sid) or ("", identity)
            return Account(identity, _whole(domain, name), tuple(dict.fromkeys(names)))
        finally:
            _kernel.CloseHandle(token)

    def _token_part(token: wintypes.HANDLE, what: int) -> "ctypes.Array[ctypes.c_char]":
        """What the token says of its user or groups; the pointers in it lead into the same buffer."""
        size = wintypes.DWORD()
        _security.GetTokenInformation(token, what, None, 0, ctypes.byref(size))
        buffer = ctypes.create_string_buffer(size.value)
        _done(_security.GetTokenInformation(token, what, buffer, size, ctypes.byref(size)))
        return buffer

    def _groups_in(buffer: "ctypes.Array[ctypes.c_char]") -> "Iterator[_Held]":
        count = wintypes.DWORD.from_buffer(buffer).value
        held = (_Held * count).from_buffer(buffer, ctypes.sizeof(ctypes.c_void_p))
        return (one for one in held if one.attributes & _ENABLED)

    def _group_names(held: _Held) -> tuple[str, ...]:
        found = _named(held.sid)
        if found is None:  # one of another domain, or of the logon alone: no policy can name it
            return ()
        domain, name = found
        return (name, _whole(domain, name))

    def _whole(domain: str, name: str) -> str:
        return f"{domain}\\{name}" if domain else name

    def _identity(sid: int) -> str:
        """The SID as it is written: ``S-1-5-21-…``."""
        words = ctypes.c_void_p()
        _done(_security.ConvertSidToStringSidW(sid, ctypes.byref(words)))
        try:
            return ctypes.wstring_at(words.value or 0)
        finally:
            _kernel.LocalFree(words)

    def _named(sid: int) -> tuple[str, str] | None:
        """Domain and name; None for what no directory lists."""
        name, domain = ctypes.create_unicode_buffer(_LONGEST), ctypes.create_unicode_buffer(_LONGEST)
        sizes = wintypes.DWORD(_LONGEST), wintypes.DWORD(_LONGEST)
        use = ctypes.c_int()
        known = _security.LookupAccountSidW(
            None, sid, name, ctypes.byref(sizes[0]), domain, ctypes.byref(sizes[1]), ctypes.byref(use)
        )
        return (domain.value, name.value) if known else None

    def _done(answer: int) -> None:
        if not answer:
            raise ctypes.WinError(ctypes.get_last_error())
