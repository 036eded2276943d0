"""Make lists/persons.tsv: first and last names of many origins, one line a list.

Sources: the locales of Faker that are written in Latin letters (MIT), and the most frequent names of the US census of
1990 (public domain) as the package `names` carries them. Both are needed for this script only, not for training.

Usage: make_lists.py lists/persons.tsv
"""

import importlib
import sys
from collections.abc import Iterable
from pathlib import Path

SURNAMES = 14_000
FIRST_NAMES = 1_800
LOCALES = """az_AZ cs_CZ da_DK de_AT de_DE en_GB en_IE en_IN en_KE en_NG en_NZ en_PK en_TH en_US es_CL es_CO es_ES es_MX
fi_FI fr_BE fr_CA fr_DZ fr_FR ga_IE ha_NG hr_HR hu_HU id_ID ig_NG it_IT lt_LT lv_LV nl_NL no_NO pt_BR pt_PT ro_RO sk_SK
sl_SI sv_SE sw tr_TR tw_GH uz_UZ vi_VN yo_NG zu_ZA""".split()


def main(target: Path) -> None:
    """Write the lists to `target`: origin, part (female, male, last), names divided by commas."""
    rows = [*census(), *(row for locale in LOCALES for row in faker_locale(locale))]
    lines = [f"{origin}\t{part}\t{','.join(names)}" for origin, part, names in rows if names]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} lists in {target}")


def census() -> Iterable[tuple[str, str, list[str]]]:
    """The lists of the US census, most frequent first."""
    import names

    folder = Path(names.__file__).parent
    for part, file, most in (
        ("female", "dist.female.first", FIRST_NAMES),
        ("male", "dist.male.first", FIRST_NAMES),
        ("last", "dist.all.last", SURNAMES),
    ):
        lines = (folder / file).read_text(encoding="ascii").splitlines()[:most]
        yield "census", part, [cased(line.split()[0]) for line in lines]


def cased(name: str) -> str:
    """`name`, which the census has in capitals, as it is written."""
    if name.startswith("MC") and len(name) > 4:
        return "Mc" + name[2:].capitalize()
    return name.capitalize()


def faker_locale(locale: str) -> Iterable[tuple[str, str, list[str]]]:
    """The lists of one locale of Faker."""
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    for part, attributes in (
        ("female", ("first_names_female", "first_names")),
        ("male", ("first_names_male", "first_names")),
        ("last", ("last_names",)),
    ):
        found = next((getattr(provider, a) for a in attributes if getattr(provider, a, None)), ())
        yield locale, part, sorted({name.strip() for name in found if latin(name)})


def latin(name: str) -> bool:
    """Whether `name` is written in Latin letters and can stand in a list divided by commas."""
    return all(ord(c) < 0x250 and c not in ",\t\n" for c in name) and any(c.isupper() for c in name)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
