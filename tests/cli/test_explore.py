"""A run is searched and read in a browser, and nobody else can ask."""

import http.client
import json
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from cityanalysis.cli.explore_index import ArticleIndex, Search, build_index, kept_index
from cityanalysis.cli.explore_pages import ExplorePages
from cityanalysis.cli.explore_server import ExploreServer
from cityanalysis.errors import InputError, UsageError
from cityanalysis.run import Settings, analyse, load_analysis
from tests.browser import needs_browser
from tests.simulate.run import make_run

HOSTILE = '<script>alert(1)</script>"&'
_CELL = ("city", "theme")
TEXT = "聊城市招商引资大会在聊城召开，外贸进出口继续增长。\n跨境电商签约{n}个。"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of seventy rows, one of them hostile."""
    root = tmp_path_factory.mktemp("explore")
    rows = [
        {"id": str(n), "title": f"外贸增长{n}", "text": TEXT.format(n=n), "city": "聊城"}
        | {"date": f"2021-{1 + n % 12:02}-01"}
        for n in range(69)
    ]
    rows.append({"id": "x", "title": HOSTILE, "text": f"德州扒鸡{HOSTILE}", "city": "德州"})
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (root / "rows.jsonl").write_text(lines, encoding="utf-8")
    analysis = analyse(root / "rows.jsonl", settings=Settings(measure="lexicon", topics="0"))
    analysis.save(root / "run", formats=())
    return root / "run"


@pytest.fixture(scope="module")
def index(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> ArticleIndex:
    return build_index(folder, tmp_path_factory.mktemp("index") / "articles.sqlite")


@contextmanager
def served(folder: Path, index: ArticleIndex, token: str | None = None) -> Iterator[int]:
    """The port of a server of the run."""
    with ExploreServer("127.0.0.1", 0, ExplorePages(index, folder), token) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield int(server.server_address[1])
        server.shutdown()
        thread.join()


def asked(port: int, path: str, **headers: str) -> tuple[int, str, dict[str, str]]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read().decode("utf-8")
    connection.close()
    return answer.status, body, dict(answer.getheaders())


@pytest.mark.parametrize(
    ("word", "n"),
    [("招商引资", 69), ("签约7个", 1), ("约", 69), ("个", 69), ("引资 签约", 69), ("增资", 0)],
)
def test_words_are_found_literally(index: ArticleIndex, word: str, n: int) -> None:
    assert len(index.find(Search(tuple(word.split())), 100)) == n


@pytest.mark.parametrize("word", ['"', "a_b", "__", "' OR 1=1", "NEAR(", "*", "ｅ́", "\x00"])
def test_no_word_is_taken_for_a_query(index: ArticleIndex, word: str) -> None:
    assert len(index.find(Search((word,)), 100)) <= 1


def test_cells_are_the_articles_of_a_city_and_theme(folder: Path, index: ArticleIndex) -> None:
    analysis = load_analysis(folder)
    (theme, *_) = index.names("about")
    about = set(analysis.assignments.index[analysis.assignments[theme]])
    here = set(analysis.cities.loc[analysis.cities["city"] == "聊城", "doc_id"])
    found = index.find(Search(city="聊城", theme=theme), 1_000)
    assert {article.doc_id for article in found} == about & here and found
    assert [one.date for one in found] == sorted((one.date for one in found), reverse=True)
    assert len(index) == 70


def test_pages_show_what_was_asked_for_as_text(folder: Path, index: ArticleIndex) -> None:
    with served(folder, index) as port:
        status, page, headers = asked(port, f"/?q={quote('外贸')}&city={quote('聊城')}")
        assert status == 200 and page.count("<li>") == 50 and "<mark>外贸</mark>" in page
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        more = page.split('<a href="/?')[1].split('"')[0].replace("&amp;", "&")
        assert asked(port, f"/?{more}")[1].count("<li>") == 19
        page = asked(port, f"/?q={quote(HOSTILE)}")[1]
        assert "<script" not in page and "&lt;script&gt;" in page
        link = page.split('<a href="/article/')[1].split('"')[0]
        status, page, _ = asked(port, f"/article/{link}")
        assert status == 200 and "<script" not in page and "德州扒鸡" in page
        assert asked(port, "/article/../../etc/passwd")[0] == 404
        assert asked(port, "/report")[0] == 404


def test_words_stand_in_context_and_articles_are_found_by_what_they_say(
    folder: Path, index: ArticleIndex
) -> None:
    with served(folder, index) as port:
        page = asked(port, f"/?q={quote('签约')}&view=right")[1]
        assert (
            "69篇文章中共69处" in page and page.count('<li><span class="source">聊城 · 2021') == 69
        )
        after = [part.split("<")[0] for part in page.split('<span class="right">')[1:]]
        assert after == sorted(after) and after[0] == "0个。"
        assert "<script" not in asked(port, f"/?q={quote(HOSTILE[:8])}&view=city")[1]
        assert "请先输入词语" in asked(port, "/?view=left")[1]
        page = asked(port, f"/?q={quote('进出口贸易额上升')}&view=meaning")[1]
        assert page.count("<li>") == 50 and "德州扒鸡" not in page
        page = asked(port, f"/article/{index.find(Search(('签约7个',)), 1)[0].doc_id}")[1]
        assert page.split("相近的文章")[1].count('<a href="/article/') in range(1, 6)


def test_requests_in_another_name_are_refused(folder: Path, index: ArticleIndex) -> None:
    with served(folder, index) as port:
        assert asked(port, "/", Host="evil.example")[0] == 403
        assert asked(port, "/", Host=f"localhost:{port}")[0] == 200


def test_another_address_needs_a_token_that_requests_must_know(
    folder: Path, index: ArticleIndex
) -> None:
    pages, token = ExplorePages(index, folder), "a-long-word-of-our-own"
    for host, given in (("0.0.0.0", None), ("127.0.0.1", "short"), ("no.such.host.example", None)):
        with pytest.raises(UsageError, match="--token"):
            ExploreServer(host, 0, pages, given)
    with served(folder, index, token) as port:
        assert asked(port, "/")[0] == 403 and asked(port, f"/?token={token[:-1]}x")[0] == 403
        status, _, headers = asked(port, f"/?token={token}")
        assert status == 303 and "HttpOnly" in headers["Set-Cookie"]
        assert asked(port, "/", Cookie=headers["Set-Cookie"].split(";")[0])[0] == 200


def test_a_folder_without_a_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no run"):
        build_index(tmp_path, tmp_path / "index")


def test_the_index_is_made_once_for_the_results_of_a_folder(folder: Path, tmp_path: Path) -> None:
    run = Path(shutil.copytree(folder, tmp_path / "run"))
    assert len(kept_index(run, tmp_path)) == 70
    (kept,) = run.glob(".explore-*")
    made = kept.stat().st_mtime_ns
    kept_index(run, tmp_path)
    assert kept.stat().st_mtime_ns == made
    # Without the encoder nothing is found by what it says, and with it everything again.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cityanalysis.cli.explore_index.has_encoder", lambda: False)
        assert kept_index(run, tmp_path).n_meant == 0
    assert kept_index(run, tmp_path).n_meant == 70
    kept.write_bytes(b"no database")
    assert len(kept_index(run, tmp_path).find(Search(("招商引资",)), 100)) == 69
    manifest = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
    for entry in manifest["outputs"]:
        entry["sha256"] = entry["sha256"][::-1]
    (run / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    kept_index(run, tmp_path)
    (other,) = run.glob(".explore-*")
    assert other != kept


@needs_browser
def test_a_cell_of_the_served_report_opens_its_articles_from_the_folder(
    tmp_path: Path, browser: Any
) -> None:
    run = make_run(n_cities=5, n_themes=4, n_articles=60, measure="full")
    analysis = replace(run, settings=replace(run.settings, lang="en"))
    analysis.save(tmp_path / "run", formats=("html",))
    index = kept_index(tmp_path / "run", tmp_path)
    with served(tmp_path / "run", index) as port:
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{port}/report")
        page.locator("#heatmap .cell.h7").first.click()
        page.locator("#from-folder").click()
        page.wait_for_url("**/?city=*")
        city, theme = (page.locator(f"select[name={name}]").input_value() for name in _CELL)
        n_shown = page.locator("ol > li").count()
        page.goto((tmp_path / "run" / "report.html").as_uri())
        page.locator("#heatmap .cell.h7").first.click()
        page.locator("#evidence[open]").wait_for()
        assert page.locator("#from-folder").is_hidden()
        page.close()
    about = analysis.assignments.index[analysis.assignments[theme]]
    here = analysis.cities.loc[analysis.cities["city"] == city, "doc_id"]
    assert n_shown == len(set(about) & set(here)) > 0


@needs_browser
def test_axe_finds_nothing(folder: Path, index: ArticleIndex, browser: Any) -> None:
    """Checked as a file too, since the pages admit no script of anyone's."""
    script = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    pages = ExplorePages(index, folder)
    (article, *_) = index.find(Search(), 1)
    shown = [pages.search(Search(("外贸",), view=view)) for view in ("", "city")]
    shown += [pages.article(article.doc_id, ("外贸",)) or ""]
    page = browser.new_page()
    for html in shown:
        page.set_content(html)
        page.evaluate(script)
        found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
        assert not [one["id"] for one in found["violations"]]
    page.close()
