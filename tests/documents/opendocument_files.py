"""Makes OpenDocument files for tests."""

import io
import zipfile

NAMESPACES = (
    " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{word}:1.0"'
        for prefix, word in {
            "office": "office",
            "text": "text",
            "table": "table",
            "draw": "drawing",
            "style": "style",
            "meta": "meta",
            "config": "config",
            "svg": "svg-compatible",
            "presentation": "presentation",
            "chart": "chart",
            "form": "form",
            "manifest": "manifest",
        }.items()
    )
    + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def part(kind: str, inside: str) -> bytes:
    """A part of a package, such as ``document-content``."""
    return f'<?xml version="1.0" encoding="UTF-8"?><office:{kind} {NAMESPACES}>{inside}</office:{kind}>'.encode()


def content(body: str, styles: str = "") -> bytes:
    """``content.xml``."""
    return part(
        "document-content",
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>{body}</office:body>",
    )


def package(parts: dict[str, bytes], kind: str = "text") -> bytes:
    """A file of the given parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()
