"""Headers, bodies and pictures of a message are read; attachments are named, or are documents of their own."""

import base64
import io
from email.message import EmailMessage

import PIL.Image
import pytest

from legalredact.documents.file_type import FileKind, kind_of
from legalredact.documents.mail.reader import parse_mail
from legalredact.documents.read import read_file
from legalredact.documents.text.html_text import html_text
from legalredact.errors import DamagedInput
from legalredact.model.document import BlockKind, Document, UnreadReason

K = BlockKind


def _message(text: str = "Please call Penhallow.", html: str = "") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Marguerite Oldacre <mo@oldacre.example>"
    message["To"] = "Tobias Wren <tw@wren.example>"
    message["Subject"] = "Lease of Brünnhilde Vane"
    message["X-Mailer"] = "Mailer of Ida Quill"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message


def _read(content: bytes, *, apart: bool = False) -> Document:
    return read_file(content, name="mail.eml", separate_attachments=apart)


def _blocks(document: Document) -> list[tuple[BlockKind, str, str]]:
    return [(b.kind, b.label, document.text_of(b)) for b in document.blocks]


def test_headers_and_body_are_read_as_a_mail_program_shows_them() -> None:
    document = _read(_message().as_bytes())
    people = "From: Marguerite Oldacre <mo@oldacre.example>\nTo: Tobias Wren <tw@wren.example>"
    headers = f"{people}\nSubject: Lease of Brünnhilde Vane"
    assert _blocks(document)[:2] == [
        (K.BODY, "headers", headers),
        (K.BODY, "line 1 of the message", "Please call Penhallow."),
    ]
    assert any(kind is K.PROPERTY and "Ida Quill" in text for kind, _, text in _blocks(document))
    assert document.unread == ()


def test_of_the_html_form_only_what_the_plain_form_does_not_say_is_read_again() -> None:
    html = (
        "<html><head><title>Sheet of Bray</title><style>p{}</style></head><body><p>Please call <b>Pen</b>hallow.</p>"
        "<table><tr><td>Bo</td><td>Linn</td></tr></table><!-- note on Thorne --><img src='cid:a' alt='Photo of Crane'>"
        "<a href='mailto:w@wren.example'>write</a></body></html>"
    )
    document = _read(_message(html=html).as_bytes())
    assert [(kind, text) for kind, label, text in _blocks(document) if label not in {"headers", "other headers"}] == [
        (K.BODY, "Please call Penhallow."),
        (K.BODY, "Sheet of Bray"),
        (K.BODY, "Bo\tLinn"),
        (K.BODY, "write"),
        (K.ALT_TEXT, "Photo of Crane"),
        (K.LINK, "mailto:w@wren.example"),
        (K.PROPERTY, "note on Thorne"),
    ]


def test_attachments_are_unread_parts_or_documents_of_their_own() -> None:
    message = _message()
    message.add_attachment(b"Dear Ms. Vane", maintype="text", subtype="plain", filename="Vane letter.txt")
    alone, apart = _read(message.as_bytes()), _read(message.as_bytes(), apart=True)
    assert [(u.reason, u.detail) for u in alone.unread] == [(UnreadReason.EMBEDDED_FILE, "attachment 1 (text, 1 KB)")]
    assert apart.unread == ()
    assert "Attachments: Vane letter.txt" in apart.text
    assert "Dear Ms. Vane" not in apart.text
    assert [(one.name, one.content) for one in parse_mail(message.as_bytes(), "d").separate] == [
        ("Vane letter.txt", b"Dear Ms. Vane")
    ]


def test_pictures_shown_in_the_body_are_read_with_it() -> None:
    data = io.BytesIO()
    half_gray = PIL.Image.new("L", (256, 256), "white")  # in a gradient the embedded models see letters
    half_gray.paste(120, (0, 128, 256, 256))
    half_gray.save(data, "PNG")
    message = _message()
    message.add_alternative("<img src='cid:a'>", subtype="html")
    payload = message.get_payload()
    assert isinstance(payload, list)
    payload[1].add_related(data.getvalue(), maintype="image", subtype="png", cid="<a>")
    document = _read(message.as_bytes(), apart=True)
    assert [part.detail for part in document.unread] == [
        "picture, attachment 1, of 256 × 256 pixels without text that OCR could read"
    ]


def test_an_attached_message_is_an_attachment_with_its_own_bytes() -> None:
    message = _message()
    message.add_attachment(_message("From inside: Linn"))
    (inner,) = parse_mail(message.as_bytes(), "d").separate
    assert kind_of(inner.content, inner.name) is FileKind.MAIL
    assert "From inside: Linn" in _read(inner.content).text


def test_an_attached_message_in_base64_is_decoded_before_it_is_read() -> None:
    inner = base64.encodebytes(_message("From inside: Linn").as_bytes()).decode()
    outer = f"From: a@b.example\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n{inner}"
    (found,) = parse_mail(outer.encode(), "d").separate
    assert b"From inside: Linn" in found.content


@pytest.mark.parametrize(
    ("headers", "body", "detail"),
    [
        ("Content-Type: application/pkcs7-mime", "AAAA", "encrypted or sealed part of the message"),
        ("Content-Type: message/external-body; access-type=URL", "\n", "part of the message that lies elsewhere"),
        ("Content-Type: multipart/mixed; boundary=b", "no border", "parts of the message, whose borders are damaged"),
        (
            "Content-Type: text/plain",
            "begin 644 names.txt\n#0V%T\n`\nend",
            "file or letter written into the text of the message in an encoding",
        ),
        ("Content-Type: text/html", "<script>x</script>", "part of the message (script)"),
    ],
    ids=["sealed", "elsewhere", "borders", "uuencoded", "script"],
)
def test_what_cannot_be_read_of_a_message_is_told(headers: str, body: str, detail: str) -> None:
    document = _read(f"From: Tobias Wren <a@b.example>\nMIME-Version: 1.0\n{headers}\n\n{body}\n".encode())
    assert detail in [part.detail for part in document.unread]


def test_unknown_charsets_and_raw_bytes_lose_no_letter() -> None:
    content = (
        b"From: Ren\xe9e Vane <a@b.example>\nSubject: =?iso-8859-1?q?Caf=E9_of_Wren?=\n"
        b"Content-Type: text/plain; charset=x-unheard\n\nRen\xe9e Vane wrote\n"
    )
    document = _read(content)
    assert "From: Renée Vane" in document.text
    assert "Subject: Café of Wren" in document.text
    assert "Renée Vane wrote" in document.text
    assert [part.reason for part in document.unread] == [UnreadReason.NO_UNICODE]


def test_messages_are_known_by_their_headers_and_texts_stay_texts() -> None:
    encoded = b"From: a@b.example\nContent-Transfer-Encoding: base64\n\nSGVsbG8="
    assert kind_of(encoded, "letter.txt") is FileKind.MAIL
    assert kind_of(b"From: Bob\nTo: Eve\n\nhello", "saved thread.txt") is FileKind.TEXT
    assert kind_of(b"From: Bob\nTo: Eve\n\nhello", "saved.eml") is FileKind.MAIL
    assert kind_of(b"From a@b.example Thu Jan  4 10:00:00 2024\nFrom: a@b\n\nx", "all") is FileKind.MAILBOX


def test_deep_nesting_is_refused_and_deep_html_is_read_to_its_end() -> None:
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(5_000))
    with pytest.raises(DamagedInput, match="nested too deeply"):
        _read(b"From: a@b.example\n" + deep)
    assert html_text("<div>" * 50_000 + "Marguerite Oldacre").lines == ("Marguerite Oldacre",)
