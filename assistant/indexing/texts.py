"""What the embedding model reads of a passage."""

from __future__ import annotations

from assistant.datatypes import Article, Passage
from assistant.retrieval.embedder import EmbeddingText


def embedding_text(article: Article, passage: Passage) -> EmbeddingText:
    """The title, the heading, then the passage, with the places of its sentences.

    Args:
        article: Whose passage it is.
        passage: The passage.
    """
    title = article.source.title
    heads = [title, passage.heading] if passage.heading not in ("", title) else [title]
    head = "\n".join([*heads, ""]) if title else ""
    shift = len(head) - passage.start
    ranges = tuple((sentence.start + shift, sentence.end + shift) for sentence in passage.sentences)
    return EmbeddingText(head + passage.text, ranges)
