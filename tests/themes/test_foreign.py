"""What other countries do is no theme of cities at home. All sentences are invented."""

import pandas as pd
import pytest

from cityanalysis.themes import score_themes

ABROAD = [
    ("legislation", "法国国民议会3日表决通过退休改革法案，反对党议员离席抗议，总理称不会退让。"),
    ("legislation", "英国大选将于下月举行，保守党和工党领导人昨晚举行首场电视辩论。"),
    ("conscription", "乌克兰总统宣布全国总动员，十八岁以上的男子不得离境，俄军继续炮击哈尔科夫。"),
    ("conscription", "以色列空军凌晨袭击加沙地带，三架战机参加行动，哈马斯发射火箭弹还击。"),
    ("anti_corruption", "韩国检方以受贿罪起诉前总统，数千名支持者在首尔街头集会要求释放她。"),
    ("housing", "叙利亚难民营里的帐篷不够住，联合国难民署说今冬还有四万人没有住处。"),
    (
        "public_safety",
        "阿富汗首都喀布尔发生自杀式爆炸，塔利班发言人否认与袭击有关，美国国务卿发表声明。",
    ),
    ("fiscal_tax", "希腊总理与欧盟领导人就债务谈判破裂，德国财长说不会再让步，雅典爆发游行。"),
    ("agriculture_rural", "印度农民开拖拉机进入首都新德里，抗议政府的农业法案，警方与示威者冲突。"),
    ("foreign_trade", "美国总统签署行政令，再次延长对伊朗的制裁，伊朗外长说这违反国际协议。"),
    ("ethnic_religion", "伊拉克什叶派民兵与政府军交火，联合国安理会召开紧急会议讨论局势。"),
    ("education", "日本首相因学园丑闻在国会接受质询，在野党要求内阁总辞职。"),
]
AT_HOME = [
    ("legislation", "市人大常委会昨天表决通过物业管理条例修正案，代表们对议案提出了二十条意见。"),
    ("legislation", "县里人大代表换届选举登记选民，流动票箱送到了工地。"),
    ("conscription", "县武装部送新兵入伍，十八名青年穿上军装，军属戴着红花到车站送行。"),
    ("conscription", "民兵连在河堤上演练，退役军人老班长带队。"),
    ("anti_corruption", "市纪委监委对住建局原局长立案审查调查，他收受贿赂四百万元，被开除党籍。"),
    ("housing", "公租房摇号，四百户住房困难家庭选到了房，租金每平方米三元。"),
    ("public_safety", "化工厂凌晨发生爆炸，消防救援队赶到，厂区人员全部疏散，事故原因正在调查。"),
    ("fiscal_tax", "市财政局公布预算，全年一般公共预算收入增长百分之五，减税降费二十亿元。"),
    ("agriculture_rural", "合作社的农民把拖拉机开进地里，三千亩小麦开播。"),
    ("foreign_trade", "海关数据显示，上半年全市进出口总额增长一成，出口东盟增长最快。"),
    ("ethnic_religion", "民族乡里各族群众一起过节，民族团结进步的歌唱到半夜，民宗局送来书籍。"),
    ("education", "新建的小学迎来第一批学生，老师从县城轮岗而来，课堂上有了实验课。"),
]


@pytest.fixture(scope="module")
def about() -> pd.DataFrame:
    texts = [text for _, text in (*ABROAD, *AT_HOME)]
    ids = [f"d{number}" for number in range(len(texts))]
    return score_themes(pd.DataFrame({"doc_id": ids, "text": texts}), with_shares=False).about


def test_politics_abroad_are_foreign_affairs_whatever_their_words(about):
    rows = about.iloc[: len(ABROAD)]
    asked = [theme for theme, _ in ABROAD]
    taken_for = [theme for theme, (_, row) in zip(asked, rows.iterrows()) if row[theme]]
    assert len(taken_for) <= 2, taken_for
    assert rows["diplomacy"].sum() >= len(ABROAD) - 2


def test_the_same_words_at_home_are_their_theme(about):
    rows = about.iloc[len(ABROAD) :]
    missed = [theme for (theme, _), (_, row) in zip(AT_HOME, rows.iterrows()) if not row[theme]]
    assert len(missed) <= 2, missed
    assert not rows["diplomacy"].any()
