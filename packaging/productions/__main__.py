"""Generates a production of invented people, with the gold standard for each document.

    python packaging/productions --documents N --out DIR [--seed S] [--damaged SHARE] [--texts N] [--load-file]

Writes DIR/production (what a firm would receive), DIR/gold.jsonl (one line per document, see `producing/gold.py`) and
DIR/register.txt (custodians and parties, in the format of `legalredact mask --register`). The same arguments give the
same bytes.
"""

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "model"))  # names and templates are the trainer's


def main() -> None:
    """The command."""
    from producing.writing import write

    parser = argparse.ArgumentParser(description="Make a production of invented people.")
    parser.add_argument("--documents", type=int, required=True, help="how many, attachments included")
    parser.add_argument("--out", type=Path, required=True, help="folder to write to; must not be there")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--damaged", type=float, default=0.05, help="share of damaged files (default: %(default)s)")
    parser.add_argument("--texts", type=int, default=1, help="that a file is made of, about a page each (default: 1)")
    parser.add_argument(
        "--load-file", action="store_true", help="with Concordance and Opticon tables, as firms produce"
    )
    options = parser.parse_args()
    begun = time.monotonic()
    size = (options.documents, options.seed, options.damaged)
    count = write(options.out, *size, load_file=options.load_file, texts=options.texts)
    print(f"{count} documents in {time.monotonic() - begun:.0f} seconds")


if __name__ == "__main__":
    main()
