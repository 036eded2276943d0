"""The network: MiniLM with six layers, two small added embeddings, and a row of scores for each piece."""

import math
from pathlib import Path

import torch
from labels import LABELS
from safetensors.torch import load_file
from torch import Tensor, nn

WIDTH, HEADS, LAYERS, INNER, PIECES, PLACES = 384, 12, 6, 1536, 30522, 512
SHAPES, GAPS = 7, 5
EPSILON = 1e-12


class Layer(nn.Module):
    """One layer of the encoder."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, EPSILON), nn.LayerNorm(WIDTH, EPSILON)
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, hidden: Tensor) -> Tensor:
        """`x`: batch, piece, width; `hidden`: added to the attention scores, hugely negative for padding."""
        q, k, v = (self._heads(part(x)) for part in (self.query, self.key, self.value))
        weights = torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(WIDTH // HEADS) + hidden, dim=-1)
        mixed = (weights @ v).transpose(1, 2).flatten(2)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        result: Tensor = self.norm2(x + self.dropout(self.outer(nn.functional.gelu(self.inner(x)))))
        return result

    def _heads(self, x: Tensor) -> Tensor:
        return x.reshape(x.shape[0], x.shape[1], HEADS, WIDTH // HEADS).transpose(1, 2)


class Names(nn.Module):
    """Scores of LABELS for each piece, from pieces, shapes of words, gaps and the mask of padding."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(PIECES, WIDTH)
        self.places = nn.Embedding(PLACES, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        self.gaps = nn.Embedding(GAPS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)
        self.scores = nn.Linear(WIDTH, len(LABELS))

    def forward(self, ids: Tensor, cs: Tensor, gp: Tensor, mask: Tensor) -> Tensor:
        """All arguments: batch, piece. Result: batch, piece, label."""
        place = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.places(place) + self.shapes(cs) + self.gaps(gp)
        x = self.dropout(self.norm(x))
        hidden = ((1 - mask) * -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, hidden)
        result: Tensor = self.scores(self.dropout(x))
        return result


def from_base(weights: Path) -> Names:
    """The network with the weights of all-MiniLM-L6-v2; its word and position embeddings are not trained."""
    base = load_file(weights)
    model = Names()
    with torch.no_grad():
        model.words.weight.copy_(base["embeddings.word_embeddings.weight"])
        model.places.weight.copy_(
            base["embeddings.position_embeddings.weight"] + base["embeddings.token_type_embeddings.weight"][0]
        )
        _copy(model.norm, base, "embeddings.LayerNorm")
        for number, layer in enumerate(model.layers):
            for part, name in _PARTS.items():
                _copy(getattr(layer, part), base, f"encoder.layer.{number}.{name}")
        for added in (model.shapes, model.gaps):
            nn.init.normal_(added.weight, std=0.01)
    model.words.weight.requires_grad_(False)
    model.places.weight.requires_grad_(False)
    return model


def loss(scores: Tensor, sets: Tensor) -> Tensor:
    """Mean over the words of the negative logarithm of the probability of an allowed label."""
    taught = sets > 0
    chosen = torch.log_softmax(scores[taught].float(), dim=-1)
    bits = torch.arange(len(LABELS), device=sets.device)
    right = (sets[taught].long()[:, None] >> bits) & 1
    return -torch.logsumexp(chosen.masked_fill(right == 0, float("-inf")), dim=-1).mean()


def _copy(part: nn.Module, base: dict[str, Tensor], name: str) -> None:
    part.load_state_dict({"weight": base[f"{name}.weight"], "bias": base[f"{name}.bias"]})


_PARTS = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "out": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "norm2": "output.LayerNorm",
}
