"""The frames that a run makes: their columns, their types and what they mean.

A column's name is written here and nowhere else: `Prevalence.city` is ``"city"``, and a type
checker knows no `Prevalence.town`. docs/design.md is made from this file by
``scripts/build_design.py``.
"""

from cityanalysis.frames.schema import (
    FLAG,
    LIST,
    NUMBER,
    TEXT,
    TIME,
    WHOLE,
    Column,
    Frame,
    WideFrame,
)
from cityanalysis.frames.theme_schemas import GroupShares, SeedDoubts, TopicLabels, TopicTerms


class Articles(Frame):
    """One row per item of a page: an article, or what stands between articles."""

    doc_id = Column(TEXT, "unique, stable: derived from source, order and content")
    source = Column(TEXT, "the page's `source`")
    source_id = Column(TEXT, "a table row's own id, or NA")
    page = Column(TEXT, "file name of the source, as shown to readers")
    publication = Column(TEXT, "newspaper or site, or NA")
    order = Column(WHOLE, "position in its page, from 1; a table row's number")
    is_row = Column(FLAG, "a table row or a web page: an article by itself, on no page with others")
    kind = Column(
        TEXT,
        "`article`, `caption`, `editor_note`, `header`, `boilerplate`, `spam`; the last three take "
        "no part in the analysis",
    )
    title = Column(TEXT, "main headline, or NA")
    title_parts = Column(LIST, "kicker and subheads", items="str")
    byline = Column(LIST, "names of reporters", items="str")
    correspondents = Column(LIST, "names of correspondents", items="str")
    dateline = Column(TEXT, "place of the dateline, as printed (聊城), or NA")
    filed_by = Column(TEXT, "the paper or agency that this dateline names (本报, 新华社), or NA")
    date = Column(TIME, "day of publication, or NaT")
    source_tag = Column(TEXT, "what 来源 names, or NA")
    text = Column(TEXT, "cleaned body, paragraphs separated by one `\\n`")
    spans = Column(LIST, "offsets into the decoded page, reading order", items="[start, end]")
    segments = Column(
        LIST,
        "where each run of `text` stands in the page",
        items="[text_start, page_start, length]",
    )
    title_segments = Column(LIST, "the same for `title`", items="[title_start, page_start, length]")
    labelled_city = Column(TEXT, "the city that the table's own column gives, or NA")
    labelled_province = Column(TEXT, "the province that the table's own column gives, or NA")
    kept = Column(LIST, "cells of further columns, to group by", items="[column, value]")
    duplicate_group = Column(TEXT, "shared by near-duplicates, or NA")
    is_canonical = Column(
        FLAG, "the one of its group that stands for the story; True outside groups"
    )
    city = Column(TEXT, "short name of the single best city; NA before tagging and where none fits")
    city_code = Column(TEXT, "its GB/T 2260 code, or NA")
    scope = Column(TEXT, "`city`, `province`, `national`, `foreign`, `none`; NA before tagging")
    province = Column(TEXT, "short name of its province, where the scope is `city` or `province`")
    is_roundup = Column(FLAG, "short news from several places, which belong to no city")


class Cities(Frame):
    """One row per article and city; those of an article stand together, best city first."""

    doc_id = Column(TEXT, "the article; one without a city has no row")
    code = Column(TEXT, "GB/T 2260, six digits")
    city = Column(TEXT, "short name: 聊城")
    weight = Column(NUMBER, "sums to 1 over an article's cities")
    rule = Column(
        TEXT,
        "where the strongest evidence stands: `label`, `dateline`, `title`, `lead`, `text`, `home`",
    )
    confidence = Column(NUMBER, "0 to 1")
    evidence = Column(
        LIST,
        "`surface`, `field` (`title`, `dateline`, `text`), `start`, `end` (offsets in that field); "
        "at most 20; empty for a label",
        items="dict",
    )


class Mentions(Frame):
    """One row per name of a place in an article."""

    doc_id = Column(TEXT, "the article")
    code = Column(TEXT, "GB/T 2260, six digits")
    name = Column(TEXT, "full official name")
    surface = Column(TEXT, "the name as it is written there")
    field = Column(TEXT, "`title`, `dateline` or `text`")
    start = Column(WHOLE, "offset in the field")
    end = Column(WHOLE, "offset in the field, behind the last character")
    level = Column(TEXT, "`province`, `prefecture`, `county` or `zone`")


