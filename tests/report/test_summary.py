"""The summary says no more than the tables hold."""

import contextlib
import csv
import math
import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from cityanalysis.compare import score_labels
from cityanalysis.report import build_report, write_tables
from cityanalysis.report.figure_plan import plan_figures
from cityanalysis.report.measured import weak_note
from cityanalysis.report.quotes import pick_quotes
from cityanalysis.report.summary import find_findings
from cityanalysis.report.view import make_view
from cityanalysis.run import Analysis, Settings, analyse
from cityanalysis.themes import theme_quality
from tests.simulate.run import make_run

# Numbers of the method, not of the data: 95% intervals, the 5% threshold, ends of a scale.
CONSTANTS = ("95%", "5%", "tables/", "0表示", "1表示", "0 means", "1 nothing")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
NAMES = ("city", "city_a", "city_b", "term")


def tables_in(folder) -> dict[str, list[dict[str, str]]]:
    found = {}
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            found[path.stem] = list(csv.DictReader(file))
    return found


def numbers_about(text: str, rows: list[dict[str, str]], lang: str) -> list[float]:
    """Numbers of those rows alone whose city, theme and term the text names."""
    names = [f"{name}_en" if lang == "en" and name != "term" else name for name in NAMES]
    keys = (*names, f"label_{lang}")
    found = []
    for row in rows:
        if all(row[key] in text for key in keys if key in row):
            for cell in row.values():
                with contextlib.suppress(ValueError):
                    found.append(float(cell))
    return [number for number in found if math.isfinite(number)]


def is_rounding_of(shown: str, number: float) -> bool:
    """Whether a printed number is a table's number, or its percentage, rounded any way."""
    digits = len(shown.partition(".")[2])
    value, step = float(shown), 10.0**-digits
    return any(abs(value - size) < step for size in (abs(number), 100 * abs(number)))


def numbers_of(text: str, analysis: Analysis) -> list[str]:
    for constant in (*CONSTANTS, *(theme.label_en for theme in analysis.themes)):
        text = text.replace(constant, " ")
    return [number.replace(",", "") for number in NUMBER.findall(text)]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("cities", "articles"), [(7, 400), (2, 25), (16, 60)])
def test_every_number_in_the_summary_stands_in_its_table(tmp_path, lang, cities, articles):
    analysis = make_run(cities, 8, articles)
    write_tables(analysis, tmp_path)
    tables = tables_in(tmp_path)
    checked = 0
    for block in build_report(analysis, lang=lang).section("summary").blocks:
        text = " ".join(str(block.content.get(key, "")) for key in ("title", "text", "certainty"))
        rows = tables["summary"]
        if block.kind == "finding":
            name = re.search(r"tables/(\w+)\.csv", block.content["table"]).group(1)
            rows = [
                row
                for table in (name, "prevalence", "themes", "summary", "adjusted")
                for row in tables[table]
            ]
        elif block.kind == "note":
            continue
        known = numbers_about(text, rows, lang)
        for number in numbers_of(text, analysis):
            assert any(is_rounding_of(number, value) for value in known), f"{number} in: {text}"
            checked += 1
    assert checked > 5


def test_a_number_that_is_in_no_table_would_be_seen():
    assert not any(is_rounding_of("47", value) for value in [0.4594, 12.0, 470.0])
    assert is_rounding_of("46", 0.4594) and is_rounding_of("12.4", 0.1243)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_there_are_three_findings_where_the_corpus_supports_them(lang):
    findings = find_findings(make_view(make_run(7, 8, 400), lang))
    assert len(findings) == 3
    assert len({finding.title for finding in findings}) == 3
    assert all(finding.sentence and finding.certainty for finding in findings)


