"""The frames of a researcher's questions: words, sentences, panels, regressions, passages."""

from cityanalysis.frames.schema import FLAG, LIST, NUMBER, TEXT, TIME, WHOLE, Column, Frame


class Concordance(Frame):
    """One row per place where a word stands in an article (keyword in context)."""

    doc_id = Column(TEXT, "the article")
    city = Column(TEXT, "its cities, the best first, by commas; NA where it has none")
    date = Column(TIME, "day of publication, or NaT")
    publication = Column(TEXT, "newspaper or site, or NA")
    page = Column(TEXT, "file that it was read from")
    field = Column(TEXT, "`title` or `text`")
    start = Column(WHOLE, "offset of the word in the field")
    end = Column(WHOLE, "the same, behind its last character")
    left = Column(TEXT, "what stands before the word, at most to the line's beginning")
    keyword = Column(TEXT, "the word as it is written there")
    right = Column(TEXT, "what stands behind it, at most to the line's end")


class SimilarSentences(Frame):
    """One row per sentence that says something near to what was asked for, the nearest first."""

    doc_id = Column(TEXT, "the article")
    city = Column(TEXT, "its cities, the best first, by commas; NA where it has none")
    date = Column(TIME, "day of publication, or NaT")
    page = Column(TEXT, "file that it was read from")
    field = Column(TEXT, "`title` or `text`")
    start = Column(WHOLE, "offset of the sentence in the field")
    end = Column(WHOLE, "the same, behind its last character")
    sentence = Column(TEXT, "the sentence")
    similarity = Column(NUMBER, "cosine of the two sentence vectors, at most 1")


class Panel(Frame):
    """One row per city, period and theme: the cells that regressions are fitted to."""

    city = Column(TEXT, "short name")
    code = Column(TEXT, "GB/T 2260, six digits; NA where the cities carry none")
    period = Column(TIME, "first day of the period; NaT where the corpus is taken as one")
    code_then = Column(
        TEXT,
        "the code of that area at the end of the period's year, by which its yearbook has it; "
        "NA where no one unit was its predecessor, or there are no periods",
    )
    theme = Column(TEXT, "id of the theme")
    share = Column(NUMBER, "mean value of the theme over the cell's articles, 0 to 1")
    n_articles = Column(NUMBER, "articles of the cell; one of two cities counts in part")
    n_clusters = Column(WHOLE, "independent clusters of them")


class Regression(Frame):
    """One row per theme and term of a regression on covariates of cities."""

    theme = Column(TEXT, "id of the theme")
    term = Column(TEXT, "the covariate, as the formula names it")
    unit = Column(
        TEXT, "what one unit is: `yes` (0 to 1), `doubling`, `year`, `level`, `product`, `unit`"
    )
    estimate = Column(NUMBER, "change of the theme's share with one unit of the term; .01 a point")
    ci_low = Column(NUMBER, "lower end of the interval")
    ci_high = Column(NUMBER, "upper end of the interval")
    p_value = Column(NUMBER, "of this coefficient alone")
    q_value = Column(NUMBER, "Benjamini–Hochberg over the themes, for this term")
    df = Column(NUMBER, "degrees of freedom")
    between = Column(NUMBER, "standard deviation of the cities' levels; NaN but of a mixed model")
    n_cities = Column(WHOLE, "cities with articles and covariates")
    n_cells = Column(WHOLE, "rows fitted")
    row = Column(TEXT, "what a row is: `city`, `period` (of a city), `article`")


class GroupDifferences(Frame):
    """One row per theme and pair of groups of cities, of a mixed model."""

    theme = Column(TEXT, "id of the theme")
    group_a = Column(TEXT, "first group")
    group_b = Column(TEXT, "second group")
    estimate = Column(NUMBER, "mean share of the first less that of the second; .01 a point")
    ci_low = Column(NUMBER, "lower end of the interval")
    ci_high = Column(NUMBER, "upper end of the interval")
    p_value = Column(NUMBER, "of this pair alone")
    q_value = Column(NUMBER, "Benjamini–Hochberg over themes and pairs")
    df = Column(NUMBER, "degrees of freedom: cities less groups")
    between = Column(NUMBER, "standard deviation of the cities' levels inside their groups")
    n_cities_a = Column(WHOLE, "cities of the first group that have articles")
    n_cities_b = Column(WHOLE, "and of the second")
    n_events = Column(WHOLE, "rows fitted: an event in a city")