class Hits(Frame):
    """One row per seed word that was found in a document."""

    doc_id = Column(TEXT, "the document")
    theme = Column(TEXT, "id of the theme whose seed it is")
    seed = Column(TEXT, "the word")
    field = Column(TEXT, "`title`, `title_parts` or `text`")
    start = Column(
        WHOLE, "offset in the field; in title_parts it counts in the parts joined by newlines"
    )
    end = Column(WHOLE, "offset in the field, behind the last character")


class Weights(WideFrame):
    """Theta: the weight of each theme, then of each residual topic; rows sum to 1."""

    dtype = NUMBER


class Assignments(WideFrame):
    """Whether a document is substantially about a theme."""

    dtype = FLAG


class Prevalence(Frame):
    """One row per city and theme: the share of the city's articles that are about the theme.

    `city_weights` has the same columns, of mean weights in the place of shares.
    """

    city = Column(TEXT, "short name; two of one name carry their code in brackets")
    theme = Column(TEXT, "id of the theme")
    estimate = Column(NUMBER, "the share; NaN where the city has no weight")
    ci_low = Column(NUMBER, "lower end of the 95 % interval; 0 where there is no estimate")
    ci_high = Column(NUMBER, "upper end; 1 where there is no estimate")
    stabilised = Column(
        NUMBER, "drawn towards the share of all cities, the more the fewer clusters"
    )
    n_articles = Column(WHOLE, "articles of the city")
    n_clusters = Column(WHOLE, "independent clusters of them")
    n_effective = Column(NUMBER, "articles that an independent sample of this precision would have")


class Adjusted(Prevalence):
    """The same shares, every city given the same mix of publications, periods and lengths."""

    unadjusted = Column(NUMBER, "the share before")
    unadjusted_low = Column(NUMBER, "lower end of its interval")
    unadjusted_high = Column(NUMBER, "upper end of its interval")
    support = Column(NUMBER, "part of the common mix that the city has articles for, 0 to 1")


class Calibrated(Prevalence):
    """The same shares as hand labels correct them; without labels the frame is empty."""

    measured = Column(NUMBER, "the share before")
    dsl = Column(NUMBER, "design-based estimate (Egami et al. 2023)")
    dsl_low = Column(NUMBER, "lower end of its interval")
    dsl_high = Column(NUMBER, "upper end of its interval")
    n_labels = Column(WHOLE, "hand labels of the theme")


class Omnibus(Frame):
    """One row per theme: whether the cities differ in it at all."""

    theme = Column(TEXT, "id of the theme")
    statistic = Column(NUMBER, "Welch's: spread of the cities' means in units of their variances")
    p_value = Column(NUMBER, "of the permutation test")
    q_value = Column(NUMBER, "Benjamini-Hochberg over the themes")
    smallest_p = Column(NUMBER, "the least p that the design can reach")
    n_cities = Column(WHOLE, "cities that take part in the test")
    n_clusters = Column(WHOLE, "independent clusters")
    largest = Column(NUMBER, "largest difference of two cities that cannot be ruled out")
    is_alike = Column(FLAG, "whether every difference is surely smaller than the margin")
    detectable = Column(NUMBER, "difference of two typical cities found four times in five")


class Contrasts(Frame):
    """One row per theme and pair of cities."""

    theme = Column(TEXT, "id of the theme")
    city_a = Column(TEXT, "the first city")
    city_b = Column(TEXT, "the second city")
    difference = Column(NUMBER, "share of the first less that of the second")
    ci_low = Column(NUMBER, "lower end of its interval")
    ci_high = Column(NUMBER, "upper end of its interval")
    ratio = Column(NUMBER, "share of the first over that of the second")
    ratio_low = Column(NUMBER, "lower end of its interval")
    ratio_high = Column(NUMBER, "upper end of its interval")
    stabilised = Column(NUMBER, "the same of the stabilised shares, less exaggerated by selection")
    level = Column(NUMBER, "of the interval: .95, higher where the pair was selected by its p")
    is_alike = Column(FLAG, "whether the difference is surely smaller than the margin")
    p_value = Column(NUMBER, "of this pair alone")
    p_adjusted = Column(NUMBER, "over the pairs of selected themes, never below the theme's q")
    smallest_p = Column(NUMBER, "the least p that the design can reach")


