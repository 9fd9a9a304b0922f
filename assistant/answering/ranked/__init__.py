"""Reckonings ranked by a fitted model: which calculator a question means, and with which figures of an article.

Where no form of words says it, every reckoning that an article's figures allow is a candidate. A linear model over what
the question's words say of each figure, and of two figures together, ranks them; nothing is taken that is not clearly
ahead. The model only chooses among figures that stand in the article and calculators that exist.
"""
