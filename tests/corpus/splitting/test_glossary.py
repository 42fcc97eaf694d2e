"""The glossary behind a report is kept, and is no part of what the city does."""

import pandas as pd
import pytest

from cityanalysis.corpus import load_corpus

TASKS = [f"{n}.全市推进外贸稳定增长，支持企业开拓市场，第{n}项任务如期完成。" for n in range(90)]
BODY = "\n".join(TASKS)
GLOSSARY = "1.保税仓：指经海关核准的专门存放保税货物的仓库。\n2.跨境电商：指不同关境的交易主体。"


def read(folder, text: str) -> pd.DataFrame:
    file = folder / "reports.csv"
    pd.DataFrame({"标题": ["三亚市政府工作报告"], "正文": [text]}).to_csv(file, index=False)
    return load_corpus(file).articles


@pytest.mark.parametrize(
    "heading",
    [
        "名词解释",
        "**名词解释和说明**",
        "附件：名词解释",
        "《政府工作报告》有关用语说明",
        "名词注释（按报告中出现顺序排列）",
        "附录一：2021年三亚市政府工作报告名词术语解释",
        "注释：",
    ],
)
def test_the_glossary_of_a_long_report_is_cut_off_and_kept(tmp_path, heading):
    whole = f"{BODY}\n{heading}\n{GLOSSARY}"
    report, glossary = read(tmp_path, whole).itertuples()
    assert report.kind == "article" and report.text == BODY
    assert glossary.kind == "boilerplate" and glossary.text.endswith(f"\n{GLOSSARY}")
    for row in (report, glossary):
        for at, start, length in row.segments:
            assert row.text[at : at + length] == whole[start : start + length]


@pytest.mark.parametrize(
    "text",
    [
        f"{TASKS[0]}\n名词解释\n{GLOSSARY}",
        f"名词解释\n{GLOSSARY}\n{BODY}",
        f"{BODY}\n这里要作一点名词解释，请各位代表参阅。\n{GLOSSARY}",
        f"{BODY}\n做好政策解释说明\n{GLOSSARY}",
        f"{BODY}\n名词解释",
    ],
    ids=["a short story", "at its beginning", "a sentence", "a task", "nothing behind it"],
)
def test_what_is_no_glossary_stays(tmp_path, text):
    (report,) = read(tmp_path, text).itertuples()
    assert report.text == text
