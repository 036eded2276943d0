"""The trained network as an ONNX file with 8-bit weights, and the labels in its metadata."""

import hashlib
import tempfile
from pathlib import Path

import onnx
import torch
from labels import LABELS
from network import Names

from legalredact.neural import refuse_telemetry

INPUTS = ("ids", "cs", "gp", "mask")


def export(model: Names, target: Path) -> str:
    """Write `model` to `target`; the file's SHA-256."""
    refuse_telemetry()
    from onnxruntime.quantization import QuantType, quantize_dynamic

    model.eval()
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        traced(model, whole)
        quantize_dynamic(whole, target, per_channel=True, weight_type=QuantType.QInt8)
    described(target)
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    print(f"{target}: {target.stat().st_size} bytes, sha256 {digest}")
    return digest


def traced(model: Names, target: Path) -> None:
    """Write `model` with 32-bit weights; batch and length stay free."""
    sample = (
        torch.full((2, 16), 5),
        torch.ones((2, 16), dtype=torch.long),
        torch.ones((2, 16), dtype=torch.long),
        torch.ones((2, 16)),
    )
    axes = {name: {0: "b", 1: "t"} for name in (*INPUTS, "logits")}
    torch.onnx.export(
        model,
        sample,
        str(target),
        input_names=list(INPUTS),
        output_names=["logits"],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def described(target: Path) -> None:
    """Add the labels, in order, to the file's metadata."""
    loaded = onnx.load(target)
    entry = loaded.metadata_props.add()
    entry.key, entry.value = "labels", ",".join(LABELS)
    onnx.save(loaded, target)
