"""Reads a file on Windows that only administrators can have written: checks the access lists of it and its folders."""

import sys

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes
    from pathlib import Path

    from legalredact.governance.trusted_file import LARGEST, not_trusted, unreadable
    from legalredact.governance.windows_account import windows_account
    from legalredact.governance.windows_acl import REPLACING, TRUSTED, WRITING, fault

    _READ_CONTROL, _READ_DATA, _READ_ATTRIBUTES = 0x0002_0000, 0x1, 0x80
    _SHARE_READ, _SHARE_ALL = 1, 7
    _OPEN_EXISTING = 3
    _BACKUP_SEMANTICS, _OPEN_REPARSE_POINT = 0x0200_0000, 0x0020_0000
    _REPARSE_POINT, _DIRECTORY = 0x400, 0x10
    _OWNER, _DACL = 1, 4
    _NOTHING_THERE = frozenset({2, 3})  # ERROR_FILE_NOT_FOUND, ERROR_PATH_NOT_FOUND
    _INVALID = ctypes.c_void_p(-1).value

    _kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    _security = ctypes.WinDLL("advapi32", use_last_error=True)
    _kernel.CreateFileW.restype = wintypes.HANDLE
    _kernel.CreateFileW.argtypes = [
        wintypes.LPCWSTR,
        wintypes.DWORD,
        wintypes.DWORD,
        ctypes.c_void_p,
        wintypes.DWORD,
        wintypes.DWORD,
        wintypes.HANDLE,
    ]
    _kernel.CloseHandle.argtypes = [wintypes.HANDLE]
    _kernel.ReadFile.argtypes = [
        wintypes.HANDLE,
        ctypes.c_void_p,
        wintypes.DWORD,
        ctypes.POINTER(wintypes.DWORD),
        ctypes.c_void_p,
    ]
    _security.GetKernelObjectSecurity.argtypes = [
        wintypes.HANDLE,
        wintypes.DWORD,
        ctypes.c_void_p,
        wintypes.DWORD,
        ctypes.POINTER(wintypes.DWORD),
    ]

    class _Facts(ctypes.Structure):
        """BY_HANDLE_FILE_INFORMATION; only its first word, the attributes, is used."""

        _fields_ = (("attributes", wintypes.DWORD), ("others", wintypes.DWORD * 12))

    _kernel.GetFileInformationByHandle.argtypes = [wintypes.HANDLE, ctypes.POINTER(_Facts)]

    def read_trusted_windows(path: Path, more: frozenset[str] = frozenset()) -> bytes | None:
        """As `trusted_path.read_trusted`: the file and its folder may be changed by administrators alone, and nobody
        else may take away a folder above them.

        In an elevated process the account is an administrator's, and may also own them.

        Arguments:
            more: ids of accounts that may change them beside the administrators.

        Errors: Refused; UsageError.
        """
        trusted = TRUSTED | ({windows_account().id} if ctypes.WinDLL("shell32").IsUserAnAdmin() else set()) | more
        folder, *above = path.parents
        for one, rights in ((folder, WRITING), *((one, REPLACING) for one in above)):
            handle = _opened(path, one, _READ_CONTROL | _READ_ATTRIBUTES, _SHARE_ALL)
            if handle is not None:
                _look(path, handle, f"the folder {one}", rights, trusted, _DIRECTORY)
        handle = _opened(path, path, _READ_CONTROL | _READ_DATA | _READ_ATTRIBUTES, _SHARE_READ)
        if handle is None:
            return None
        return _look(path, handle, "it", WRITING, trusted, 0)

    def _opened(path: Path, what: Path, rights: int, shared: int) -> int | None:
        """A handle; None if there is no such file."""
        flags = _BACKUP_SEMANTICS | _OPEN_REPARSE_POINT
        handle = _kernel.CreateFileW(str(what), rights, shared, None, _OPEN_EXISTING, flags, None)
        if handle is not None and handle != _INVALID:
            return int(handle)
        problem = ctypes.get_last_error()
        if problem in _NOTHING_THERE:
            return None
        raise unreadable(path, ctypes.FormatError(problem).lower())

    def _look(path: Path, handle: int, what: str, rights: int, trusted: frozenset[str], kind: int) -> bytes:
        """Refuse what others can change; returns the content of a file, and nothing for a folder."""
        try:
            facts = _Facts()
            if not _kernel.GetFileInformationByHandle(handle, ctypes.byref(facts)):
                raise unreadable(path, "the system does not tell what it is")
            if facts.attributes & _REPARSE_POINT or facts.attributes & _DIRECTORY != kind:
                raise not_trusted(path, f"{what} is a link, or something else than it should be")
            why = fault(_descriptor(path, handle), rights, trusted)
            if why:
                raise not_trusted(path, f"{what} {why}")
            return b"" if kind else _content(path, handle)
        finally:
            _kernel.CloseHandle(handle)

    def _descriptor(path: Path, handle: int) -> bytes:
        size = wintypes.DWORD()
        _security.GetKernelObjectSecurity(handle, _OWNER | _DACL, None, 0, ctypes.byref(size))
        buffer = ctypes.create_string_buffer(size.value)
        if not _security.GetKernelObjectSecurity(handle, _OWNER | _DACL, buffer, size, ctypes.byref(size)):
            raise unreadable(path, "the system does not give its access list")
        return buffer.raw

    def _content(path: Path, handle: int) -> bytes:
        buffer, count = ctypes.create_string_buffer(LARGEST + 1), wintypes.DWORD()
        if not _kernel.ReadFile(handle, buffer, LARGEST + 1, ctypes.byref(count), None):
            raise unreadable(path, "the system refused")
        if count.value > LARGEST:
            raise unreadable(path, "it is far larger than a policy")
        return buffer.raw[: count.value]
