"""A firm's own name model: its finds are added; what is not as policy pins it is refused. All names are invented."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from legalredact.detection.detect import Detector
from legalredact.detection.model.onnx_external_data import has_external_data
from legalredact.detection.model.second_files import SecondModelFault, label, read_files
from legalredact.detection.model.second_model import SecondModel
from legalredact.documents.text.plain import document_from_text
from legalredact.model.mention import Kind, Role, Tier
from legalredact.model.second_model import SecondModelSettings
from legalredact.resources import resource
from tests.fakes.second_model import _number, _part, pinned, second_model


def read(settings: SecondModelSettings, text: str) -> list[tuple[str, Kind]]:
    return [(one.span.of(text), one.kind) for one in SecondModel(settings).names(text)]


def test_names_of_bioes_labels_are_read_whole(tmp_path: Path) -> None:
    text = "saw Zorbin van Quell, Mumbly and Mumbly Mumbly"
    people = [(name, Kind.PERSON) for name in ("Zorbin van Quell", "Mumbly", "Mumbly", "Mumbly")]
    assert read(second_model(tmp_path / "m"), text) == people


def test_names_of_bio_labels_are_read_whole(tmp_path: Path) -> None:
    settings = second_model(tmp_path / "m", ("O", "B-PER", "I-PER", "B-ORG"), {"Zorbin": 1, "Quell": 2, "Tarrow": 3})
    found = read(settings, "Zorbin Quell Zorbin of Tarrow, Quell")
    assert found == [
        ("Zorbin Quell", Kind.PERSON),
        ("Zorbin", Kind.PERSON),
        ("Tarrow", Kind.ORGANIZATION),
        ("Quell", Kind.PERSON),
    ]


def test_a_name_is_found_wherever_windows_and_chunks_end(tmp_path: Path) -> None:
    model = SecondModel(second_model(tmp_path / "m"))
    text = "a " * 300 + "Zorbin Quell " + "b " * 700 + "Mumbly " + "word " * 40_000 + "Mumbly"
    assert [one.span.of(text) for one in model.names(text)] == ["Zorbin Quell", "Mumbly", "Mumbly"]


def test_types_that_are_not_masked_are_told_and_not_found(tmp_path: Path) -> None:
    settings = second_model(tmp_path / "m")
    assert read(settings, "the swordfish of t44188") == [("t44188", Kind.ACCOUNT)]
    assert read_files(settings).unused == ("secret",)


@pytest.mark.parametrize(
    ("written", "kind", "begins", "ends"),
    [
        ("O", None, False, False),
        ("B-private_person", Kind.PERSON, True, False),
        ("I-PER", Kind.PERSON, False, False),
        ("E-private_email", Kind.EMAIL, False, True),
        ("S-private_phone", Kind.PHONE, True, True),
        ("U-ORG", Kind.ORGANIZATION, True, True),
        ("B-GIVENNAME", Kind.PERSON, True, False),
        ("PERSON", Kind.PERSON, False, False),
        ("B-private_date", None, True, False),
        ("I-LOC", None, False, False),
    ],
)
def test_labels_are_read(written: str, kind: Kind | None, begins: bool, ends: bool) -> None:
    one = label(written)
    assert (one.kind, one.begins, one.ends) == (kind, begins, ends)


@pytest.mark.parametrize("tier", list(Tier))
def test_its_finds_are_added_in_the_tier_of_the_policy(tmp_path: Path, tier: Tier) -> None:
    settings = second_model(tmp_path / "m", words={"swordfishes": 4, "Okonski": 4, "t44188": 6}, tier=tier)
    document = document_from_text("d", "d", "Mr. Okonski saw swordfishes beside t44188.")
    found = {m.surface: m for m in Detector(second=settings).detect(document)}
    assert set(found) == {"Okonski", "swordfishes", "t44188"}
    assert (found["swordfishes"].tier, found["swordfishes"].source) == (tier, "second model")
    assert (found["t44188"].kind, found["t44188"].role) == (Kind.ACCOUNT, Role.IDENTIFIER)
    assert (found["Okonski"].tier, found["Okonski"].source) == (Tier.SUGGESTED, "title")  # its own finds stay


def _damage(name: str, content: bytes) -> Callable[[Path], None]:
    def harm(folder: Path) -> None:
        (folder / name).write_bytes(content)

    return harm


def _labelled(labels: object) -> Callable[[Path], None]:
    return _damage("config.json", json.dumps({"id2label": labels}).encode())


def _unknown_unknown(folder: Path) -> None:
    """Every word that is not in the vocabulary is an error then."""
    made = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    made["model"]["unk_token"] = "[NONE]"
    (folder / "tokenizer.json").write_text(json.dumps(made), encoding="utf-8")


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (_damage("config.json", b"{}"), "no usable id2label"),
        (_damage("config.json", b"no JSON"), "no usable id2label"),
        (_labelled({"0": "O", "2": "B-PER"}), "no usable id2label"),
        (_labelled({"0": 1}), "no usable id2label"),
        (_labelled({str(n): "O" for n in range(7)}), "something that is masked"),
        (_labelled({"0": "O", "1": "B-PER"}), "another number of labels"),
        (_damage("model.onnx", b"\x08\x08 damaged"), "damaged or not supported"),
        (_damage("model.onnx", b""), "damaged or not supported"),
        (_damage("tokenizer.json", b"{}"), "tokenizer.json of the second model is damaged"),
        (_damage("config.json", b"[" * 100_000), "no usable id2label"),
        (_unknown_unknown, "tokenizer failed"),
        (_damage("more.onnx", b"x"), "other files than"),
        (_damage("run.py", b"x"), "other files than"),
        (lambda folder: (folder / "tokenizer.json").unlink(), "other files than"),
        (lambda folder: (folder / "model.onnx").unlink(), "other files than"),
    ],
)
def test_a_model_that_is_not_of_that_form_is_refused(tmp_path: Path, harm: Callable[[Path], None], words: str) -> None:
    second_model(tmp_path / "m")
    harm(tmp_path / "m")
    with pytest.raises(SecondModelFault, match=words):
        read(pinned(tmp_path / "m"), "Zorbin Vexley")


def test_other_inputs_are_refused(tmp_path: Path) -> None:
    settings = second_model(tmp_path / "m", inputs=("input_ids", "pixels"))
    with pytest.raises(SecondModelFault, match="inputs of a token classifier"):
        SecondModel(settings).load()


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json", "config.json"])
def test_a_file_that_changed_since_it_was_pinned_is_not_used(tmp_path: Path, name: str) -> None:
    settings = second_model(tmp_path / "m")
    with (tmp_path / "m" / name).open("ab") as file:
        file.write(b"\n")
    with pytest.raises(SecondModelFault, match="not the one that policy pins"):
        Detector(second=settings).detect(document_from_text("d", "d", "Zorbin."))


@pytest.mark.parametrize("in_node", [False, True])
def test_weights_in_another_file_which_no_digest_covers_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_node: bool
) -> None:
    """onnxruntime takes them from the current folder, where anybody may put others."""
    monkeypatch.chdir(tmp_path)
    kept = second_model(tmp_path / "kept", in_node=in_node)
    assert read(kept, "saw Mumbly") == [("Mumbly", Kind.PERSON)]
    settings = second_model(tmp_path / "m", weights=Path("weights.bin"), in_node=in_node)
    with pytest.raises(SecondModelFault, match="weights in another file"):
        read(settings, "saw Mumbly")


@pytest.mark.parametrize("location", [0, 1, 2])
@pytest.mark.parametrize(
    "path",
    [
        "7 5",
        "7 15 1",
        "7 15 2",
        "7 1 5 5",
        "7 1 5 6 5",
        "7 1 5 10",
        "7 1 5 11 5",
        "7 1 5 22 1",
        "7 1 5 23 2",
        "20 1 5",
        "20 2 5",
        "25 7 5 5",
        "25 11 5",
    ],
)
def test_weights_are_looked_at_wherever_onnx_has_some(path: str, location: int) -> None:
    """Numbers of fields in onnx.proto, from the model to a tensor; 0 says that the data is in the model."""
    content = _number(14, location)
    for field in reversed(path.split()):
        content = _number(99, 3) + _part(int(field), content)
    assert has_external_data(content) is (location != 0)


def test_our_own_model_holds_all_its_weights() -> None:
    """It is one of those whose tensors say that their data is in the model."""
    assert not has_external_data(resource("models", "names.onnx").read_bytes())


@pytest.mark.parametrize("content", [b"\x3a", b"\x3a\x05\x00", b"\x38\x01", b"\x80" * 11, b"\x3b", b"\x3a\x02\x28\x01"])
def test_what_cannot_be_followed_holds_nothing_that_is_known(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"without end|instead of a message|unknown type"):
        has_external_data(content)


def test_a_model_in_the_runtimes_own_format_is_refused(tmp_path: Path) -> None:
    """It is another format than ONNX, in which weights in other files cannot be seen here."""
    second_model(tmp_path / "m")
    _damage("model.onnx", b"\x08\x00\x00\x00ORTM")(tmp_path / "m")
    with pytest.raises(SecondModelFault, match="damaged or not supported"):
        read(pinned(tmp_path / "m"), "Zorbin")


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SecondModelFault, match="cannot be read"):
        SecondModel(SecondModelSettings(tmp_path / "none", "0" * 64)).load()


def test_the_digest_is_the_one_that_sha256sum_prints(tmp_path: Path) -> None:
    import hashlib

    settings = second_model(tmp_path / "m")
    names = ("config.json", "model.onnx", "tokenizer.json")
    printed = "".join(f"{hashlib.sha256((tmp_path / 'm' / n).read_bytes()).hexdigest()}  {n}\n" for n in names)
    assert settings.sha256 == hashlib.sha256(printed.encode()).hexdigest()
