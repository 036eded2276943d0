"""Sets the times in an MSI file to that of the commit, so that two builds are identical.

See "Property Set Format" in [MS-OLEPS]; msibuild always writes the present time.
"""

import struct
from pathlib import Path

_FORMAT = bytes.fromhex("e0859ff2f94f6810ab9108002b27b3d9")
"""FMTID_SummaryInformation, which precedes the offset of the properties."""
_CREATED, _SAVED = 12, 13
_FILETIME = 64
_BEFORE_1970 = 11_644_473_600
_SECTOR = 64


def set_times(package: Path, seconds: int) -> None:
    """Overwrite the times of creation and last saving.

    Arguments:
        seconds: since 1970.

    Errors: ValueError if the file has no such times at the expected place.
    """
    data = bytearray(package.read_bytes())
    begin = data.find(_FORMAT) - 28
    if begin < 0 or data.find(_FORMAT, begin + 29) >= 0 or begin % _SECTOR:
        raise ValueError(f"{package.name} has not one summary of itself.")
    section = begin + struct.unpack_from("<I", data, begin + 44)[0]
    count = struct.unpack_from("<I", data, section + 4)[0]
    pairs = [struct.unpack_from("<II", data, section + 8 + 8 * number) for number in range(count)]
    places = {key: section + offset for key, offset in pairs if key in {_CREATED, _SAVED}}
    if len(places) != 2 or any(struct.unpack_from("<I", data, at)[0] != _FILETIME for at in places.values()):
        raise ValueError(f"{package.name} does not say when it was made.")
    for at in places.values():
        struct.pack_into("<Q", data, at + 4, (seconds + _BEFORE_1970) * 10_000_000)
    package.write_bytes(data)
