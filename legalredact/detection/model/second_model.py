"""A firm's own token classifier beside the built-in name model: its finds in a text.

The text is read in overlapping windows of tokens. Of two windows, each decides on the half of the overlap nearer to its
middle.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import tokenizers

from legalredact.detection.model.ner import EXACT, ReadName
from legalredact.detection.model.onnx_external_data import has_external_data
from legalredact.detection.model.second_files import Label, SecondFiles, SecondModelFault, read_files
from legalredact.model.mention import Span
from legalredact.model.progress import Progress, Report, silent
from legalredact.model.second_model import SecondModelSettings
from legalredact.neural import onnxruntime

Floats = npt.NDArray[np.float32]
_WINDOW, _OVERLAP = 384, 64
"""Tokens that are read at a time, and those that two windows share. 512 is the least that such models take."""
_CHUNK = 100_000
"""Characters that are split into tokens at a time."""
_INPUTS = frozenset({"input_ids", "attention_mask", "token_type_ids", "position_ids"})
_NUMBERS = {"tensor(int64)": np.int64, "tensor(int32)": np.int32}
_DAMAGED = "The ONNX file of the second model is damaged or not supported."
_AGAIN = "Ask firm IT: export the model again as a token classifier with its tokenizer.json, and pin the new digest."


@dataclass(frozen=True, slots=True)
class _Read:
    """A token with its characters, its likeliest label, and that label's probability."""

    span: Span
    label: Label
    chance: float


class SecondModel:
    """Loads at first use.

    Arguments:
        settings: of policy.
        threads: number of threads.
    """

    def __init__(self, settings: SecondModelSettings, threads: int = 1) -> None:
        self.settings = settings
        self._threads = threads
        self._loaded: _Loaded | None = None

    def load(self) -> SecondFiles:
        """Load it now; returns its files.

        Errors: SecondModelFault: see `read_files`; or a file is damaged, or is no token classifier with these labels.
        """
        if self._loaded is None:
            self._loaded = _Loaded(read_files(self.settings), self._threads)
        return self._loaded.files

    def names(self, text: str, report: Report = silent) -> Iterator[ReadName]:
        """What the model reads as something that is masked, in order.

        Errors: as `load`.
        """
        self.load()
        assert self._loaded is not None  # noqa: S101 - `load` sets it
        yield from _joined(text, self._loaded.read(text, report))


