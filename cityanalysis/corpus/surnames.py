"""Chinese surnames of one character, for every rule that asks whether a word may be a name."""

__all__ = ["SURNAMES_AFTER_ROLE", "SURNAMES_BEFORE_PLACE", "SURNAMES_OF_REPORTERS"]

# Splitting recognises reporters by these. Its weights were learned with them: after a change here,
# run `make weights`.
SURNAMES_OF_REPORTERS = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁"
    "魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎"
    "易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄"
    "辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司"
    "柏宁柯阮桂闵解强柴华车冉房边从初楚蹇阚"
)
_RARER = frozenset("卞吉喻娄寇尚屠慕晏桑池滕狄瞿穆窦符肖艾荀荣蒙蒲蓝蔺虞褚邬郎闫饶骆")
_SURNAMES = SURNAMES_OF_REPORTERS | _RARER
# Behind 记者 or 市长 these begin an ordinary word more often than a name: 记者从, 市长常.
_WORDS_AFTER_ROLE = frozenset("从位初卜卫司席常强时景查植沿费车边阳")
SURNAMES_AFTER_ROLE = _SURNAMES - _WORDS_AFTER_ROLE
# Before a name of a place these are words of their own or end one (从聊城, 安徽和宁波, 成德州):
# there a name is not to be read as 从 with a given name.
_WORDS_BEFORE_PLACE = frozenset(
    "万于从任位何余俞兰关初包华单卜卫司向宁安尤左席常廖强成文施时易柏查植楚武段沿涂温游焦牟甄甘申"
    "童管翟芦蒋覃解詹谷费赖路蹇车辛边金阚阳隋靳鲁喻尚符肖蒙闫饶"
)
SURNAMES_BEFORE_PLACE = _SURNAMES - _WORDS_BEFORE_PLACE
