"""Sentences of taking in sheets of other systems, and of writing into theirs."""

TEXTS: dict[str, str] = {
    "SHEET_NONE": "这个文件不是表格。请选 Excel（.xlsx、.xls）、WPS、.ods 或者 .csv 文件",
    "SHEET_PAGE": "这个文件其实是网页，只是名字写成了表格。请用表格软件打开，另存为 .xlsx 再来",
    "SHEET_OTHER": "这种格式的表格读不了。请用表格软件打开，另存为 .xlsx 再来",
    "SHEET_LOCKED": "这个表格加了密码。请用表格软件打开，去掉密码，另存一份再来",
    "SHEET_BROKEN": "这个表格坏了，读不出来。请用表格软件打开，另存一份再来，"
    "或者从原系统再导出一次",
    "SHEET_EMPTY": "这个表格是空的",
    "SHEET_LARGE": "这个文件太大。一次最多{most}行，请分成几份",
    "SHEET_FAR": "这张表太大：一次最多{most}行、{widest}列。"
    "要是后面其实是空的，请删掉多余的行和列，另存一份再来",
    "SHEET_NO_HEADER": "前{searched}行里没有找到标题行（比如“姓名、电话、诉求内容”）。"
    "请在表里写上每一列的标题",
    "CELL_ERROR": "公式算错了，这一格没有内容（#N/A 一类）。请在原表改好",
    "CELL_NO_RESULT": "这一格是公式，但是没有存下算出来的结果。请用表格软件打开原表，保存一次再来",
    "CELL_MERGED": "{first}到{last}是合并的单元格，分不清属于哪一行。请在原表取消合并，每行都填上",
    "CELL_ID_CUT": "证件号码被表格软件变成了小数（{shown}），后几位已经丢了。"
    "请在原表把这一列改成文本再导出",
    "CELL_PHONE_CUT": "电话被表格软件变成了小数（{shown}），后几位已经丢了。"
    "请在原表把这一列改成文本再导出",
    "CELL_NUMBER_CUT": "编号被表格软件变成了小数（{shown}），后几位已经丢了。"
    "请在原表把这一列改成文本再导出",
    "CELL_NOT_A_NUMBER": "“{text}”不是号码，请在原表核对",
    "CELL_DAY_UNREADABLE": "“{text}”看不出是哪一天。请写成 2026-10-03",
    "CELL_NO_SUCH_DAY": "“{text}”没有这一天或者这个时间，请在原表核对",
    "CELL_DAY_NO_YEAR": "“{text}”没有写年份，请写成 2026-10-03",
    "CELL_DAY_SHORT_YEAR": "“{text}”的年份只有两位，分不清哪个是年。请写成 2026-10-03",
    "CELL_DAY_YEAR_LAST": "“{text}”分不清哪个是月、哪个是日。请写成 2026-10-03",
    "CELL_NO_COUNT": "“{text}”不是人数，请写成数字",
    "CELL_TWO_PHONES": "这一格里有两个电话，请只留一个",
    "CELL_NAME_PHONE": "“{text}”分不清哪些是姓名、哪些是电话，请在原表分成两格",
    "CELL_WORD": "“{text}”是哪一种还没有说过。请点“改对应”选一次，以后就认得了",
    "ROW_NO_MATTER": "这一行只有一格有字，像是合计或者说明，没有登记",
    "ROW_NUMBER_TWICE": "编号和第{row}行的一样，是同一件事就只登一件",
    "ROW_TWICE": "来访人、时间、经过和第{row}行都一样，是同一件事就只登一件；"
    "真是两件，请在经过里写明不同",
    "LAYOUT_NO_SUMMARY": "还没有说哪一列是事情经过",
    "LAYOUT_TWICE": "“{first}”和“{second}”都对应到“{target}”，请只留一个",
    "LAYOUT_NAME": "请给这种表起个名字，下次好认",
    "ROWS_BAD": "有{count}行有问题，一件也没有登记。改好再来，或者加 --keep-going 先登记没有问题的",
    "FILE_THERE": "{path} 已经有了，不会盖掉它。请换个名字",
}