class FittedShares(Frame):
    """One row per point of a regression's line along a covariate, and per cell that it fits."""

    theme = Column(TEXT, "id of the theme")
    covariate = Column(TEXT, "the covariate along which the line goes")
    value = Column(NUMBER, "its value")
    city = Column(TEXT, "the city of a cell; NA for a point of the line")
    estimate = Column(NUMBER, "share on the line, or of the cell")
    ci_low = Column(NUMBER, "lower end of the line's interval; NaN for a cell")
    ci_high = Column(NUMBER, "upper end of it")
    n_cities = Column(WHOLE, "cities with articles and covariates")
    n_cells = Column(WHOLE, "rows fitted: a city, or a city and period")


class Spread(Frame):
    """One row per later use of a passage that another city printed before."""

    passage = Column(TEXT, "id of the passage")
    n_cities = Column(WHOLE, "cities that have it; where it is many, a set phrase of the genre")
    first_city = Column(TEXT, "the first city of this corpus")
    first_date = Column(TIME, "its first day there")
    city = Column(TEXT, "a city that has the passage later")
    date = Column(TIME, "its first day there")
    lag = Column(WHOLE, "days between both")
    first_doc_id = Column(TEXT, "the first article")
    doc_id = Column(TEXT, "the later article")
    first_text = Column(TEXT, "the passage there")
    text = Column(TEXT, "the passage here")


class FirstUses(Frame):
    """One row per word and city: when the city's articles first use the word."""

    word = Column(TEXT, "the word")
    city = Column(TEXT, "short name")
    date = Column(TIME, "day of the first article that has the word; NaT where none has")
    lag = Column(NUMBER, "days after the first city of this corpus, at most")
    lag_low = Column(NUMBER, "and at least, as far as the city's texts before it say")
    doc_id = Column(TEXT, "that article, or NA")
    seen_without = Column(
        TIME, "the city's last day before it with a text that lacks the word; NaT where none"
    )
    is_later = Column(
        FLAG, "whether that day is after the first city's use: only then the city was surely later"
    )
    since = Column(TIME, "day of the city's first article: before it, nothing is known")
    n_articles = Column(WHOLE, "dated articles of the city that have the word")


class LeadAndLag(Frame):
    """One row per pair of cities: which of them had passages first."""

    city_a = Column(TEXT, "short name")
    city_b = Column(TEXT, "short name")
    a_first = Column(WHOLE, "pairs of articles in which a had the passage first")
    b_first = Column(WHOLE, "pairs of articles in which b had it first")
    share_low = Column(NUMBER, "lower end of the 95 % interval of a's part among both")
    share_high = Column(NUMBER, "upper end of it (Clopper-Pearson, by pairs of articles)")
    median_lag = Column(NUMBER, "days, over the passages of both directions")
    p_value = Column(NUMBER, "two-sided sign test of: either is first as often")
    q_value = Column(NUMBER, "Benjamini–Hochberg over the pairs")


class SeedSuggestions(Frame):
    """One row per word that may speak for a theme of one's own, the most telling first."""

    word = Column(TEXT, "the word, or two words that stand together")
    is_given = Column(FLAG, "whether the user named it")
    z = Column(NUMBER, "log-odds of the theme's sentences against all others, in standard errors")
    similarity = Column(NUMBER, "cosine to the theme's name and definition")
    n_articles = Column(WHOLE, "articles that have the word")
    by_city = Column(TEXT, "cities with most of these articles, and how many")
    n_theme = Column(WHOLE, "sentences with the word among those on the theme")
    n_other = Column(WHOLE, "sentences with the word that say nothing near to the theme")
    doubt = Column(
        TEXT,
        "`apart` (never in a sentence with a word given), `common` (mostly elsewhere), `rare` "
        "(under three articles), `one_city`; NA for none",
    )
    contexts = Column(LIST, "three sentences: on the theme, then those least like it", items="str")


class Multiverse(Frame):
    """One row per path of choices: the difference of two cities that it gives."""

    measure = Column(TEXT, "name of the values: `about`, `share`")
    estimand = Column(TEXT, "`exposure` or `story`")
    clusters = Column(TEXT, "`clusters`, or `none`: each article stands alone")
    confidence = Column(NUMBER, "how sure a city had to be")
    without = Column(TEXT, "the publication that was left out, or NA")
    seed = Column(TEXT, "the seed word that was no evidence, or NA")
    difference = Column(NUMBER, "share of the first city less that of the second")
    ci_low = Column(NUMBER, "lower end of its 95 % interval")
    ci_high = Column(NUMBER, "upper end of its interval")
    n_articles = Column(NUMBER, "articles of both cities on this path")
