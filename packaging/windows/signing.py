"""Signs programs and installer as the environment says, and checks signatures.

One of these names who signs; public authorities issue no key files any more, so one of the first two:

- `LEGALREDACT_SIGN_COMMAND`: a command that signs one file in place, such as that of a cloud service, with its
  arguments; `{}` stands for the file. It adds the time stamp itself.
- `LEGALREDACT_SIGN_PKCS11`: the library of a hardware token; `LEGALREDACT_SIGN_KEY`: the key's PKCS#11 URI;
  `LEGALREDACT_SIGN_CERTIFICATE`: a file with the certificate and those above it. The password file has the PIN.
- `LEGALREDACT_SIGN_PKCS12`: a file with certificate and key.

`LEGALREDACT_SIGN_PASSWORD_FILE` is a file with the password or PIN. `LEGALREDACT_SIGN_TIME` is the address of a
time-stamping service, or `LEGALREDACT_SIGN_ARGUMENTS` has further arguments of osslsigncode that stamp: without a
stamp, a signature ends with its certificate.
"""

import os
import shlex
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from windows.pe import is_program

NAME = "LegalRedact"
ENGINE = Path("/usr/lib/x86_64-linux-gnu/engines-3/pkcs11.so")
"""OpenSSL's bridge to PKCS#11 (Debian: libengine-pkcs11-openssl)."""
_COMMAND, _MODULE, _FILE = "LEGALREDACT_SIGN_COMMAND", "LEGALREDACT_SIGN_PKCS11", "LEGALREDACT_SIGN_PKCS12"


@dataclass(frozen=True, slots=True)
class Certificate:
    """How a file is signed.

    Arguments:
        command: arguments of osslsigncode that name certificate and key, or the whole command of another signer.
        own: whether it is the command of another signer, in which `{}` stands for the file.
    """

    command: tuple[str, ...]
    own: bool = False


def certificate(environment: Mapping[str, str] = os.environ) -> Certificate | None:
    """The certificate that the environment names, or None.

    Errors: SystemExit if a named file is missing, or nothing would stamp the time: a build that should be signed must
    not succeed unsigned.
    """
    if environment.get(_COMMAND):
        command = tuple(shlex.split(environment[_COMMAND]))
        if "{}" not in command:
            raise SystemExit(f"Nothing was signed: {_COMMAND} has no {{}} in the place of the file.")
        return Certificate(command, own=True)
    password = _file(environment, "LEGALREDACT_SIGN_PASSWORD_FILE")
    if environment.get(_MODULE):
        token = ("-pkcs11engine", str(ENGINE), "-pkcs11module", _file(environment, _MODULE))
        key = ("-key", environment.get("LEGALREDACT_SIGN_KEY", ""))
        named: tuple[str, ...] = (*token, "-certs", _file(environment, "LEGALREDACT_SIGN_CERTIFICATE"), *key)
    elif environment.get(_FILE):
        named = ("-pkcs12", _file(environment, _FILE))
    else:
        return None
    if not Path(password).is_file():
        raise SystemExit("Nothing was signed: the file LEGALREDACT_SIGN_PASSWORD_FILE is missing.")
    return Certificate((*named, "-readpass", password, *_stamp(environment)))


def _file(environment: Mapping[str, str], name: str) -> str:
    path = environment.get(name, "")
    if path and not Path(path).is_file():
        raise SystemExit(f"Nothing was signed: the file {path} of {name} is missing.")
    return path


def _stamp(environment: Mapping[str, str]) -> tuple[str, ...]:
    service, more = environment.get("LEGALREDACT_SIGN_TIME"), environment.get("LEGALREDACT_SIGN_ARGUMENTS")
    if not (service or more):
        raise SystemExit(
            "Nothing was signed: without a time stamp (LEGALREDACT_SIGN_TIME) it ends with the certificate."
        )
    return (*(("-ts", service) if service else ()), *shlex.split(more or ""))


def sign(path: Path, by: Certificate) -> None:
    """Sign a program or an installer, in place.

    Errors: CalledProcessError; SystemExit if the file then has no signature that fits it.
    """
    with tempfile.TemporaryDirectory(prefix="legalredact-sign-", dir=path.parent) as place:
        signed = Path(place) / path.name
        if by.own:
            subprocess.run(
                [str(path) if part == "{}" else part for part in by.command], check=True, capture_output=True
            )
        else:
            command = ["osslsigncode", "sign", *by.command, "-h", "sha256", "-n", NAME]
            subprocess.run([*command, "-in", str(path), "-out", str(signed)], check=True, capture_output=True)
            signed.replace(path)
    if signer(path) is None:
        raise SystemExit(f"{path.name} has no signature that fits it, although the signer reported none of that.")


def sign_programs(folder: Path, by: Certificate) -> tuple[Path, ...]:
    """Sign every program and library that has no signature of its makers; returns those that were signed."""
    ours = tuple(path for path in sorted(folder.rglob("*")) if is_program(path) and signer(path) is None)
    for path in ours:
        sign(path, by)
    return ours


def signer(path: Path) -> str | None:
    """The signer of a file if the signature matches the file's content; else None.

    Whether the signer is trusted is not checked here: Windows checks that by its own roots.
    """
    done = subprocess.run(
        ["osslsigncode", "verify", "-in", str(path)], check=False, capture_output=True, text=True, errors="replace"
    )
    lines = [line.strip() for line in (done.stdout + done.stderr).splitlines()]
    if not fits(lines):
        return None
    subjects = [line.partition(":")[2].strip() for line in lines if line.startswith("Subject")]
    return subjects[0] if subjects else None


def fits(lines: list[str]) -> bool:
    """Whether osslsigncode found that the signed digest is that of the file."""
    told: dict[str, str] = {}
    for line in lines:
        for kind in ("Current", "Calculated"):
            if line.startswith((f"{kind} message digest", f"{kind} DigitalSignature")):
                told.setdefault(kind, line.rpartition(":")[2].strip())
    return len(told) == 2 and told["Current"] == told["Calculated"]


def stamped(path: Path) -> bool:
    """Whether the signature of a file has a time stamp."""
    told = subprocess.run(
        ["osslsigncode", "verify", "-in", str(path)], check=False, capture_output=True, text=True, errors="replace"
    )
    return "Timestamp time:" in told.stdout or "Countersignatures" in told.stdout


def throw_away(folder: Path) -> Certificate:
    """A temporary certificate for tests, which nobody trusts."""
    key, cert, file, password = (folder / name for name in ("key.pem", "cert.pem", "test.p12", "password"))
    password.write_text("throw-away", encoding="ascii")
    request = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:3072",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=LegalRedact test",
    ]
    request += ["-addext", "extendedKeyUsage=codeSigning", "-keyout", str(key), "-out", str(cert)]
    subprocess.run(request, check=True, capture_output=True)
    pack = ["openssl", "pkcs12", "-export", "-inkey", str(key), "-in", str(cert), "-out", str(file)]
    subprocess.run([*pack, "-passout", f"file:{password}"], check=True, capture_output=True)
    return Certificate(("-pkcs12", str(file), "-readpass", str(password)))
