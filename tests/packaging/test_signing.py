"""Programs are signed by a token, a file or another signer's command, with the time; those of others keep theirs."""

import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from windows.signing import ENGINE, certificate, sign, sign_programs, signer, stamped

SOFT_TOKEN = Path("/usr/lib/softhsm/libsofthsm2.so")
needs_programs = pytest.mark.skipif(
    not all(map(shutil.which, ("osslsigncode", "openssl", "x86_64-w64-mingw32-gcc"))),
    reason="needs osslsigncode, mingw",
)
needs_token = pytest.mark.skipif(
    not (SOFT_TOKEN.is_file() and ENGINE.is_file() and shutil.which("pkcs11-tool")),
    reason="needs softhsm2, libengine-pkcs11-openssl, opensc",
)


def run(*command: object) -> None:
    subprocess.run([str(part) for part in command], check=True, capture_output=True)


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keys and certificates of a signer and of a time-stamping service, a password file, and a program."""
    place = tmp_path_factory.mktemp("keys")
    for name, use in (("code", "codeSigning"), ("time", "critical,timeStamping")):
        new = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN=A {name} test"]
        run(*new, "-addext", f"extendedKeyUsage={use}", "-keyout", place / f"{name}.key", "-out", place / f"{name}.pem")
    (place / "pin").write_text("1234", encoding="ascii")
    source = place / "program.c"
    source.write_text("int main(void) { return 0; }\n", encoding="ascii")
    run("x86_64-w64-mingw32-gcc", "-Os", "-s", "-o", place / "program.exe", source)
    pack = ["openssl", "pkcs12", "-export", "-inkey", place / "code.key", "-in", place / "code.pem"]
    run(*pack, "-out", place / "code.p12", "-passout", "pass:1234")
    return place


def stamping(keys: Path) -> dict[str, str]:
    """A time-stamping service inside osslsigncode, which needs no network."""
    service = f"-TSA-certs {keys / 'time.pem'} -TSA-key {keys / 'time.key'}"
    return {"LEGALREDACT_SIGN_ARGUMENTS": service, "LEGALREDACT_SIGN_PASSWORD_FILE": str(keys / "pin")}


@needs_programs
def test_every_program_without_a_signature_gets_one_and_the_others_keep_theirs(keys: Path, tmp_path: Path) -> None:
    by = certificate(stamping(keys) | {"LEGALREDACT_SIGN_PKCS12": str(keys / "code.p12")})
    assert by is not None
    for name in ("a.exe", "b.dll", "deep/c.pyd"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(keys / "program.exe", tmp_path / name)
    sign(tmp_path / "b.dll", by)
    before = (tmp_path / "b.dll").read_bytes()

    done = sign_programs(tmp_path, by)

    assert [path.name for path in done] == ["a.exe", "c.pyd"]
    assert all(signer(path) == "/CN=A code test" and stamped(path) for path in done)
    assert (tmp_path / "b.dll").read_bytes() == before


@needs_programs
@needs_token
def test_a_key_that_never_leaves_its_token_signs(keys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tokens").mkdir()
    settings = tmp_path / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {tmp_path / 'tokens'}\n", encoding="utf-8")
    monkeypatch.setenv("SOFTHSM2_CONF", str(settings))
    run("softhsm2-util", "--init-token", "--free", "--label", "signing", "--pin", "1234", "--so-pin", "1234")
    run("openssl", "pkcs8", "-topk8", "-nocrypt", "-in", keys / "code.key", "-out", tmp_path / "code.pk8")
    add = ["softhsm2-util", "--import", tmp_path / "code.pk8", "--token", "signing", "--label", "code", "--id", "01"]
    run(*add, "--pin", "1234")
    by = certificate(
        stamping(keys)
        | {
            "LEGALREDACT_SIGN_PKCS11": str(SOFT_TOKEN),
            "LEGALREDACT_SIGN_KEY": "pkcs11:token=signing;object=code;type=private",
            "LEGALREDACT_SIGN_CERTIFICATE": str(keys / "code.pem"),
        }
    )
    assert by is not None
    program = tmp_path / "program.exe"
    shutil.copyfile(keys / "program.exe", program)

    sign(program, by)

    assert signer(program) == "/CN=A code test"
    assert stamped(program)


@needs_programs
def test_another_signers_command_signs_in_place_and_must_have_signed(keys: Path, tmp_path: Path) -> None:
    program = tmp_path / "with a space.exe"
    shutil.copyfile(keys / "program.exe", program)
    script = tmp_path / "signer.sh"
    words = f'osslsigncode sign -pkcs12 {keys / "code.p12"} -pass 1234 -in "$2" -out "$2.new" && mv "$2.new" "$2"'
    script.write_text(words, encoding="utf-8")
    by = certificate({"LEGALREDACT_SIGN_COMMAND": f"sh {shlex.quote(str(script))} --file {{}}"})
    idle = certificate({"LEGALREDACT_SIGN_COMMAND": "true {}"})
    assert by is not None
    assert idle is not None

    with pytest.raises(SystemExit, match="no signature"):
        sign(program, idle)
    sign(program, by)

    assert signer(program) == "/CN=A code test"


def test_nothing_is_signed_without_a_time_stamp_or_a_place_for_the_file(tmp_path: Path) -> None:
    for name in ("code.p12", "pin"):
        (tmp_path / name).touch()
    with pytest.raises(SystemExit, match="time stamp"):
        certificate(
            {
                "LEGALREDACT_SIGN_PKCS12": str(tmp_path / "code.p12"),
                "LEGALREDACT_SIGN_PASSWORD_FILE": str(tmp_path / "pin"),
            }
        )
    with pytest.raises(SystemExit, match=r"no \{\}"):
        certificate({"LEGALREDACT_SIGN_COMMAND": "signer --file"})
