"""What the rules for mails, subtitles, notices and single articles must not take or drop."""

import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from openpyxl import Workbook

from cityanalysis.corpus import Page, read_pages
from cityanalysis.corpus.reading.account import Skipped
from cityanalysis.corpus.reading.clean_cells import clean_cell
from cityanalysis.corpus.reading.document_head import read_head
from cityanalysis.corpus.reading.excel import read_excel
from cityanalysis.corpus.reading.mail import read_mail
from cityanalysis.corpus.reading.many_documents import clippings, numbered_sections
from cityanalysis.corpus.reading.notices import is_rights_notice
from cityanalysis.corpus.reading.read_options import ReadOptions
from cityanalysis.corpus.reading.subtitles import read_subtitles
from cityanalysis.corpus.reading.word_article import form_records, single_article
from cityanalysis.corpus.splitting.english_pages import english_items
from cityanalysis.corpus.splitting.numbering import number_of
from cityanalysis.corpus.splitting.paragraphs import read_paragraphs

LAMPS, SCHOOL = "市里的灯会今晚亮灯，市民都来看。", "夜校今天开班，课程比去年多。"
HEAD = "Subject: Core：灯会【图】亮灯\nDate: Wed, 08 Jun 2022 08:00:00 +0800\nMIME-Version: 1.0\n"
PDF = 'Content-Type: application/pdf\nContent-Disposition: inline; filename="a.pdf"\n\nx\n'


def _parts(kind: str, mark: str, *parts: str) -> str:
    inner = "".join(f"--{mark}\n{part}" for part in parts)
    return f'Content-Type: multipart/{kind}; boundary="{mark}"\n\n{inner}--{mark}--\n'


def _text(text: str, kind: str = "plain") -> str:
    return f"Content-Type: text/{kind}; charset=utf-8\n\n{text}\n"


@pytest.mark.parametrize(
    ("message", "said", "n_listed"),
    [
        (_parts("mixed", "x", _text(LAMPS), PDF, _text(SCHOOL)), f"{LAMPS}\n{SCHOOL}", 1),
        (_parts("alternative", "x", _text(LAMPS), _parts("mixed", "y", _text(LAMPS, "html"), PDF)),
         LAMPS, 1),
        (f"Content-Type: multipart/mixed\n\n{LAMPS}", LAMPS, 0),
        (f"\n> {LAMPS}\n>> {SCHOOL}\n", f"{LAMPS}\n{SCHOOL}", 0),
    ],
    ids=["two texts", "attachment in an alternative", "no boundary", "quotes alone"],
)  # fmt: skip
def test_all_of_a_mail_is_read_or_listed(
    tmp_path: Path, message: str, said: str, n_listed: int
) -> None:
    path = tmp_path / "a.eml"
    path.write_text(HEAD + message, "utf-8")
    page, *listed = read_mail(path)
    assert isinstance(page, Page)
    assert (page.text, page.title) == (said, "Core：灯会【图】亮灯")
    said_of = [one.reason for one in listed if isinstance(one, Skipped)]
    assert said_of == ["its attachment a.pdf: save it to read it"] * n_listed


def test_impossible_days_and_endless_headers_of_a_mail_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "2022-06-08.eml"
    endless = "a*0=b;" * 20_000
    path.write_text(
        f"Subject: a\nDate: Thu, 99 Jan {10**20} 00:00:00 +0800\nX-A: b\n"
        + _parts("mixed", "x", _text(LAMPS), f"Content-Disposition: attachment; {endless}\n\nx\n"),
        "utf-8",
    )
    begin = time.process_time()
    page, _ = read_mail(path)
    assert time.process_time() - begin < 2
    assert isinstance(page, Page)
    assert page.text == LAMPS and str(page.date) == "2022-06-08"


def test_words_of_subtitles_stay_and_numbers_and_notes_go(tmp_path: Path) -> None:
    path = tmp_path / "a.vtt"
    path.write_text(
        "WEBVTT\n\nNOTE 说明\n\nintro\n00:01.000 --> 00:02.000\n\n大家好\n"
        "2\n00:02.000 --> 00:03.000\n2022\n\nSTYLE\n::cue{}\n",
        "utf-8",
    )
    assert [page.text for page in read_subtitles(path)] == ["大家好\n2022"]


@pytest.mark.parametrize(
    "line",
    [
        "未经业主大会同意，任何人不得擅自使用公共收益。",
        "依据著作权法，未经许可不得擅自转载他人作品，市法院昨日判决被告赔偿三万元。",
        "新修订的条例规定，未经同意不得转载。",
        "未经许可，禁止使用明火。",
        "本报讯 未经业主同意，不得使用公共收益。",
        "本网讯 消费者权益保护委员会提醒，未经本人同意，商家不得使用个人信息。",
    ],
)
def test_news_of_what_is_forbidden_is_no_notice(line: str) -> None:
    assert not is_rights_notice(line)


@pytest.mark.parametrize("line", ["某某新闻，未经授权不得转载", "版权所有，未经许可，禁止使用。"])
def test_notices_of_rights(line: str) -> None:
    assert is_rights_notice(line)


