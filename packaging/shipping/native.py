"""Native libraries inside the packages of the index and inside Python, as components of the inventory with their CPE.

A wheel hides them from every scanner: it names neither the MuPDF in PyMuPDF nor the OpenSSL in SQLCipher. The versions
are read from the libraries' own bytes, where the compiler has put the text that the library answers with.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_LIBRARY = re.compile(r"\.(so|pyd|dll|dylib|exe)(\.|$)")


@dataclass(frozen=True, slots=True)
class Native:
    """A library and how it states its version.

    Arguments:
        name: as its authors write it.
        cpe: vendor and product, as the dictionary of CPE names writes them where it has them.
        files: pattern of the names of files that contain it, in lower case.
        states: the version in the bytes, as the first group; None if no text in the library states it.
        always: whether a package without it is not what we think it is.
    """

    name: str
    cpe: tuple[str, str]
    files: str
    states: bytes | None
    always: bool = True


LIBRARIES = (
    Native("MuPDF", ("artifex", "mupdf"), r"mupdf", rb"\0(1\.\d{2}\.\d+)\0"),
    Native("Tesseract", ("tesseract-ocr", "tesseract"), r"^(lib)?mupdf(cpp64)?\.", rb"\0(5\.\d+\.\d+)[-\w]*\0"),
    Native("Leptonica", ("leptonica", "leptonica"), r"^(lib)?mupdf(cpp64)?\.", None),
    Native("PDFium", ("google", "pdfium"), r"pdfium\.", None),
    Native("qpdf", ("qpdf_project", "qpdf"), r"qpdf.*\.(so|dll|dylib)", rb"\0(1\d\.\d+\.\d+)\0"),
    Native("SQLCipher", ("zetetic", "sqlcipher"), r"^_sqlite3", rb"community\0.{0,32}?(4\.\d+\.\d+)\0"),
    Native("SQLite", ("sqlite", "sqlite"), r"^_sqlite3", rb"(?<![\w.])(3\.[3-9]\d\.\d+)\0"),
    Native("OpenSSL", ("openssl", "openssl"), r".", rb"OpenSSL (\d+\.\d+\.\d+[a-z]?) \d+ \w{3} \d{4}"),
    Native("Qt", ("qt", "qt"), r"qt6?core", rb"Qt (\d+\.\d+\.\d+) \("),
    Native("libxml2", ("xmlsoft", "libxml2"), r"^etree\.", rb"\0(2\d{4})(?:-\w[\w.-]*)?\0"),
    Native("expat", ("libexpat_project", "libexpat"), r".", rb"expat_(\d+\.\d+\.\d+)"),
    Native("ONNX Runtime", ("microsoft", "onnxruntime"), r"onnxruntime", rb"\0(1\.\d{2}\.\d+)\0"),
    Native("zlib", ("zlib", "zlib"), r".", rb"inflate (\d+\.\d+(?:\.\d+)*) Copyright", always=False),
    Native("libjpeg-turbo", ("libjpeg-turbo", "libjpeg-turbo"), r".", rb"turbo version (\d+\.\d+\.\d+)", always=False),
    Native("libtiff", ("libtiff", "libtiff"), r".", rb"LIBTIFF, Version (\d+\.\d+\.\d+)", always=False),
    Native("libpng", ("libpng", "libpng"), r".", rb"libpng version (\d+\.\d+\.\d+)", always=False),
    Native("OpenBLAS", ("openblas_project", "openblas"), r".", rb"OpenBLAS (\d+\.\d+\.\d+)", always=False),
)
_STATED_BESIDE = {"PDFium": "version.json"}
"""Libraries whose package states the version in a file beside them."""


def native_parts(folder: Path, kept: Callable[[Path], bool] = Path.is_file) -> list[dict[str, Any]]:
    """The components of CycloneDX for the libraries in a folder, one for each version; sorted.

    Arguments:
        kept: whether a file stays in the package.

    Errors: SystemExit if a library that every package has is not found, or states its version in another way.
    """
    found: dict[tuple[str, str], list[str]] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and _LIBRARY.search(path.name) and kept(path):
            for name, version in stated(path):
                found.setdefault((name, version), []).append(path.relative_to(folder).as_posix())
    absent = [one.name for one in LIBRARIES if one.always and not any(name == one.name for name, _ in found)]
    if absent:
        raise SystemExit(f"Native libraries that state no version as expected: {', '.join(absent)}. See {__name__}.")
    return [_part(name, version, files) for (name, version), files in sorted(found.items())]


def stated(path: Path) -> Iterator[tuple[str, str]]:
    """Names and versions of the libraries in one file; an empty version where none is stated."""
    content = path.read_bytes()
    for one in LIBRARIES:
        if not re.search(one.files, path.name.lower()):
            continue
        if one.name in _STATED_BESIDE:
            yield one.name, _beside(path.with_name(_STATED_BESIDE[one.name]))
        elif one.states is None:
            yield one.name, ""
        else:
            versions = {match[1].decode("ascii") for match in re.finditer(one.states, content, re.DOTALL)}
            yield from ((one.name, _with_points(version)) for version in sorted(versions))


def _beside(path: Path) -> str:
    if not path.is_file():
        return ""
    told = json.loads(path.read_text(encoding="utf-8"))
    return ".".join(str(told[part]) for part in ("major", "minor", "build", "patch"))


def _with_points(version: str) -> str:
    """`21406`, as libxml2 writes it, is 2.14.6."""
    return version if "." in version else f"{int(version) // 10000}.{int(version) // 100 % 100}.{int(version) % 100}"


def _part(name: str, version: str, files: list[str]) -> dict[str, Any]:
    library = next(one for one in LIBRARIES if one.name == name)
    vendor, product = library.cpe
    ref = f"pkg:generic/{product}@{version or 'unknown'}"
    part: dict[str, Any] = {"type": "library", "bom-ref": f"{ref}#inside", "name": name}
    if version:
        part |= {"version": version}
    else:
        part["properties"] = [{"name": "legalredact:version", "value": "not stated by the library"}]
    escaped = re.sub(r"([^\w.])", r"\\\1", product), re.sub(r"([^\w.])", r"\\\1", vendor)
    part["cpe"] = f"cpe:2.3:a:{escaped[1]}:{escaped[0]}:{version or '*'}:*:*:*:*:*:*:*"
    part["evidence"] = {"occurrences": [{"location": file} for file in files]}
    return part
