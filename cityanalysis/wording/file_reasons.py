"""Why a file was passed over, in the language of the report."""

import re

from cityanalysis._typing import Language

__all__ = ["file_reason"]

# Messages of the rooms that read files: a pattern of how each begins, and the same in Chinese.
_CHINESE: tuple[tuple[str, str], ...] = (
    (r"(\d+) rows? without text: row (.*)", r"\1行没有正文：第\2行"),
    (r"(\d+) rows? whose text is too short: row (.*)", r"\1行正文过短：第\2行"),
    (r"(\d+) rows? below the table: row (.*)", r"表格下方的\1行：第\2行"),
    (r"more or fewer cells than columns: line (.*)", r"单元格数与列数不符：第\1行"),
    (r"describes the folder", "文件夹说明文件；如需读取，请直接指定该文件"),
    (r"hidden", "隐藏文件"),
    (r"a mark of a program", "其他程序留下的标记文件"),
    (r"a folder of results", "以往分析的结果，不是输入"),
    (r"the same file as (.*)", r"与“\1”是同一文件"),
    (r"no reader for a file without a suffix", "文件没有扩展名，无法识别格式"),
    (r"no reader for (.*)", r"不支持的格式：\1"),
    (r"no such file or folder", "文件或文件夹不存在"),
    (r"a link to nothing", "链接所指的文件不存在"),
    (r"a pipe, not a file", "不是普通文件（管道）"),
    (r"a socket or a device", "不是普通文件（套接字或设备）"),
    (r"a link or a device in the archive", "压缩包内的链接或设备，不是文件"),
    (r"no page was found in this folder", "文件夹中没有可读取的文件"),
    (r"no page was found in this archive", "压缩包中没有可读取的文件"),
    (r"no permission to read it", "没有读取权限"),
    (r"the file is empty", "文件为空"),
    (r"the file is damaged", "文件损坏或不完整"),
    (r"the archive is damaged", "压缩包损坏"),
    (r"the database is damaged", "数据库损坏"),
    (r"the database has no tables", "数据库中没有数据表"),
    (r"damaged, or locked by a password", "文件损坏或有密码"),
    (r"locked by a password", "文件有密码"),
    (r"bytes that are no text in any encoding: line (.*)", r"无法识别编码：第\1行"),
    (r"not a JSON object: line (.*)", r"不是 JSON 对象：第\1行"),
    (r"not a JSON object: value (.*) of the array", r"不是 JSON 对象：第\1个元素"),
    (r"the JSON is damaged behind its object (\d+)", r"JSON 在第\1个对象之后损坏"),
    (r"not a list of JSON objects", "不是由 JSON 对象组成的列表"),
    (r"none of its (\d+) lines is a JSON object", r"\1行中没有 JSON 对象"),
    (r"no element of this XML", "XML 中没有含正文的记录"),
    (
        r"no column holds the text\. It has: (.*)\. Name .*",
        r"没有找到正文所在的列，请用 --columns text=列名或列号 指明；现有各列：\1",
    ),
    (r"no column holds the text", "没有找到正文所在的列"),
    (r"the table has no rows", "表格没有数据行"),
    (r"the document holds no text", "文档中没有文字"),
    (r"no article was found in this web page", "网页中没有找到文章"),
    (r"a web page without a table", "网页中没有表格"),
    (r"a saved page without a text", "保存的网页中没有正文"),
    (r"no text was found on this (picture|sheet)", "图片中没有识别到文字"),
    (r"no text was found in this PDF", "PDF 中没有识别到文字"),
    (
        r"a picture of text\. To read pictures: (.*)",
        r"图片需要安装文字识别组件（\1）",
    ),
    (r"an old Office file", "旧版 Office 文件，请另存为 .docx 或 .xlsx"),
    (r"an archive within archives", "压缩包层数过多"),
    (
        r"unpacks to more than (\d+) MB; what follows",
        r"解压后超过\1 MB，其后内容未读取；文件可信时可用 --unpack-limit 2GB 放宽上限",
    ),
    (r"unpacks to", "解压后过大"),
)


def file_reason(reason: str, lang: Language) -> str:
    """A reason for which a file, or a part of it, was not read.

    Parameters
    ----------
    reason : str
        In English, as `Skipped` holds it.
    lang : {"zh", "en"}
        Language of the words.

    Returns
    -------
    str
        An unknown reason is given in English behind "the file could not be read".

    Examples
    --------
    >>> file_reason("2 rows without text: row 11, 19", "zh"), file_reason("hidden", "en")
    ('2行没有正文：第11、19行', 'hidden')
    """
    if lang == "en":
        return reason
    for pattern, chinese in _CHINESE:
        found = re.match(pattern, reason, re.DOTALL)
        if found:
            return found.expand(chinese).replace(", ", "、").replace(" and ", "和")
    return f"未能读取（{reason}）"