def test_what_persons_say_at_the_ends_of_a_clipping_stays() -> None:
    text = f"灯会\n北江日报 | 2022-06-08\n记者：有什么不同？\n{LAMPS}\n"
    text += f"夜校\n北江日报 | 2022-06-09\n{SCHOOL}\n李老师：欢迎大家来报名\n主题: 夜校\n"
    assert [one["正文"] for one in clippings(text)] == [
        f"记者：有什么不同？\n{LAMPS}",
        f"{SCHOOL}\n李老师：欢迎大家来报名",
    ]


@pytest.mark.parametrize("text", ["", " \n", f"北江日报\n2022年6月8日 星期三\n{LAMPS}\n{SCHOOL}"])
def test_nothing_and_the_name_of_a_paper_are_no_headline(text: str) -> None:
    assert read_head(text) is None


def test_a_sentence_below_a_heading_is_no_line_of_its_day() -> None:
    text = "# 灯会\n\n> 灯会将于2020-10-13开幕，市民可免费入场\n\n正文。"
    head = read_head(text, is_markdown=True)
    assert head is not None and head.date is None
    assert "免费入场" in "".join(text[a:b] for a, b in head.parts)


def test_a_page_of_several_headlines_is_not_one_article() -> None:
    page = ["灯会今晚亮灯", LAMPS, "夜校本周开班", SCHOOL, "港口吞吐量创新高", LAMPS]
    assert single_article(page, {page[0]}) is None
    numbered = [page[0], LAMPS, "一、夜校本周开班", SCHOOL, "二、港口吞吐量创新高", LAMPS]
    assert single_article(numbered, {page[0]}) is not None


def test_a_form_gives_the_first_of_two_titles_and_every_answer() -> None:
    form = [["编号", "7", "来信时间", "2022-06-08"], ["来信标题", "甲", "来信标题", "乙"]]
    form += [["来信内容", LAMPS], ["办理意见", "路灯已经更换，并已告知来信的市民"]]
    (record,) = form_records([form], [])
    assert record.title == "甲"
    assert record.text == f"{LAMPS}\n路灯已经更换，并已告知来信的市民"


def test_a_script_that_writes_a_script_is_no_text() -> None:
    cell = (
        "<p>灯会<script>write('<script src=\"x\"><\\/script>');var a;</script>亮灯<!-- 注 --></p>"
    )
    assert clean_cell(cell)[0].strip() == "灯会亮灯"


def _english(n: int) -> Callable[[], object]:
    body = "The port counted more ships in May than in any other month before it, the office said."
    page = f"{body}\n\n" + "\n\n".join(f"Port counts more ships than {i}" for i in range(n))
    lines = read_paragraphs(page)
    return lambda: english_items(page, lines)


@pytest.mark.parametrize(
    "make",
    [
        _english,
        lambda n: lambda: number_of(" " * n + "x"),
        lambda n: lambda: read_head("# a\n" + "<!--" * 5 * n, is_markdown=True),
        lambda n: lambda: clean_cell("<!--" * 2 * n),
        lambda n: lambda: clean_cell("<script>" * 2 * n),
    ],
    ids=["heads", "blanks", "comments", "cells", "scripts"],
)
def test_time_grows_with_the_length(make: Callable[[int], Callable[[], object]]) -> None:
    run = make(6_000)
    begin = time.process_time()
    run()
    assert time.process_time() - begin < 1


def test_a_table_of_birthdays_has_no_day_of_its_articles(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = "".join(f"灯会{i},{LAMPS}{SCHOOL},1990-01-0{i}\n" for i in range(1, 6))
    path.write_text(f"标题,正文,生日\n{rows}", "utf-8")
    assert all(page.date is None for page in read_pages([path]))


def test_a_collection_ends_where_other_news_begins() -> None:
    told = "".join(f"【{n}】市民的话\n{LAMPS}\n" for n in "123")
    assert len(numbered_sections(f"市民来信\n{told}")) == 3
    assert numbered_sections(f"{told}夜校开班\n本报讯 {SCHOOL}\n") == []
    assert numbered_sections(f"市民来信\n编者按：来信如下\n{told}") == []


def test_news_below_a_law_is_not_the_law() -> None:
    law = f"北江市灯会条例\n（2022年6月8日市人大常委会通过）\n第一条　{LAMPS}\n"
    head = read_head(law)
    assert head is not None and head.title == "北江市灯会条例"
    assert read_head(f"{law}夜校开班\n本报讯 {SCHOOL}\n") is None


def test_a_long_sheet_is_no_notes_and_a_named_column_is_known(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = Workbook()
    for row in [
        ["编号", "标题", "日期", "正文"],
        *([i, f"灯会{i}", "2022-06-08", LAMPS * 3] for i in range(3)),
    ]:
        book.active.append(row)
    for name, n_rows in (("长", 45), ("短", 5)):
        sheet = book.create_sheet(name)
        for i in range(n_rows):
            sheet.append(["稿子", "栏"] if i == 0 else [f"{SCHOOL * 3}{i}", "要闻"])
    book.save(path)
    items = list(read_excel(path))
    assert sum(isinstance(item, Page) for item in items) == 3 + 44
    assert _n_notes(items) == 1
    assert _n_notes(read_excel(path, ReadOptions(columns=(("text", "稿子"),)))) == 0


def _n_notes(items: Iterable[object]) -> int:
    return sum(isinstance(item, Skipped) and "notes" in item.reason for item in items)
