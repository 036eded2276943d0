"""The files of a firm's own name model: read, compared with the digest that policy pins, and checked.

A folder holds `config.json` with `id2label`, `tokenizer.json`, one ONNX file, and nothing else. Its digest is that of
the list that `sha256sum *` prints in the folder: one line for each file, by name. So it can be computed without this
program: `cd FOLDER && LC_ALL=C sha256sum * | sha256sum`.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from legalredact.errors import Refused
from legalredact.model.mention import Kind
from legalredact.model.second_model import SecondModelSettings
from legalredact.model.side_file import read_plain

CONFIG, TOKENIZER, ENDING = "config.json", "tokenizer.json", ".onnx"
MOST_BYTES = 2_000_000_000
"""Largest file: the most that ONNX holds in one."""
_PREFIX = re.compile(r"(?P<prefix>[BIESLU])[-_](?P<type>.+)", re.DOTALL)
_TYPES: Mapping[Kind, str] = {
    Kind.PERSON: "per person people name fullname firstname lastname middlename givenname surname patient doctor",
    Kind.ORGANIZATION: "org organization organisation company companyname corporation employer",
    Kind.GOVERNMENT: "gov government agency",
    Kind.EMAIL: "email emailaddress",
    Kind.PHONE: "phone phonenumber telephone telephonenum telephonenumber fax mobile",
    Kind.ADDRESS: "address streetaddress street buildingnumber secondaryaddress postaladdress",
    Kind.URL: "url website",
    Kind.IP: "ip ipaddress ipv4 ipv6",
    Kind.SSN: "ssn socialnum socialsecuritynumber ussocialsecuritynumber",
    Kind.TAXPAYER: "taxnum taxid ein itin usitin",
    Kind.ACCOUNT: "accountnumber accountnum account bankaccount iban usbanknumber medicalrecordnumber mrn",
    Kind.CARD: "creditcard creditcardnumber card",
    Kind.BIRTH_DATE: "dateofbirth dob birthdate",
    Kind.LICENCE: "driverlicense driverlicensenum driverslicense license licence usdriverlicense",
    Kind.PASSPORT: "passport passportnum passportnumber uspassport",
    Kind.VEHICLE: "vin licenseplate vehicle",
}
_KINDS = {word: kind for kind, words in _TYPES.items() for word in words.split()}


class SecondModelFault(Refused):
    """The firm's own name model cannot be used; nothing is searched without it."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a model's label says of a token.

    Arguments:
        kind: None for no name, and for a type that this program does not mask.
        begins, ends: whether a name must begin, or end, at the token.
    """

    kind: Kind | None
    begins: bool = False
    ends: bool = False


@dataclass(frozen=True, slots=True)
class SecondFiles:
    """The checked content of a model's folder.

    Arguments:
        name: of the ONNX file.
        model, tokenizer: content of the files.
        labels: by the number of the model's output.
        unused: types of names that are read but not masked, by the words of the model.
    """

    name: str
    model: bytes = field(repr=False)
    tokenizer: bytes = field(repr=False)
    labels: tuple[Label, ...]
    unused: tuple[str, ...]


def read_files(settings: SecondModelSettings) -> SecondFiles:
    """Read, compare and check the files; nothing of them is used unless the digest is the pinned one.

    Errors: SecondModelFault: a file is missing, too many, unreadable or too large, the digest is another one, or the
        labels are no map of numbers to BIO or BIOES labels, of which at least one is for something that is masked.
    """
    content = _content(settings.folder)
    found = digest(content)
    if found != settings.sha256.lower():
        raise _fault(
            f"The files of the second model have the digest {found}, not the one that policy pins.",
            "Ask firm IT: put the approved files back, or pin the new digest in detection.second_model_sha256.",
        )
    models = [name for name in content if name.endswith(ENDING)]
    if sorted(content) != sorted((CONFIG, TOKENIZER, *models)) or len(models) != 1:
        raise _fault(
            f"The folder of the second model holds other files than {CONFIG}, {TOKENIZER} and one {ENDING} file.",
            "Ask firm IT: leave these three files alone in the folder.",
        )
    types = _labels(content[CONFIG])
    labels = tuple(map(label, types))
    unused = dict.fromkeys(_type_of(one) for one, told in zip(types, labels, strict=True) if told.kind is None)
    if all(one.kind is None for one in labels):
        raise _fault("No label of the second model is for something that is masked.", _LABELS)
    return SecondFiles(models[0], content[models[0]], content[TOKENIZER], labels, tuple(w for w in unused if w != "O"))


def digest(content: Mapping[str, bytes]) -> str:
    """Digest of files by name, as `sha256sum * | sha256sum` prints it."""
    lines = (f"{hashlib.sha256(content[name]).hexdigest()}  {name}\n" for name in sorted(content))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def label(written: str) -> Label:
    """What a label such as `B-PER`, `S-private_person`, `PERSON` or `O` says."""
    match = _PREFIX.fullmatch(written)
    prefix = match["prefix"] if match else ""
    word = re.sub(r"[^a-z0-9]", "", _type_of(written).casefold()).removeprefix("private")
    return Label(_KINDS.get(word), prefix in ("B", "S", "U"), prefix in ("E", "S", "L", "U"))


def _type_of(written: str) -> str:
    match = _PREFIX.fullmatch(written)
    return match["type"] if match else written


def _content(folder: Path) -> dict[str, bytes]:
    try:
        names = sorted(one.name for one in folder.iterdir() if not one.name.startswith("."))
        if len(names) > len((CONFIG, TOKENIZER, ENDING)) + 2:
            raise _fault("The folder of the second model holds too many files.", "Ask firm IT: leave its three files.")
        return {name: read_plain(folder / name, MOST_BYTES) for name in names}
    except OSError:
        raise _fault(
            "The files of the second model cannot be read.",
            "Ask firm IT: check the folder of detection.second_model, and that users may read it.",
        ) from None


_LABELS = "Ask firm IT: id2label in its config.json has to map 0, 1, 2 … to labels such as O, B-PER, I-PER, B-ORG."


def _labels(config: bytes) -> list[str]:
    """The labels in the order of their numbers."""
    try:
        written = json.loads(config)["id2label"]
        labels = [written[str(number)] for number in range(len(written))]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _fault("The config.json of the second model has no usable id2label.", _LABELS) from None
    if not labels or not all(isinstance(one, str) and one for one in labels):
        raise _fault("The config.json of the second model has no usable id2label.", _LABELS)
    return labels


def _fault(what: str, remedy: str) -> SecondModelFault:
    return SecondModelFault(what, remedy)
