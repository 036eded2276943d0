"""Files of the packages that the Windows application leaves out, and why it does not need them."""

import shutil
from collections.abc import Sequence
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

from shipping.pruned import UNUSED_PARTS

PRUNED: Sequence[tuple[str, str]] = (
    ("bin", "commands of the packages; the application calls none"),
    ("tests", "another package's own tests, installed beside it"),
    ("setuptools", "asked for by spaCy for its own build"),
    ("setuptools-*.dist-info", "the same"),
    ("_distutils_hack", "the same"),
    ("*.pth", "read by the module site, which this Python does not start"),
    ("PySide6/*.exe", "tools of developers"),
    ("PySide6/qml", "no QML is used"),
    ("PySide6/translations", "the window speaks English"),
    ("PySide6/resources", "for pages of the web, which are not shown"),
    ("PySide6/metatypes", "for developers"),
    ("PySide6/typesystems", "for developers"),
    ("PySide6/include", "for developers"),
    ("PySide6/glue", "for developers"),
    ("PySide6/doc", "for developers"),
    ("PySide6/scripts", "for developers"),
    ("PySide6/opengl32sw.dll", "draws three dimensions without a graphics card; the window draws none"),
    ("PySide6/av*.dll", "sound and films"),
    ("PySide6/sw*.dll", "sound and films"),
    ("PySide6/pyside6qml*.dll", "no QML is used"),
    ("PySide6/vcamp140.dll", "nothing here loads it"),
    ("PySide6/vccorlib140.dll", "nothing here loads it"),
    ("PySide6/concrt140.dll", "nothing here loads it"),
    ("PySide6/msvcp140*.dll", "beside python.exe, for all"),
    ("PySide6/vcruntime140*.dll", "beside python.exe, for all"),
    ("shiboken6/*140*.dll", "beside python.exe, for all"),
    ("PySide6/plugins/[!ips]*", "databases, QML, designers, networks, virtual keyboards"),
    ("PySide6/plugins/sqldrivers", "Qt opens no database here"),
    ("PySide6/plugins/platforminputcontexts", "the keyboard on the screen is the system's"),
    ("PySide6/plugins/platforms/q[!w]*", "shows nothing, or in another way"),
    ("PySide6/plugins/imageformats/q[!gjs]*", "formats that the window does not show"),
    ("PIL/_avif*", "images in a format that is refused anyway"),
    ("PIL/_imagingtk*", "shows images by another toolkit"),
    ("pymupdf/mupdf-devel", "for developers"),
    ("onnxruntime/capi/onnxruntime.dll", "for programs in C; the module for Python contains a copy"),
    ("qtawesome/fonts/[!p]*", "other sets of icons than the one that the window draws from"),
    ("olefile/olefile2.py", "for Python 2"),
    ("pygments/lexers/[!_]*", "colours of programming languages; no source is shown here"),
    ("pygments/lexers/_*_builtins.py", "the same"),
    ("numpy/f2py", "for developers, of Fortran"),
    ("lxml/isoschematron", "checks documents by a schema"),
    ("lxml/objectify*", "another interface to XML than the one used here"),
    *UNUSED_PARTS,
    ("lxml/includes", "for developers"),
    ("onnxruntime/transformers", "for those who train"),
    ("onnxruntime/quantization", "for those who train"),
    ("onnxruntime/tools", "for those who train"),
    ("onnxruntime/datasets", "for those who train"),
    ("phonenumbers/geodata", "towns of telephone numbers; they are found by their form alone"),
    ("phonenumbers/carrierdata", "companies of telephone numbers"),
    ("phonenumbers/tzdata", "time zones of telephone numbers"),
    ("*/tests/*", "a package's own tests"),
    ("*/__pycache__/*", "compiled for another Python"),
    ("*.pyi", "read by type checkers alone"),
    ("*.pyx", "source of what is compiled"),
    ("*.pxd", "the same"),
    ("*.pxi", "the same"),
    ("*.cpp", "the same"),
    ("*.c", "the same"),
    ("*.h", "the same"),
    ("*.hpp", "the same"),
    ("*.lib", "for linking against it"),
    ("*.pdb", "for debugging"),
    ("*.dist-info/RECORD", "names what was pruned"),
    ("*.dist-info/INSTALLER", "says how the builder installed it"),
    ("*.dist-info/REQUESTED", "the same"),
    ("*.dist-info/direct_url.json", "the same"),
    ("*.dist-info/uv_cache.json", "the same"),
    ("*.dist-info/sboms/*", "read into our own inventory"),
)
"""Pattern below the packages' folder → why the application does not need it. A star also matches slashes."""

KEPT = (
    "spacy/lang/en/*",
    "spacy/lang/xx/*",  # imported by its training, which it imports itself
    *(f"spacy/lang/{name}/*" for name in ("ja", "ko", "th", "vi", "zh")),  # imported where it registers its parts
)
"""Files that a pattern would match although something imports them."""

QT_KEPT = frozenset({"Core", "Gui", "Widgets", "Network", "PrintSupport", "Svg"})
"""Modules of Qt that gui imports, and those that these need."""

SPACY_LANGUAGES = "spacy/lang/"
OCR, OCR_MODELS = "rapidocr/", "rapidocr/models/"
"""The package that contains the models for images; its code would need OpenCV."""


def prune(site: Path) -> int:
    """Remove unneeded files from the packages' folder; returns the number of bytes saved."""
    before = _size(site)
    for path in sorted(site.rglob("*"), reverse=True):
        if path.is_file() and is_pruned(path.relative_to(site).as_posix()):
            path.unlink()
    for path in sorted(site.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
    shutil.rmtree(site / "bin", ignore_errors=True)
    return before - _size(site)


def is_pruned(name: str) -> bool:
    """Whether a file of the packages is left out.

    Arguments:
        name: its path below the packages' folder, with slashes.
    """
    if any(fnmatch(name, pattern) for pattern in KEPT):
        return False
    if _unused_part(name):
        return True
    return any(fnmatch(name, pattern) or fnmatch(name, f"{pattern}/*") for pattern, _ in PRUNED)


def _unused_part(name: str) -> bool:
    path = PurePosixPath(name)
    if name.startswith(OCR):
        return not name.startswith(OCR_MODELS)
    if name.startswith(SPACY_LANGUAGES):
        return len(path.parts) > 3  # a language is a folder; files beside them are for all
    if path.parent.name == "PySide6":
        module = path.stem.removesuffix(".abi3").removeprefix("Qt6").removeprefix("Qt")
        return path.stem.startswith("Qt") and module not in QT_KEPT
    return False


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