class Keyness(Frame):
    """One row per city and a word that is more, or less, frequent there than elsewhere."""

    city = Column(TEXT, "short name")
    term = Column(TEXT, "the word")
    log_odds = Column(NUMBER, "with a prior from all texts (Monroe et al. 2008)")
    z = Column(NUMBER, "the same over its standard error, by clusters")
    p_value = Column(NUMBER, "of the permutation test")
    q_value = Column(NUMBER, "false discovery rate")
    n_target = Column(NUMBER, "occurrences in the city, articles of several cities in parts")
    n_reference = Column(NUMBER, "occurrences in the other cities")
    score = Column(NUMBER, "the measure asked for; it orders the rows")


class Distances(Frame):
    """One row per pair of cities: how unlike their themes are."""

    city_a = Column(TEXT, "the first city")
    city_b = Column(TEXT, "the second city")
    jsd = Column(NUMBER, "Jensen-Shannon divergence in bits, corrected for bias")
    ci_low = Column(NUMBER, "lower end of its 95 % interval")
    ci_high = Column(NUMBER, "upper end of its 95 % interval")
    jsd_raw = Column(NUMBER, "the same, not corrected")
    p_value = Column(NUMBER, "of the permutation test")
    p_adjusted = Column(NUMBER, "over all pairs")


class Trends(Frame):
    """One row per city and theme: whether its share rises or falls."""

    city = Column(TEXT, "short name")
    theme = Column(TEXT, "id of the theme")
    slope = Column(NUMBER, "change of the share per year")
    ci_low = Column(NUMBER, "lower end of its interval")
    ci_high = Column(NUMBER, "upper end of its interval")
    p_value = Column(NUMBER, "of the slope")
    n_periods = Column(WHOLE, "periods with articles")
    refused = Column(TEXT, "`too_few_periods`, `no_variation`, or NA where it was tested")
    q_value = Column(NUMBER, "Benjamini-Hochberg over all that were tested")
    standard_error = Column(NUMBER, "of the slope")
    df = Column(NUMBER, "degrees of freedom")


class TrendDifferences(Frame):
    """One row per theme and pair of cities: whether their slopes differ."""

    theme = Column(TEXT, "id of the theme")
    city_a = Column(TEXT, "the first city")
    city_b = Column(TEXT, "the second city")
    difference = Column(NUMBER, "slope of the first less that of the second")
    ci_low = Column(NUMBER, "lower end of its interval")
    ci_high = Column(NUMBER, "upper end of its interval")
    p_value = Column(NUMBER, "of the difference")
    p_adjusted = Column(NUMBER, "over all pairs")


class Series(Frame):
    """One row per city, theme and period."""

    city = Column(TEXT, "short name")
    theme = Column(TEXT, "id of the theme")
    period = Column(TIME, "first day of the period")
    estimate = Column(NUMBER, "share of the period's articles")
    ci_low = Column(NUMBER, "lower end of its interval")
    ci_high = Column(NUMBER, "upper end of its interval")
    n_articles = Column(WHOLE, "articles of the period")


class Quotients(Frame):
    """One row per city and theme: the city's share over that of all others (location quotient)."""

    city = Column(TEXT, "short name")
    theme = Column(TEXT, "id of the theme")
    quotient = Column(NUMBER, "the city's share over that of the others")
    ci_low = Column(NUMBER, "lower end of its interval")
    ci_high = Column(NUMBER, "upper end of its interval")
    estimate = Column(NUMBER, "the city's share")
    reference = Column(NUMBER, "the share of the others")


