"""What the program is measured against: the plain script that anyone would write, and txtai where it is installed.

Both read the same texts as this program embeds, with the same model, in processes of their own.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from assistant.evaluation.processes import Run, timed

PLAIN_EMBED = """
import json, sys, time
import faiss
from sentence_transformers import SentenceTransformer
texts = json.load(open(sys.argv[2], encoding="utf-8"))
model = SentenceTransformer(sys.argv[1])
model.encode(texts[:1])
started = time.perf_counter()
vectors = model.encode(texts, normalize_embeddings=True)
seconds = time.perf_counter() - started
index = faiss.IndexFlatIP(vectors.shape[1])
index.add(vectors)
faiss.write_index(index, sys.argv[3])
json.dump(seconds, open(sys.argv[4], "w"))
"""
PLAIN_ASK = """
import sys
from sentence_transformers import SentenceTransformer
import faiss
model = SentenceTransformer(sys.argv[1])
index = faiss.read_index(sys.argv[2])
vector = model.encode([sys.argv[3]], normalize_embeddings=True)
print(index.search(vector, 5))
"""
TXTAI_BUILD = """
import json, sys, time
from txtai import Embeddings
texts = json.load(open(sys.argv[2], encoding="utf-8"))
embeddings = Embeddings(path=sys.argv[1], content=True, hybrid=True)
started = time.perf_counter()
embeddings.index(enumerate(texts))
seconds = time.perf_counter() - started
embeddings.save(sys.argv[3])
json.dump(seconds, open(sys.argv[4], "w"))
"""
TXTAI_ASK = """
import sys
from txtai import Embeddings
embeddings = Embeddings()
embeddings.load(sys.argv[1])
print(embeddings.search(sys.argv[2], 5))
"""


@dataclass(frozen=True, slots=True)
class Rival:
    """A rival's index of some texts."""

    name: str
    model: Path
    place: Path
    """Of its index."""
    seconds: float
    """That it took to embed the texts, or to index them; without imports."""

    def ask(self, question: str) -> Run:
        """Answer a question in a whole process of its own.

        Raises:
            UsageError: It fails.
        """
        if self.name == "txtai":
            return timed([sys.executable, "-c", TXTAI_ASK, str(self.place), question])
        return timed([sys.executable, "-c", PLAIN_ASK, str(self.model), str(self.place), question])


def plain(model: Path, texts: list[str], folder: Path) -> Rival:
    """Have the plain script embed texts.

    Args:
        model: The model's folder.
        texts: The texts.
        folder: Where it may write.

    Raises:
        UsageError: It fails.
    """
    return _built("plain script", PLAIN_EMBED, model, texts, folder)


def txtai(model: Path, texts: list[str], folder: Path) -> Rival | None:
    """Have txtai index texts; None where it is not installed. Arguments as of ``plain``.

    Raises:
        UsageError: It fails.
    """
    return _built("txtai", TXTAI_BUILD, model, texts, folder) if find_spec("txtai") else None


def _built(name: str, script: str, model: Path, texts: list[str], folder: Path) -> Rival:
    given, place, told = (folder / f"{name.split(maxsplit=1)[0]}.{kind}" for kind in ("json", "index", "seconds"))
    given.write_text(json.dumps(texts), encoding="utf-8")
    timed([sys.executable, "-c", script, str(model), str(given), str(place), str(told)])
    return Rival(name, model, place, float(json.loads(told.read_text(encoding="utf-8"))))
