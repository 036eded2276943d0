"""Signs programs and installer with the certificate that the environment names, and checks signatures.

`LEGALREDACT_SIGN_PKCS12` is a file with certificate and key, `LEGALREDACT_SIGN_PASSWORD_FILE` one with its password;
`LEGALREDACT_SIGN_TIME` is the address of a time-stamping service, used only if it is given.
"""

import os
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

NAME = "LegalRedact"


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate to sign with.

    Arguments:
        file: PKCS#12. password: a file that holds its password. time: address of a time-stamping service, or empty.
    """

    file: Path
    password: Path
    time: str = ""


def certificate(environment: Mapping[str, str] = os.environ) -> Certificate | None:
    """The certificate that the environment names, or None.

    Errors: SystemExit if a named file is missing: a build that should be signed must not succeed unsigned.
    """
    named = environment.get("LEGALREDACT_SIGN_PKCS12")
    if not named:
        return None
    found = Certificate(
        Path(named),
        Path(environment.get("LEGALREDACT_SIGN_PASSWORD_FILE", "")),
        environment.get("LEGALREDACT_SIGN_TIME", ""),
    )
    for path in (found.file, found.password):
        if not path.is_file():
            raise SystemExit(f"Nothing was signed: the file {path} of the certificate or its password is missing.")
    return found


def sign(path: Path, by: Certificate) -> None:
    """Sign a program or an installer, in place.

    Errors: CalledProcessError.
    """
    with tempfile.TemporaryDirectory(prefix="legalredact-sign-", dir=path.parent) as place:
        signed = Path(place) / path.name
        stamp = ["-ts", by.time] if by.time else []
        command = ["osslsigncode", "sign", "-pkcs12", str(by.file), "-readpass", str(by.password), "-h", "sha256"]
        command += ["-n", NAME, *stamp, "-in", str(path), "-out", str(signed)]
        subprocess.run(command, check=True, capture_output=True)
        signed.replace(path)


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
    return Certificate(file, password)