class _Loaded:
    """A model in memory."""

    def __init__(self, files: SecondFiles, threads: int) -> None:
        self.files = files
        self._tokenizer = _tokenizer(files.tokenizer)
        self._session = _session(files.model, threads)
        self._inputs = {one.name: _NUMBERS.get(one.type) for one in self._session.get_inputs()}
        if not {"input_ids"} <= set(self._inputs) <= _INPUTS or None in self._inputs.values():
            raise SecondModelFault("The second model does not take the inputs of a token classifier.", _AGAIN)

    def read(self, text: str, report: Report) -> Iterator[_Read]:
        """The tokens of the text that are no white space, in order."""
        for start in range(0, len(text), _CHUNK):
            report(Progress("detect", start, len(text)))
            chunk = Span(start, min(start + _CHUNK, len(text)))
            bounds = [Span(a + start, b + start) for a, b in self._encoded(chunk.of(text), special=False).offsets]
            for first in range(0, len(bounds), _WINDOW - _OVERLAP):
                last = min(first + _WINDOW, len(bounds))
                kept_from = bounds[first + _OVERLAP // 2].start if first else chunk.start
                kept_to = bounds[last - _OVERLAP // 2].start if last < len(bounds) else chunk.end
                window = Span(bounds[first].start, bounds[last - 1].end)
                yield from (one for one in self._window(text, window) if kept_from <= one.span.start < kept_to)
                if last == len(bounds):
                    break

    def _window(self, text: str, window: Span) -> Iterator[_Read]:
        encoded = self._encoded(window.of(text), special=True)
        logits = self._run(encoded)
        powers = np.exp(logits - logits.max(axis=1, keepdims=True))
        chances = powers / powers.sum(axis=1, keepdims=True)
        for (start, end), special, row in zip(encoded.offsets, encoded.special_tokens_mask, chances, strict=True):
            if not special and end > start:
                best = int(row.argmax())
                yield _Read(Span(window.start + start, window.start + end), self.files.labels[best], float(row[best]))

    def _encoded(self, text: str, *, special: bool) -> tokenizers.Encoding:
        try:
            return self._tokenizer.encode(text, add_special_tokens=special)
        except Exception as problem:  # noqa: BLE001 - the library raises a bare Exception, which may quote the text
            raise SecondModelFault(f"The second model's tokenizer failed ({type(problem).__name__}).", _AGAIN) from None

    def _run(self, encoded: tokenizers.Encoding) -> Floats:
        given = {
            "input_ids": encoded.ids,
            "attention_mask": encoded.attention_mask,
            "token_type_ids": encoded.type_ids,
            "position_ids": list(range(len(encoded.ids))),
        }
        feed = {name: np.array([given[name]], dtype=kind) for name, kind in self._inputs.items()}
        try:
            out = np.asarray(self._session.run(None, feed)[0], dtype=np.float32)
        except Exception as problem:  # noqa: BLE001 - the runtime's errors have no common type, and may quote values
            raise SecondModelFault(f"The second model failed ({type(problem).__name__}).", _AGAIN) from None
        if out.shape != (1, len(encoded.ids), len(self.files.labels)):
            raise SecondModelFault("The second model has another number of labels than its config.json.", _AGAIN)
        if not np.isfinite(out).all():
            raise SecondModelFault("The second model computes no finite numbers.", _AGAIN)
        return out[0]  # type: ignore[no-any-return]  # numpy's index of a float32 array


def _tokenizer(content: bytes) -> tokenizers.Tokenizer:
    try:
        made = tokenizers.Tokenizer.from_buffer(content)
    except Exception:  # noqa: BLE001 - the library raises a bare Exception
        raise SecondModelFault("The tokenizer.json of the second model is damaged.", _AGAIN) from None
    made.no_truncation()
    made.no_padding()
    return made


def _session(content: bytes, threads: int) -> Any:
    _refuse_external_data(content)
    runtime = onnxruntime()
    options = runtime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 4  # its messages may quote the model
    options.add_session_config_entry(*EXACT)
    try:
        return runtime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
    except Exception:  # noqa: BLE001 - the runtime's errors have no common type
        raise SecondModelFault(_DAMAGED, _AGAIN) from None


def _refuse_external_data(content: bytes) -> None:
    try:
        external = has_external_data(content)
    except ValueError:
        raise SecondModelFault(_DAMAGED, _AGAIN) from None
    if external:
        raise SecondModelFault(
            "The second model takes weights in another file, which its digest does not cover.",
            "Ask firm IT: export it again with all weights in the ONNX file, and pin the new digest.",
        )


def _joined(text: str, read: Iterator[_Read]) -> Iterator[ReadName]:
    """Names of tokens in a row with labels of one kind, without the white space around them."""
    run: list[_Read] = []
    for one in read:
        apart = run and (one.label.kind is not run[-1].label.kind or one.label.begins or run[-1].label.ends)
        if apart and not _continues(text, run[-1], one):
            yield from _name(text, run)
            run = []
        if one.label.kind is not None:
            run.append(one)
    yield from _name(text, run)


def _continues(text: str, last: _Read, one: _Read) -> bool:
    """Whether two tokens are parts of one word, which has one label: the first one's."""
    touching = last.span.end == one.span.start and text[last.span.end - 1 : one.span.start + 1].isalnum()
    return touching and one.label.kind is last.label.kind


def _name(text: str, run: Sequence[_Read]) -> Iterator[ReadName]:
    if not run or run[0].label.kind is None:
        return
    start, end = run[0].span.start, run[-1].span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if any(character.isalnum() for character in text[start:end]):
        yield ReadName(Span(start, end), run[0].label.kind, min(one.chance for one in run))
