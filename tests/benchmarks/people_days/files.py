"""Files like those of a real case, of invented people."""

import email.message
import io
from pathlib import Path

import docx
import pymupdf
from PIL import Image, ImageDraw, ImageFont

COMPLAINT = """IN THE SUPERIOR COURT OF HARLAN COUNTY

ODETTE M. FARRINGTON,
        Plaintiff,
v.                                          Case No. 24-CV-00817
BRIARWOOD COLD STORAGE, INC., and
TOBIAS FARRINGTON,
        Defendants.

COMPLAINT

1. Plaintiff Odette M. Farrington is an individual who lives at 48 Pell Street, Harlan.
2. Defendant Briarwood Cold Storage, Inc. ("Briarwood") operates a warehouse in Harlan.
3. On March 3, 2023, Ms. Farrington signed a storage agreement with Briarwood.
   Rupert Quill signed it for Briarwood as vice president.
4. Farrington told Mr. Quill on June 9, 2023 that the freezer had failed.
5. Plaintiff claims damages of $84,300.00.

Dated: January 22, 2024

                                        Lenora Whitcombe
                                        Whitcombe & Ashby LLP
                                        Attorneys for Plaintiff Odette M. Farrington
                                        (555) 014-2277
"""
LETTER = (
    "Dear Mr. Quill:",
    "I write for our client, Odette Farrington. Briarwood Cold Storage, Inc. received her goods on March 3, 2023.",
    "Tobias Farrington, who kept your night log, wrote on June 9, 2023 that the freezer stood at 41 degrees.",
    "Please pay $84,300.00 by February 29, 2024. You may call me at (555) 014-2277.",
    "Sincerely, Lenora Whitcombe",
)
MESSAGE = """Rupert,

the freezer alarm rang at 2:10 a.m. I called Mr. Farrington, and he did not answer.
Ms. Farrington's goods were in bay 7. Juniper Vale from the insurer will call you.

Dorian Pike
"""
SCAN = (
    "NIGHT LOG, BRIARWOOD COLD STORAGE",
    "June 9, 2023",
    "2:10 a.m. alarm in bay 7",
    "41 degrees at 3:00 a.m.",
    "Mr. Quill was told.",
    "T. Farrington",
)


def four_files(folder: Path) -> list[Path]:
    """A complaint, a letter, a message and a scan."""
    folder.mkdir(parents=True, exist_ok=True)
    makers = {
        "complaint.pdf": _complaint(),
        "demand letter.docx": _letter(),
        "alarm.eml": _message(),
        "night log.pdf": _scan(),
    }
    for name, data in makers.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in makers]


def _complaint() -> bytes:
    with pymupdf.open() as pdf:
        pdf.new_page().insert_text((72, 72), COMPLAINT, fontname="cour", fontsize=10)
        return bytes(pdf.tobytes())


def _letter() -> bytes:
    made = docx.Document()
    for line in LETTER:
        made.add_paragraph(line)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def _message() -> bytes:
    message = email.message.EmailMessage()
    message["From"], message["To"] = "Dorian Pike <dpike@briarwood.example>", "Rupert Quill <rquill@briarwood.example>"
    message["Subject"], message["Date"] = "Alarm in bay 7", "Fri, 9 Jun 2023 07:45:00 -0500"
    message.set_content(MESSAGE)
    return bytes(message)


def _scan() -> bytes:
    image = Image.new("L", (1275, 1650), 245)
    font = ImageFont.truetype("DejaVuSans.ttf", 34)
    for number, line in enumerate(SCAN):
        ImageDraw.Draw(image).text((150, 200 + 90 * number), line, 30, font)
    buffer = io.BytesIO()
    image.save(buffer, "PDF", resolution=150)
    return buffer.getvalue()