def _without_findings(analysis: Analysis) -> Analysis:
    prevalence = analysis.prevalence.assign(ci_low=0.0)
    omnibus = analysis.omnibus.assign(is_alike=False)
    return replace(
        analysis,
        contrasts=analysis.contrasts.assign(p_adjusted=0.6),
        prevalence=prevalence,
        omnibus=omnibus,
        keyness=analysis.keyness.assign(q_value=1.0),
        trends=analysis.trends.assign(q_value=1.0),
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_that_nothing_can_be_told_is_said_once_and_without_a_number(lang):
    (finding,) = find_findings(make_view(_without_findings(make_run(7, 8, 400)), lang))
    words = {"zh": "证据不足", "en": "cannot be told apart"}
    assert not finding.is_sure and words[lang] in finding.title
    assert "%" not in finding.sentence + finding.certainty
    assert "不等于没有差异" in finding.certainty or "not the same" in finding.certainty


def test_findings_are_of_several_kinds_and_of_no_theme_twice():
    findings = find_findings(make_view(make_run(7, 8, 400)), n=5)
    themes = [finding.theme for finding in findings if finding.theme]
    assert len(set(themes)) == len(themes)
    assert len({finding.kind for finding in findings}) >= 2
    order = [finding.importance for finding in findings]
    assert order == sorted(order, reverse=True)


def test_a_theme_that_labels_show_to_be_badly_measured_carries_no_finding():
    analysis = make_run(7, 8, 400)
    first = next(f.theme for f in find_findings(make_view(analysis), n=9) if f.theme)
    about = analysis.assignments[[first]]
    docs = about.index[about[first]][:30]
    wrong = pd.DataFrame({"doc_id": docs, "theme": first, "label": 0.0, "coder": "甲"})
    scores = score_labels(about, wrong.assign(inclusion_probability=np.nan))
    kept = find_findings(make_view(replace(analysis, label_scores=scores)), n=9)
    assert first not in {finding.theme for finding in kept}
    # Where its share is shown the reader is told so, with the figures.
    view = make_view(replace(analysis, label_scores=scores))
    note = weak_note(view, view.themes)
    assert view.label(first) in note and "0%" in note and note.count("精确率") == 1
    assert not weak_note(view, [theme for theme in view.themes if theme != first])
    sections = {one.id: one for one in build_report(view.analysis).sections}
    assert note in {block.content.get("text") for block in sections["overview"].blocks}


COURTS = (
    "聊城中院公开审理一起{}案件。检察机关指控，两名被告人曾多次作案。",
    "昨天上午，一名涉嫌{}的犯罪嫌疑人在聊城被批准逮捕，法官和律师先后发言。",
    "聊城法院对一宗{}大案作出终审裁定，驳回上诉，维持一审判决。",
)
TOURS = (
    "烟台{}景区假期迎来客流高峰，游客比去年多了两成，民宿一房难求。",
    "文旅部门在烟台发布{}旅游线路，旅行社推出套票，旅游收入有望再增。",
    "来烟台看{}的外地游客越来越多，导游和讲解员忙不过来。",
)
CRIMES = ("诈骗", "盗窃", "受贿", "走私", "抢劫", "贪污", "伤害", "纵火", "绑架", "赌博")
SIGHTS = ("湖滨", "古城", "温泉", "海滩", "森林", "花海", "石窟", "草原", "峡谷", "滑雪")


@pytest.fixture(scope="module")
def court_run(tmp_path_factory):
    """A run of the fast scorer over two cities, one of which writes of courts alone."""
    rows = [
        {"title": f"{word}{at}", "text": text.format(word)}
        for texts, words in ((COURTS, CRIMES), (TOURS, SIGHTS))
        for word in words
        for at, text in enumerate(texts)
    ]
    path = tmp_path_factory.mktemp("court") / "articles.csv"
    pd.DataFrame(rows).to_csv(path, index=False)
    return analyse(path, settings=Settings(measure="fast", topics="0", runs=1))


def test_a_theme_that_the_scorer_measures_badly_carries_no_finding(court_run, monkeypatch):
    fast, full = (
        theme_quality(court_run.themes, encoder=encoder)
        .set_index("theme")
        .at["courts_crime", "precision"]
        for encoder in (None, "use")
    )
    # What is learned anew moves the figures; the one stays below the other.
    assert fast < full
    monkeypatch.setattr("cityanalysis.report.measured.WEAK_PRECISION", (fast + full) / 2)
    leads = court_run.prevalence.query("city == '聊城' and theme == 'courts_crime'")
    assert leads["estimate"].item() > 0.9
    kept = find_findings(make_view(court_run), n=9)
    assert kept and "courts_crime" not in {finding.theme for finding in kept}
    # The full scorer measures the theme well: with its figures the same shares are spoken of.
    full = replace(court_run.fit, settings={**court_run.fit.settings, "encoder": "use"})
    told = find_findings(make_view(replace(court_run, fit=full)), n=9)
    assert "courts_crime" in {finding.theme for finding in told}


def test_words_repeat_a_theme_only_where_not_every_text_is_about_it(court_run):
    def told(run):
        found = find_findings(make_view(run), n=9)
        return {one.words_of for one in found if one.kind == "words" and "聊城" in one.title}

    themes = {one.theme for one in find_findings(make_view(court_run), n=9)}
    assert not told(court_run) & themes - {""}
    about = court_run.assignments.assign(courts_crime=True)
    assert told(replace(court_run, assignments=about)) == {""}


@pytest.fixture(scope="module")
def text_run(tmp_path_factory):
    """A run over one long text a city."""
    rows = [
        {
            "title": f"{city}文稿",
            "text": "\n".join(text.format(w) * 2 for w in words for text in texts),
        }
        for city, texts, words in (("聊城", COURTS, CRIMES), ("烟台", TOURS, SIGHTS))
    ]
    path = tmp_path_factory.mktemp("texts") / "texts.csv"
    pd.DataFrame(rows).to_csv(path, index=False)
    return analyse(path, settings=Settings(measure="fast", topics="0", unit="paragraph", runs=1))


def words_of(section) -> str:
    """All that a section says, its tables too."""
    return str([block.content for block in section.blocks])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_of_one_text_a_city_no_test_is_spoken_of(text_run, lang):
    report = build_report(text_run, lang=lang)
    assert len(make_view(text_run).cities) == 2 and (text_run.omnibus["smallest_p"] > 0.05).all()
    summary = words_of(report.section("summary"))
    untested = {"zh": "未检验城市差异", "en": "were not tested"}[lang]
    assert untested in summary and untested in words_of(report.section("overview"))
    assert "在检验的" not in summary and "themes tested" not in summary
    # Nor are pairs drawn, nor sections taken for reports.
    assert not any(job.startswith("differences") for job in plan_figures(make_view(text_run)))
    # Nor are cities called compared, or followed over texts that are each of another city.
    assert text_run.trends.empty and text_run.series.empty
    assert {"zh": "符合比较条件", "en": "can be compared"}[lang] not in summary
    caveats = words_of(report.section("caveats"))
    assert {"zh": "趋势均未检验", "en": "nor trends are tested"}[lang] in caveats
    read = words_of(report.section("read"))
    assert {"zh": "参与比较", "en": "'compared'"}[lang] not in read
    assert {"zh": "文本分段", "en": "Sections of the text"}[lang] in read
    card = words_of(report.section("city-烟台" if lang == "zh" else "city-Yantai"))
    assert {"zh": "就该文本而言", "en": "theme of this text"}[lang] in card
    assert {"zh": "独立报道组", "en": "independent"}[lang] not in card
    # Intervals are said to be of sections; words of a city that happens to have two texts are not.
    assert {"zh": "各分段之间的波动", "en": "between the sections"}[lang] in summary
    assert {"zh": "参与比较", "en": "compared"}[lang] not in words_of(report.section("overview"))
    # A passage is told by how it begins: its title is that of the whole text.
    assert "烟台文稿" not in card and any(text[:6].format("湖滨")[:4] in card for text in TOURS)


def test_one_city_is_not_called_the_highest(court_run):
    counts = court_run.support.cities
    counts = counts.assign(
        standing=counts["standing"].where(counts["city"] == "烟台", "named"),
        comparable=counts["city"] == "烟台",
    )
    one = replace(court_run, support=replace(court_run.support, cities=counts))
    assert make_view(one).cities == ("烟台",)
    report = build_report(one)
    said = words_of(report.section("theme-culture_tourism"))
    assert "占比最高" not in said and "烟台的文章中" in said
    assert "评分模型" in words_of(report.section("methods"))


def test_two_cities_are_not_called_a_pair_picked_from_many(court_run):
    found = [f for f in find_findings(make_view(court_run), n=9) if f.kind == "differ"]
    assert found and not any("众多" in one.certainty for one in found)


def test_the_labels_of_a_run_count_before_those_of_the_scorer(court_run):
    about = court_run.assignments[["courts_crime"]]
    docs = about.index[about["courts_crime"]]
    right = pd.DataFrame({"doc_id": docs, "theme": "courts_crime", "label": 1.0, "coder": "甲"})
    scores = score_labels(about, right.assign(inclusion_probability=np.nan))
    told = find_findings(make_view(replace(court_run, label_scores=scores)), n=9)
    assert "courts_crime" in {finding.theme for finding in told}


def test_a_finding_that_rests_on_one_event_says_so():
    analysis = make_run(7, 8, 400)
    finding = next(f for f in find_findings(make_view(analysis), n=9) if f.kind == "leads")
    city = str(finding.title).partition("占比最高的主题")[0]
    own = set(analysis.cities.loc[analysis.cities["city"] == city, "doc_id"])
    one = analysis.clusters.where(~analysis.clusters.index.isin(own), "bridge")
    again = find_findings(make_view(replace(analysis, clusters=one)), n=9)
    same = next(f for f in again if f.title == finding.title)
    assert "同一事件" in same.certainty and "同一事件" not in finding.certainty


def test_where_no_city_can_be_compared_the_report_guides_to_the_articles():
    analysis = make_run(4, 3, 40)
    counts = analysis.support.cities.assign(standing="named", comparable=False)
    none = replace(analysis, support=replace(analysis.support, cities=counts))
    report = build_report(none)
    # Topics need no city: where some were found, the guide lists them.
    terms = {"topic": "topic_1", "term": ["水库", "灌溉"], "rank": [1, 2]}
    found = pd.DataFrame(terms | {"probability": 0.1, "frex": 0.9})
    for run, topics in ((none, []), (replace(none, topic_terms=found), ["topics"])):
        chapters = [section.id for section in build_report(run).sections if section.level == 1]
        assert chapters == ["summary", "read", "guide", *topics, "caveats"]
    # All articles on one page are one cluster, and are listed all the same.
    page = replace(none, clusters=none.clusters.map(lambda _: "page"))
    listed = build_report(page).section(f"guide-{make_view(page).small_cities[0]}").blocks[0]
    assert len(listed.content["items"]) > 1
    # Without shares no theme is counted on the cover, and no city has shares listed.
    assert [label for _, label in report.facts] == ["篇文章", "个城市"]
    assert "仅列占比" not in words_of(report.section("read"))
    blocks = [b for s in report.sections if s.id.startswith("guide-") for b in s.blocks]
    assert {b.kind for b in blocks} == {"articles", "quotes"}
    # What most of a city's articles are about is quoted first.
    quotes = pd.DataFrame(pick_quotes(none))
    city = quotes["city"].iloc[0]
    (first,) = [b for b in build_report(none).section(f"guide-{city}").blocks if b.kind == "quotes"]
    said = "".join(text["text"] for text in first.content["groups"][0]["items"][0]["runs"])
    own = none.assignments.loc[none.cities.loc[none.cities["city"] == city, "doc_id"]]
    leading = own.sum().reindex(quotes.loc[quotes["city"] == city, "theme"].unique())
    shown = quotes[(quotes["city"] == city) & (quotes["theme"] == leading.idxmax())]
    assert any(quote in said for quote in shown["quote"])
    assert "%" not in str(report.section("summary").blocks) + str(blocks)


def test_cities_that_the_gate_keeps_out_are_named_and_not_compared():
    analysis = make_run(7, 8, 400)
    counts = analysis.support.cities
    fit = counts["city"].isin(["济南", "青岛"])
    chosen = counts.assign(comparable=fit, standing=fit.map({True: "compared", False: "named"}))
    narrowed = replace(analysis, support=replace(analysis.support, cities=chosen))
    report, view = build_report(narrowed), make_view(narrowed)
    assert set(view.cities) == {"济南", "青岛"} and set(view.prevalence["city"]) == set(view.cities)
    notes = [b.content["text"] for b in report.section("overview").blocks if b.kind == "note"]
    assert any("烟台" in note for note in notes)
    (listed,) = [b for b in report.section("few").blocks if b.kind == "table"]
    assert "烟台" in [row[0] for row in listed.content["rows"]]
    assert not any("%" in cell for row in listed.content["rows"] for cell in row)
    cities = [section.title for section in report.sections if section.id.startswith("city-")]
    assert set(cities) == {"济南", "青岛"}


def test_the_share_of_text_does_not_depend_on_where_paragraphs_end(tmp_path):
    courts = [text.format(word) * 2 for word in CRIMES for text in COURTS]
    tours = [text.format(word).replace("烟台", "聊城") * 2 for word in SIGHTS for text in TOURS]
    shares = []
    for size in (1, 5):
        # The same sentences, those on tourism in paragraphs one or five times as long.
        long = ["".join(tours[at : at + size]) for at in range(0, len(tours), size)]
        rows = [
            {"title": "聊城文稿", "text": "\n".join(courts + long)},
            {"title": "烟台文稿", "text": "\n".join(tours).replace("聊城", "烟台")},
        ]
        path = tmp_path / f"texts{size}.csv"
        pd.DataFrame(rows).to_csv(path, index=False)
        run = analyse(path, settings=Settings(measure="fast", topics="0", unit="paragraph", runs=1))
        here = "city == '聊城' and theme == 'culture_tourism'"
        shares.append(run.prevalence.query(here)["estimate"].item())
        assert (run.prevalence.groupby("city")["estimate"].sum() < 1.001).all()
        said = words_of(build_report(run).section("summary"))
        assert "占各城市文本的比例" in said and "段落所占" not in said
    assert shares[0] == pytest.approx(shares[1], abs=0.02) and shares[0] > 0.3
