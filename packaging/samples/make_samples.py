"""Make the sample matter "Alder v. Granite": about people and companies that do not exist.

    python packaging/samples/make_samples.py [--out FOLDER]

Writes a complaint, a demand letter, a deposition, a scanned exhibit, an e-mail thread, the register that a paralegal
types at intake, and gold.json, which says what stands where. Made twice with the same versions of the libraries, the
files are the same byte for byte.
"""

import argparse
import json
from pathlib import Path

import complaint
import deposition
import emails
import exhibit
import gold
import letter

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples" / "alder_v_granite"


def make_samples(folder: Path) -> None:
    """Write all files of the sample matter.

    Arguments:
        folder: created if missing; files of these names are replaced.
    """
    samples = [part.make() for part in (complaint, letter, deposition, exhibit, emails)]
    folder.mkdir(parents=True, exist_ok=True)
    for sample in samples:
        (folder / sample.name).write_bytes(sample.content)
    (folder / "register.txt").write_text(gold.register(), encoding="utf-8", newline="\n")
    written = json.dumps(gold.gold(samples), indent=1, ensure_ascii=False) + "\n"
    (folder / "gold.json").write_text(written, encoding="utf-8", newline="\n")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Make the files of the sample matter.")
    parser.add_argument("--out", type=Path, default=SAMPLES, help="folder to write to")
    make_samples(parser.parse_args().out)


if __name__ == "__main__":
    main()
