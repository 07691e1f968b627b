"""The layers of MiniLM (those of BERT) in PyTorch, begun from its weights, and told the form of each word."""

import torch
from torch import Tensor, nn

from flows.training.attribution.pieces import NO_FORM
from flows.training.attribution.pretrained import Pretrained

DROPOUT = 0.1
_EPSILON = 1e-12  # of BERT's normalisation
_MODULES = {
    "query": "attention.self.query", "keys": "attention.self.key", "values": "attention.self.value",
    "attended": "attention.output.dense", "attended_norm": "attention.output.LayerNorm", "wide": "intermediate.dense",
    "narrow": "output.dense", "norm": "output.LayerNorm",
}  # fmt: skip


class Layer(nn.Module):
    """Attention and two products, each added to what came in."""

    def __init__(self, size: int, heads: int, wide: int) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.keys, self.values, self.attended = (nn.Linear(size, size) for _ in range(4))
        self.attended_norm, self.norm = (nn.LayerNorm(size, eps=_EPSILON) for _ in range(2))
        self.wide, self.narrow = nn.Linear(size, wide), nn.Linear(wide, size)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        """Return (rows, pieces, size) of the same."""
        rows, length, size = hidden.shape
        parts = [
            product(hidden).view(rows, length, self.heads, size // self.heads).transpose(1, 2)
            for product in (self.query, self.keys, self.values)
        ]
        attended = nn.functional.scaled_dot_product_attention(
            *parts, attn_mask=mask[:, None, None, :], dropout_p=DROPOUT if self.training else 0
        )
        attended = attended.transpose(1, 2).reshape(rows, length, size)
        hidden = self.attended_norm(hidden + self.dropout(self.attended(attended)))
        wide = nn.functional.gelu(self.wide(hidden))
        found: Tensor = self.norm(hidden + self.dropout(self.narrow(wide)))
        return found


class Encoder(nn.Module):
    """Embeddings, which stay as they are, and layers."""

    def __init__(self, pretrained: Pretrained) -> None:
        super().__init__()
        config, weights = pretrained.config, pretrained.weights
        size = self.size = int(config["hidden_size"])
        count, heads, wide = (
            int(config[name]) for name in ("num_hidden_layers", "num_attention_heads", "intermediate_size")
        )
        for name, stored in (("pieces", "word"), ("places", "position"), ("kinds", "token_type")):
            table = torch.from_numpy(weights[f"embeddings.{stored}_embeddings.weight"])
            setattr(self, name, nn.Embedding.from_pretrained(table, freeze=True))
        self.forms = nn.Embedding(NO_FORM + 1, size)
        nn.init.zeros_(self.forms.weight)
        self.norm = nn.LayerNorm(size, eps=_EPSILON)
        self.layers = nn.ModuleList([Layer(size, heads, wide) for _ in range(count)])
        self.dropout = nn.Dropout(DROPOUT)
        _fill(self.norm, pretrained, "embeddings.LayerNorm")
        for number, layer in enumerate(self.layers):
            for name, stored in _MODULES.items():
                _fill(getattr(layer, name), pretrained, f"encoder.layer.{number}.{stored}")

    def forward(self, ids: Tensor, forms: Tensor, mask: Tensor) -> Tensor:
        """Return (rows, pieces, size) of (rows, pieces)."""
        places = self.places(torch.arange(ids.shape[1]))
        hidden = self.dropout(self.norm(self.pieces(ids) + places + self.kinds.weight[0] + self.forms(forms)))
        for layer in self.layers:
            hidden = layer(hidden, mask)
        return hidden


def _fill(module: nn.Module, pretrained: Pretrained, name: str) -> None:
    """Copy the pretrained weights of a module."""
    with torch.no_grad():
        for part in ("weight", "bias"):
            getattr(module, part).copy_(torch.from_numpy(pretrained.weights[f"{name}.{part}"]))
