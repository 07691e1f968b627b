"""Training itself; skipped where the group `train` is not installed."""

import numpy as np
import pytest

from transforms.learned.network import Network
from transforms.learned.pages import Pages

torch = pytest.importorskip("torch", reason="PyTorch comes with the group `train`")
learner = pytest.importorskip("flows.training.learner")


def test_the_runtime_gives_what_was_trained() -> None:
    torch.manual_seed(1)
    layers = learner.Layers(7).eval()
    names = [f"column_{i}" for i in range(7)]
    random = np.random.default_rng(2)
    columns = random.normal(size=(7, 50)).astype(np.float32)
    scale = learner.scaling(names, [columns])
    with torch.no_grad():
        for parameter in layers.parameters():
            parameter.copy_(parameter.half().float())
        rows = torch.from_numpy(((columns - scale.mean[:, None]) / scale.deviation[:, None]).T[None])
        wanted = layers(rows.clamp(-6, 6), torch.ones(1, 50))[0].numpy().T

    found = Network.load(learner.export(layers, scale))(columns, Pages.of(np.array([50])))

    np.testing.assert_allclose(found, wanted, atol=0.05)  # weights are bytes, and values steps of 1/64


def test_training_again_gives_the_same_weights() -> None:
    random = np.random.default_rng(4)
    rows = random.normal(size=(120, 6)).astype(np.float32)
    targets = np.zeros((learner.OUTPUTS, 120), np.float32)
    targets[0] = rows[:, 0] > 0
    spans = {page: (page * 10, page * 10 + 10) for page in range(12)}
    source = learner.Source(rows, targets, np.ones(120, np.float32), spans)

    def weights() -> list[bytes]:
        layers = learner.train({"wet": source}, np.arange(12), ["a", "has_site", "others", "b", "c", "d"], seed=3)
        return [parameter.detach().numpy().tobytes() for parameter in layers.parameters()]

    assert weights() == weights()
