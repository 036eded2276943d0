"""Archives whose directory is whole and in which the packed bytes of a part are not."""

import io
import zipfile

PACKINGS = {"deflate": zipfile.ZIP_DEFLATED, "bzip2": zipfile.ZIP_BZIP2, "LZMA": zipfile.ZIP_LZMA}


def damaged_zip(packing: str, name: str = "word/document.xml", whole: dict[str, bytes] | None = None) -> bytes:
    """An archive with one such part.

    Arguments:
        packing: one of `PACKINGS`.
        whole: parts that can be read.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", PACKINGS[packing]) as archive:
        for other, content in (whole or {}).items():
            archive.writestr(other, content)
        archive.writestr(name, b"nobody knows anything of it " * 40)
        begin = archive.getinfo(name).header_offset + 30 + len(name.encode())
    damaged = bytearray(out.getvalue())
    for at in range(begin + 10, begin + 16):
        damaged[at] ^= 0xFF
    return bytes(damaged)
