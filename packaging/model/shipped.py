"""The weights of a shipped model, to go on training from: 8-bit weights of an ONNX file as 32-bit numbers."""

from pathlib import Path

import numpy as np
import onnx
import torch
from network import Names
from onnx import numpy_helper

_ORDER = ("query", "key", "value", "out", "inner", "outer")
"""The matrices of a layer in the order in which they stand in the file."""


def weights_of(file: Path, base: Names) -> dict[str, torch.Tensor]:
    """State of the network that `file` was exported from, up to the rounding to 8 bits.

    Arguments:
        base: has the word and position embeddings, which training leaves as they are.
    """
    stored = {one.name: numpy_helper.to_array(one) for one in onnx.load(file).graph.initializer}
    state = dict(base.state_dict())
    state |= {name: torch.from_numpy(array.copy()) for name, array in stored.items() if name in state}
    matrices = [name.removesuffix("_scale") for name in stored if name.startswith("onnx::") and name.endswith("_scale")]
    names = [f"layers.{layer}.{part}" for layer in range(len(base.layers)) for part in _ORDER] + ["scores"]
    for name, matrix in zip(names, matrices, strict=True):
        state[f"{name}.weight"] = torch.from_numpy(_whole(stored, matrix).T.copy())
    for name in ("shapes", "gaps"):
        state[f"{name}.weight"] = torch.from_numpy(_whole(stored, f"{name}.weight"))
    return state


def _whole(stored: dict[str, np.ndarray], name: str) -> np.ndarray:
    scale, zero = stored[f"{name}_scale"], stored[f"{name}_zero_point"].astype(np.float32)
    whole: np.ndarray = ((stored[f"{name}_quantized"].astype(np.float32) - zero) * scale).astype(np.float32)
    return whole
