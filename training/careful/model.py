"""The careful tier's network: the first layers of a small BERT, with marks beside the words."""

import torch
import torch.nn.functional as F
from torch import nn

HIDDEN, HEADS, POSITIONS = 384, 12, 160


class Layer(nn.Module):
    def __init__(self, inner, dropout):
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.wide, self.back = nn.Linear(HIDDEN, inner), nn.Linear(inner, HIDDEN)
        self.norm_attention, self.norm = nn.LayerNorm(HIDDEN, 1e-12), nn.LayerNorm(HIDDEN, 1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, seen):
        heads = lambda y: y.view(*y.shape[:2], HEADS, -1).transpose(1, 2)
        mixed = F.scaled_dot_product_attention(
            heads(self.query(x)), heads(self.key(x)), heads(self.value(x)), attn_mask=seen)
        mixed = self.out(mixed.transpose(1, 2).reshape(x.shape))
        x = self.norm_attention(x + self.dropout(mixed))
        return self.norm(x + self.dropout(self.back(F.gelu(self.wide(x)))))


class Careful(nn.Module):
    def __init__(self, pieces, marks, tags, roles, layers, inner=1536, dropout=0.1):
        super().__init__()
        self.pieces = nn.Embedding(pieces, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.marks = nn.Embedding(marks, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, 1e-12)
        self.layers = nn.ModuleList(Layer(inner, dropout) for _ in range(layers))
        self.tags, self.roles = nn.Linear(HIDDEN, tags), nn.Linear(HIDDEN, roles)
        self.dropout = nn.Dropout(dropout)
        nn.init.normal_(self.marks.weight, std=0.01)

    def forward(self, pieces, marks, of_word, firsts):
        """Tags and roles of each word. `marks` is a row of bits a word, `of_word` says which of its
        rows each piece has, `firsts` where in the batch, flattened, the first piece of each word is."""
        said = F.embedding(of_word, marks @ self.marks.weight)
        places = self.positions.weight[: pieces.shape[1]]
        x = self.dropout(self.norm(self.pieces(pieces) + places + said))
        seen = (pieces != 0)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, seen)
        words = x.flatten(0, 1)[firsts]
        return self.tags(self.dropout(words)), self.roles(self.dropout(words)), words

    @staticmethod
    def of(state, head):
        """The network that `state` is the weights of."""
        layers = 1 + max(int(name.split(".")[1]) for name in state if name.startswith("layers."))
        pieces, inner = len(state["pieces.weight"]), len(state["layers.0.wide.weight"])
        model = Careful(pieces, head["marks"], len(head["tags"]), len(state["roles.weight"]), layers, inner)
        model.load_state_dict(state)
        return model

    def shrink(self, other):
        """Takes the weights of a network that is no smaller to begin with: of some of its layers, evenly apart, and of
        each the inner rows that weigh most."""
        with torch.no_grad():
            for name in ("pieces", "positions", "marks", "norm", "tags", "roles"):
                getattr(self, name).load_state_dict(getattr(other, name).state_dict())
            last = len(other.layers) - 1
            for n, own in enumerate(self.layers):
                layer = other.layers[round(n * last / max(1, len(self.layers) - 1))]
                state = layer.state_dict()
                weight = layer.wide.weight.norm(dim=1) * layer.back.weight.norm(dim=0)
                most = weight.topk(len(own.wide.bias)).indices.sort().values
                for name in ("wide.weight", "wide.bias"):
                    state[name] = state[name][most]
                state["back.weight"] = state["back.weight"][:, most]
                own.load_state_dict(state)

    def take(self, base, kept):
        """Weights of a BERT: `kept` are the numbers of the pieces that stay."""
        with torch.no_grad():
            self.pieces.weight.copy_(base["embeddings.word_embeddings.weight"][kept])
            places = base["embeddings.position_embeddings.weight"][:POSITIONS]
            self.positions.weight.copy_(places + base["embeddings.token_type_embeddings.weight"][0])
            names = {"": (self.norm, "embeddings.LayerNorm")}
            for n, layer in enumerate(self.layers):
                of = f"encoder.layer.{n}."
                names |= {
                    f"{n}q": (layer.query, of + "attention.self.query"),
                    f"{n}k": (layer.key, of + "attention.self.key"),
                    f"{n}v": (layer.value, of + "attention.self.value"),
                    f"{n}o": (layer.out, of + "attention.output.dense"),
                    f"{n}a": (layer.norm_attention, of + "attention.output.LayerNorm"),
                    f"{n}w": (layer.wide, of + "intermediate.dense"),
                    f"{n}b": (layer.back, of + "output.dense"),
                    f"{n}n": (layer.norm, of + "output.LayerNorm"),
                }
            for module, name in names.values():
                module.weight.copy_(base[name + ".weight"])
                module.bias.copy_(base[name + ".bias"])
