"""Finding passages: the embedding model, the index folder, hybrid search.

FAISS, ONNX Runtime, SQLite and sentence-transformers are known here and nowhere above.
"""
