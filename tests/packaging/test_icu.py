"""ICU's data without foreign languages: smaller, and Qt still finds encodings, an order of words and time zones."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from shipping.icu import left_out, program, trim_icu

ASKED = """
import json
from PySide6.QtCore import QCollator, QLocale, QStringConverter, QStringDecoder, QTimeZone, Qt
order = QCollator(QLocale("en_US"))
order.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
order.setNumericMode(True)
pairs = (("apple", "Banana"), ("Äpfel", "zebra"), ("item 9", "item 10"), ("resume", "résumé"))
zone = QTimeZone(b"America/New_York")
long, standard = QTimeZone.NameType.LongName, QTimeZone.TimeType.StandardTime
with open("/proc/self/maps") as maps:
    loaded = sorted({line.split()[-1] for line in maps if "libicudata" in line})
print(json.dumps([
    [order.compare(*pair) for pair in pairs],
    QStringConverter.availableCodecs(),
    [QStringDecoder(name).isValid() for name in ("windows-1252", "Shift_JIS", "GB18030")],
    zone.displayName(standard, long, QLocale("en_US")),
    QLocale("tr_TR").toUpper("istanbul"),
    loaded,
]))
"""


def test_locales_but_english_and_parts_that_qt_has_itself_are_left_out() -> None:
    foreign = [
        "de.res",
        "sr_Latn_BA.res",
        "coll/sv.res",
        "zone/fil.res",
        "lang/de_.res",
        "brkitr/root.res",
        "rbnf/en.res",
    ]
    kept = ["root.res", "en.res", "coll/en_US.res", "coll/root.res", "coll/ucadata.icu", "curr/res_index.res"]
    kept += ["pool.res", "zoneinfo64.res", "plurals.res", "ibm-943_P15A-2003.cnv", "cnvalias.icu"]

    assert left_out([*foreign, *kept]) == tuple(foreign)


@pytest.mark.skipif(sys.platform != "linux" or program() is None, reason="needs icupkg, and Qt's ICU for Linux")
def test_qt_finds_the_same_in_the_smaller_data(tmp_path: Path) -> None:
    import PySide6

    (library,) = Path(PySide6.__path__[0]).glob("Qt/lib/libicudata.so.*")
    shutil.copyfile(library, tmp_path / library.name)

    saved = trim_icu(tmp_path)
    with_all, with_fewer = answered(library.parent), answered(tmp_path)

    assert saved > 20_000_000
    assert with_fewer[:-1] == with_all[:-1]
    assert with_all[-1] == [str(library)]
    assert with_fewer[-1] == [str(tmp_path / library.name)]


def answered(libraries: Path) -> list[object]:
    """What Qt answers with the libraries of a folder."""
    environment = os.environ | {"LD_LIBRARY_PATH": str(libraries)}
    done = subprocess.run([sys.executable, "-c", ASKED], env=environment, check=True, capture_output=True, text=True)
    found: list[object] = json.loads(done.stdout)
    return found


def test_a_qt_without_icu_ends_the_build(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="no data of ICU"):
        trim_icu(tmp_path)
