"""Ten tables of different kinds, in the manner of what analysts have: written, and tried.

python -m tests.corpus.reading.own_ten_tables FOLDER

writes each and takes it from file to report with no option given; prints what was said of it.
"""

import csv
import datetime
import io
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

N_ROWS = 48
CITIES = ("威海", "德州", "临沂", "聊城")
EVENTS = (
    ("老灯塔改造", "老灯塔改造工程完工，增设展览和研学空间，沿岸步道同步开放，游客明显增多"),
    ("果园直播", "果园里架起直播间，农户边采摘边介绍品种，订单当天就能装车发往外地"),
    ("夜校开班", "青年夜校新一期开班，陶艺和摄影课程很快报满，学员多是附近的年轻职工"),
    ("河道清淤", "河道清淤工程提前完成，两岸种上芦苇和菖蒲，水质监测连续三个月达标"),
    ("企业服务", "专员上门为企业办理变更登记，审批材料减少一半，一个窗口当天办结"),
    ("老年食堂", "社区老年食堂推出软食套餐，志愿者为行动不便的老人送餐到家"),
    ("外贸订单", "外贸企业新接海外订单，跨境电商园区加开夜班，港口集装箱吞吐量上升"),
)
WHERE = ("东街片区", "南湖新村", "西山工业园", "北关菜市场", "滨河公园旁")


@dataclass(frozen=True, slots=True)
class Item:
    """One invented article."""

    number: int
    city: str
    title: str
    date: datetime.date
    text: str


def items() -> Iterator[Item]:
    for n in range(N_ROWS):
        title, event = EVENTS[n % len(EVENTS)]
        city, where = CITIES[n % len(CITIES)], WHERE[n % len(WHERE)]
        date = datetime.date(2022, 1, 3) + datetime.timedelta(days=5 * n)
        text = f"{city}市{where}的{event}。负责人说，这已是今年第{n + 1}项安排，下一步还要听取居民意见。"
        yield Item(n + 1, city, f"{city}{where}{title}", date, text)


ITEMS = tuple(items())


def sheet(names: Sequence[str], row: Callable[[Item], Sequence[object]], mark: str = ",") -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=mark)
    writer.writerow(names)
    writer.writerows(row(item) for item in ITEMS)
    return out.getvalue()


def posts() -> bytes:
    names = ("id", "bid", "user_id", "用户昵称", "微博正文", "头条文章url", "发布位置", "转发数", "评论数", "点赞数", "发布时间", "发布工具")  # fmt: skip
    return sheet(names, lambda i: (
        4_700_000_000_000 + i.number, "Lx", 1234567, "某某发布", f"#{i.title}#{i.text} http://t.cn/A6x [鼓掌]", "",
        "", 3, 1, 20, f"{i.date} 08:30", "某某手机"), ).encode("utf-8-sig")  # fmt: skip


def letters() -> bytes:
    names = ("留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "答复意见", "一级标签")
    answer = "网友您好，来信收悉，已转有关部门办理，感谢您的关注和支持。" * 3
    return sheet(names, lambda i: (
        i.number, "UU008", i.title, f"{i.date:%Y/%m/%d} 9:12:33", f"尊敬的领导：\n　　{i.text}", answer, "城乡建设")
    ).encode("gb18030")  # fmt: skip


def epidemic() -> bytes:
    zone = datetime.timezone(datetime.timedelta(hours=8))

    def row(item: Item) -> tuple[object, ...]:
        moment = datetime.datetime.combine(item.date, datetime.time(9), zone).timestamp() * 1000
        return int(moment), "3小时前", item.title, item.text, "某某卫健委", "http://e.cn", item.city

    names = ("pubDate", "pubDateStr", "title", "summary", "infoSource", "sourceUrl", "cityName")
    return sheet(names, row).encode()


def hotline() -> bytes:
    names = ("工单编号", "来电时间", "诉求标题", "诉求内容", "所属区县", "承办单位", "办理结果")
    return sheet(names, lambda i: (
        f"GD2022{i.number:04}", f"{i.date:%Y-%m-%d %H:%M:%S}", i.title, i.text, "", "某局", "已办结"), "\t"
    ).encode("utf-16")  # fmt: skip


def accounts() -> bytes:
    rows = (
        {"biz": "Mz", "nickname": f"{i.city}发布", "title": i.title, "create_time": f"{i.date}T08:00:00Z",
         "content_html": f"<p>{i.text}</p><p><br/></p>", "read_num": 100}
        for i in ITEMS
    )  # fmt: skip
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()


def digest() -> bytes:
    import openpyxl

    made = openpyxl.Workbook()
    page = made.active
    assert page is not None
    page.append(["2022年报道汇总（内部资料）"])
    page.merge_cells("A1:F1")
    page.append(["序号", "报纸", "见报日期", "版面", "标题", "内容摘要"])
    for item in ITEMS:
        page.append([item.number, f"{item.city}日报", item.date, "A03", item.title, item.text])
    page.append(["合计", None, None, None, None, N_ROWS])
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def policies() -> bytes:
    rows = [
        {"标题": f"关于做好{i.title}工作的通知", "发文字号": f"某政办发〔2022〕{i.number}号", "发布日期": f"{i.date:%Y年%m月%d日}",
         "发文机关": f"{i.city}市人民政府", "全文": ["各县区：", i.text, "特此通知。"]}
        for i in ITEMS
    ]  # fmt: skip
    return json.dumps(
        {"code": 200, "data": {"total": N_ROWS, "list": rows}}, ensure_ascii=False
    ).encode()


def feed() -> bytes:
    entries = "".join(
        f"<item><title>{i.title}</title><pubDate>{i.date:%a, %d %b %Y} 08:30:00 +0800</pubDate>"
        f"<description><![CDATA[<p>{i.text}</p>]]></description></item>"
        for i in ITEMS
    )
    return f'<?xml version="1.0" encoding="utf-8"?><rss><channel>{entries}</channel></rss>'.encode()


def records() -> bytes:
    return "\n\n".join(
        f"SrcDatabase-来源库: 报纸\nTitle-题名: {i.title}\nAuthor-作者: 某某;\nSource-文献来源: {i.city}日报\n"
        f"Summary-摘要: {i.text}\nPubTime-发表时间: {i.date}"
        for i in ITEMS
    ).encode()  # fmt: skip


def headlines() -> bytes:
    return "".join(f"{i.number}_!_101_!_news_local_!_{i.title}_!_\n" for i in ITEMS).encode()


TABLES: dict[str, Callable[[], bytes]] = {
    "posts.csv": posts, "letters.csv": letters, "epidemic.csv": epidemic, "hotline.xls": hotline,
    "accounts.jsonl": accounts, "digest.xlsx": digest, "policies.json": policies, "feed.xml": feed,
    "records.txt": records, "headlines.txt": headlines,
}  # fmt: skip


def write_table(name: str, folder: Path) -> Path:
    path = folder / name
    path.write_bytes(TABLES[name]())
    return path


def main(folder: Path) -> None:
    from typer.testing import CliRunner

    from cityanalysis.cli.question_commands import app

    folder.mkdir(parents=True, exist_ok=True)
    for name in TABLES:
        path, out = write_table(name, folder), folder / f"report of {name}"
        began = time.process_time()
        done: Any = CliRunner().invoke(app, ["analyse", str(path), "--out", str(out)])
        made = sorted(found.name for found in out.glob("report.*"))
        seconds = round(time.process_time() - began, 1)
        print(
            name,
            done.exit_code,
            made,
            seconds,
            done.stderr[-300:],
            done.stdout[:300],
            sep="\n  ",
            flush=True,
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
