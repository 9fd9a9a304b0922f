"""Numbers as articles write them: text to typed intervals, arithmetic on them, and back to print.

``extract`` finds the quantities of a text with their exact offsets, ``parse_quantity`` reads one
that was typed, ``print_quantity`` writes one. ``intervals`` reckons with them and ``units``
says of what kind they are and converts them.
"""

from assistant.quantities.extract import extract, parse_quantity
from assistant.quantities.printing import print_quantity
from assistant.quantities.units import convert, dimension

__all__ = ["convert", "dimension", "extract", "parse_quantity", "print_quantity"]
