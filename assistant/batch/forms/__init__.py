"""The answers of a batch as one document: JSON lines, a table, a report, a workbook or a web page.

Nothing of the moment or the machine goes into one, so the same answers give the same bytes.
"""

from assistant.batch.forms.document import render
from assistant.batch.forms.types import About, Form, form_of

__all__ = ["About", "Form", "form_of", "render"]
