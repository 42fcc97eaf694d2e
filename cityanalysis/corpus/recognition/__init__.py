"""Pictures of pages to lines of text: recognition engines, and a store of what they read."""

from cityanalysis.corpus.recognition.ocr_engines import ENGINES, recognise

__all__ = ["ENGINES", "recognise"]
