"""Measuring: data sets in their own formats, standard scores, and the fitting of the rules."""
