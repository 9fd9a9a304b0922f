from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from assistant.reading.pointer import FIGURE, MODEL_FOLDER, MODEL_NAME, SENTENCE, START, TOKENIZER_NAME, PointerModel
from assistant.training.encoding import Encoded
from assistant.training.graph import build
from assistant.training.model import OUTPUTS, Pointer, losses, tensors, weighted
from assistant.training.train import Trainer


@pytest.fixture(scope="module")
def pointer(tmp_path_factory: pytest.TempPathFactory) -> Pointer:
    """A model of the same build, but tiny."""
    from transformers import BertConfig, BertModel

    folder = tmp_path_factory.mktemp("tiny")
    torch.manual_seed(5)
    config = BertConfig(hidden_size=32, num_hidden_layers=2, num_attention_heads=4, intermediate_size=64)
    BertModel(config, add_pooling_layer=False).save_pretrained(folder)
    return Pointer(folder)


ITEM = Encoded(
    (101, 2040, 102, 5, 6, 7, 8, 9, 102),
    3,
    (5,),
    (6,),
    ((3, 5, False), (5, 8, True)),
    ((5, 6, True), (7, 8, False)),
    False,
)
GONE = Encoded((101, 2040, 102, 5, 6, 102), 3, (0,), (0,), ((3, 5, False),), (), True)


def test_the_graph_gives_what_the_model_gives(pointer: Pointer, tmp_path: Path) -> None:
    weights = {name: tensor.numpy() for name, tensor in pointer.state_dict().items()}
    every = {n.removesuffix(".weight") for n in weights if n.endswith("dense.weight")}
    every |= {n.removesuffix(".query.weight") for n in weights if n.endswith(".query.weight")}
    (tmp_path / TOKENIZER_NAME).write_bytes((MODEL_FOLDER / TOKENIZER_NAME).read_bytes())
    text, question = "Acme reported revenue of four billion dollars.", "What was it?"
    for plain, tolerance in ((frozenset(every), 0.02), (frozenset[str](), 0.2)):
        (tmp_path / MODEL_NAME).write_bytes(build(weights, 4, 1e-12, plain))
        model = PointerModel(tmp_path)
        pointed = model.point(question, [text])[0]
        tokenizer = model._tokenizer
        asked = [101, *tokenizer.encode(question, add_special_tokens=False).ids, 102]
        ids = torch.tensor([[*asked, *tokenizer.encode(text, add_special_tokens=False).ids, 102]])
        types = torch.zeros_like(ids)
        types[0, len(asked) :] = 1
        with torch.no_grad():
            expected = pointer.eval()(ids, types, torch.ones_like(ids))[0].numpy()
        spread = float(np.abs(expected).max())
        assert np.abs(pointed.logits - expected[len(asked) : -1]).max() <= tolerance * spread


def test_right_logits_cost_nothing_and_wrong_ones_much() -> None:
    right = torch.full((2, 9, OUTPUTS), -30.0)
    right[0, 5, START] = right[0, 6, 1] = 30.0
    right[0, 5:8, SENTENCE] = 30.0
    right[0, 5, FIGURE] = 30.0
    right[1, 0, :2] = 30.0
    right[1, 0, 4] = 30.0
    parts = losses(right, [ITEM, GONE])
    assert float(weighted(parts)) < 1e-3
    assert all(float(loss) > 1 for loss in losses(-right, [ITEM, GONE]).values())


def test_a_few_steps_learn_a_few_examples(pointer: Pointer) -> None:
    torch.manual_seed(1)
    trainer = Trainer(pointer, 300, "cpu")
    batch = [ITEM, GONE]
    before = float(weighted(losses(pointer(*tensors(batch, "cpu")), batch)).detach())
    for _ in range(300):
        trainer.step(batch)
    after = float(weighted(losses(pointer(*tensors(batch, "cpu")), batch)).detach())
    assert after < before / 2
