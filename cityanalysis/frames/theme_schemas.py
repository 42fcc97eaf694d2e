"""Frames of what lies beside the themes: topics, doubtful seed words, sentences with vectors."""

from cityanalysis.frames.schema import NUMBER, TEXT, WHOLE, Column, Frame

__all__ = ["GroupShares", "SeedDoubts", "Sentences", "TopicLabels", "TopicTerms"]


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


class TopicTerms(Frame):
    """One row per discovered topic and one of its likeliest terms."""

    topic = Column(TEXT, "id of the topic: `topic_1`")
    rank = Column(WHOLE, "from 1, the likeliest first")
    term = Column(TEXT, "the word")
    probability = Column(NUMBER, "of the term in the topic")
    frex = Column(NUMBER, "frequency and exclusivity together (Bischof and Airoldi 2012)")


class TopicLabels(Frame):
    """One row per discovered topic and its name."""

    topic = Column(TEXT, "id of the topic")
    label = Column(TEXT, "the user's name for it, or its three likeliest terms")
    terms = Column(
        TEXT, "the fifty likeliest as word:probability, which tell the topic again in another run"
    )


class GroupShares(Frame):
    """One row per grouping of cities, group and theme; empty where no grouping was asked for."""

    grouping = Column(TEXT, "its name in the file, `province`, `region`, `tier`, or a column")
    group = Column(TEXT, "the group")
    theme = Column(TEXT, "id of the theme")
    estimate = Column(NUMBER, "share of the group's articles")
    ci_low = Column(NUMBER, "lower end of the 95 % interval")
    ci_high = Column(NUMBER, "upper end of it")
    n_articles = Column(WHOLE, "articles of the group")
    n_clusters = Column(WHOLE, "its cities; of a column of a table, clusters of articles")
    p_value = Column(NUMBER, "of the permutation test whether the groups differ in the theme")
    q_value = Column(NUMBER, "Benjamini-Hochberg over the themes")