class HandLabels(Frame):
    """One row per article, theme and coder: what a person judged."""

    doc_id = Column(TEXT, "the article")
    theme = Column(TEXT, "id of the theme")
    label = Column(NUMBER, "1 where the article is substantially about the theme, else 0")
    coder = Column(TEXT, "who judged; empty where one coder did all")
    inclusion_probability = Column(NUMBER, "chance of the article to be drawn; NaN where unknown")


class LabelScores(Frame):
    """One row per theme: how well the measure agrees with hand labels."""

    theme = Column(TEXT, "id of the theme")
    n_labels = Column(WHOLE, "articles that were labelled")
    n_positive = Column(WHOLE, "of them about the theme")
    precision = Column(NUMBER, "share of the measure's articles that the labels confirm")
    recall = Column(NUMBER, "share of the labelled articles that the measure finds")
    f1 = Column(NUMBER, "harmonic mean of both")
    calibration_slope = Column(
        NUMBER, "of label on measured value by weighted least squares; 1 is perfect"
    )
    calibration_intercept = Column(NUMBER, "of the same fit; 0 is perfect")
    kappa = Column(
        NUMBER, "Cohen's, of the two coders with most articles in common; NaN with one coder"
    )
    n_both = Column(WHOLE, "articles that these two coders both judged")


class Findings(Frame):
    """One row per sentence that a comparison frame allows to say."""

    kind = Column(TEXT, "the frame that it speaks of")
    verdict = Column(TEXT, "what is asserted, or why nothing is")
    theme = Column(TEXT, "id of the theme, or NA")
    city_a = Column(TEXT, "the city, or the higher of two, or NA")
    city_b = Column(TEXT, "the other city, or NA")
    p_value = Column(NUMBER, "adjusted")
    zh = Column(TEXT, "the sentence in Chinese")
    en = Column(TEXT, "the sentence in English")


class CityCounts(Frame):
    """One row per city: how much it has, and whether that is enough (`Support.cities`)."""

    city = Column(TEXT, "short name")
    n_articles = Column(WHOLE, "articles of the city")
    n_clusters = Column(WHOLE, "independent clusters of them")
    standing = Column(
        TEXT,
        "`compared`; `listed` (shares with intervals, hatched in the heatmap; no test or ranking); "
        "`named` (only what its articles are about)",
    )
    comparable = Column(FLAG, "whether it is `compared`")


class Overview(Frame):
    """One row per city and month: what was read."""

    city = Column(TEXT, "short name")
    period = Column(TIME, "first of the month; NaT for undated articles")
    n_articles = Column(WHOLE, "articles; one of two cities counts in both")


class Quotes(Frame):
    """One row per sentence that shows a theme in a city."""

    theme = Column(TEXT, "id of the theme")
    city = Column(TEXT, "short name")
    doc_id = Column(TEXT, "the article")
    quote = Column(TEXT, "the sentence, or the part of it around its seed words")
    marks = Column(LIST, "the seed words in the quote", items="(start, end)")
    title = Column(TEXT, "headline of the article, or NA")
    page = Column(TEXT, "file that it was read from")
    publication = Column(TEXT, "newspaper or site, or NA")
    date = Column(TIME, "day of publication, or NaT")
    start = Column(WHOLE, "offset in the decoded page, or NaN")
    end = Column(WHOLE, "the same, behind the last character")
    is_cut = Column(LIST, "whether the sentence goes on before, and after", items="bool")
    crop = Column(TEXT, "its printed lines as a `data:` address, or NA")


# The frames of a run, by the names that `Analysis`, the files in results/ and tables/ have.
SCHEMAS: dict[str, type[Frame] | type[WideFrame]] = {
    "articles": Articles,
    "cities": Cities,
    "hits": Hits,
    "weights": Weights,
    "assignments": Assignments,
    "topic_terms": TopicTerms,
    "topic_labels": TopicLabels,
    "city_weights": Prevalence,
    "prevalence": Prevalence,
    "omnibus": Omnibus,
    "contrasts": Contrasts,
    "keyness": Keyness,
    "distances": Distances,
    "trends": Trends,
    "series": Series,
    "quotients": Quotients,
    "adjusted": Adjusted,
    "calibrated": Calibrated,
    "label_scores": LabelScores,
    "seed_doubts": SeedDoubts,
    "group_shares": GroupShares,
}
