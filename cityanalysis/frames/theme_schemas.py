"""Frames of what lies behind the themes: doubtful seed words, and sentences with vectors."""

from cityanalysis.frames.schema import NUMBER, TEXT, WHOLE, Column, Frame

__all__ = ["SeedDoubts", "Sentences"]


class SeedDoubts(Frame):
    """One row per example of a doubtful seed word: a sentence to judge it by."""

    theme = Column(TEXT, "id of the theme whose seed it is")
    seed = Column(TEXT, "the word")
    doubt = Column(
        TEXT,
        "`too_common` (in over 35 % of the documents) or `no_company` (met no more often than by "
        "chance beside its theme's other words)",
    )
    n_with_seed = Column(WHOLE, "documents that hold it")
    share_about = Column(NUMBER, "share of them that are about the theme, as measured")
    example_number = Column(WHOLE, "of the example, from 1")
    doc_id = Column(TEXT, "document of the example")
    sentence = Column(TEXT, "the sentence that holds the word")


class Sentences(Frame):
    """One row per sentence of a document, in the order of its vectors."""

    doc_id = Column(TEXT, "the document")
    field = Column(TEXT, "`title` or `text`")
    start = Column(WHOLE, "offset in the field")
    end = Column(WHOLE, "offset in the field, behind the last character")
