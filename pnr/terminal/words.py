"""The program's own words in Chinese; what hosts say follows the dialect."""
import os

CHINESE = {
    "An airline reservation host in your terminal. Without a command: the desk.":
        "终端中的航空订座主机。不带命令即进入工作台。",
    "Where the host lives; sqlite:// is a scratch host in memory.": "主机数据库的地址；sqlite:// 为内存中的临时主机。",
    "How you speak to the host.": "与主机对话所用的指令系统。",
    "The office you work in.": "所属部门（Office）。",
    "Your sign.": "工作号。",
    "A name for this terminal, which finds its unfiled work again.": "终端名；同名终端可找回未封口的工作。",
    "Start without being signed in.": "启动时不签入。",
    "The mail server, smtp://host:port?from=address; without one mail waits.":
        "邮件服务器 smtp://主机:端口?from=地址；未设置时邮件等待发送。",
    "Where simulated short messages and printed papers go; without it they wait.":
        "存放模拟短信和打印件的文件夹；未设置时等待。",
    "The payment gateway; without one the host answers for it.": "支付网关的地址；不指定时由主机自行应答。",
    "Stop the clock here.": "时钟停在此刻。",
    "Language of help and messages.": "帮助与提示的语言。",
    "Show the version and where the data comes from.": "显示版本与数据来源。",
    "Show this message and exit.": "显示本帮助。",
    "Replay command files or transcripts.": "重放指令文件或会话记录。",
    "Read entries and print what they mean, one JSON object a line.": "解析指令，每行输出一个 JSON 对象。",
    "Say entries in another dialect, a line for each line.": "把指令逐行译成另一种指令系统。",
    "The dialect to say them in.": "译成的指令系统。",
    "Read fare calculation lines and print what they say, one JSON object a line.":
        "解读运价计算行，每行输出一个 JSON 对象。",
    "Turn such objects back into lines.": "把这样的对象还原为计算行。",
    "Audit the whole database.": "审计整个数据库。",
    "Write the whole host to a file.": "把整个主机备份到文件。",
    "Bring a host back from a backup, and audit it.": "从备份恢复主机并审计。",
    "Bring an older database up to date.": "升级旧版数据库。",
    "Bring files into the host: fares, rules, rates, taxes, schedule messages and more.":
        "把文件装入主机：运价、规则、汇率、税费、航班变更报等。",
    "Keep, bring back and list named states of the host.": "保存、恢复、列出主机的命名快照。",
    "What to print: the transcript, or one JSON object an entry.": "输出格式：会话记录，或每条指令一个 JSON 对象。",
    "Compare with the recorded replies.": "与记录的应答比较。",
    "Rewrite the recorded replies in place.": "就地改写记录的应答。",
    "Stop at the first refusal, in a check at the first difference.": "遇到第一个拒绝（检查时为第一处差异）即停止。",
    "Keep a journal in this file, and go on from it after a crash.": "在此文件中记日志，中断后由此继续。",
    "Show only what failed.": "只显示失败的部分。",
    "Write the ledger for beancount, the office's settlement file, or an itinerary as a calendar.":
        "导出 beancount 账簿、本部门的结算文件，或日历格式的行程。",
    "Whose itinerary.": "订座记录编号。",
    "Run a payment gateway that is a simulator: no money moves.": "运行支付网关模拟器：不发生真实收付。",
    "Where on this machine it listens.": "本机监听端口。",
    "Where its journal and the keys of both sides are.": "其流水与双方密钥所在的文件夹。",
    "From this day on.": "自该日起。",
    "Until this day.": "至该日止。",
    "Where to write.": "写入的文件。",
    "Print a hash of the logical dump.": "输出逻辑转储的摘要。",
    "Overwrite a host that is not empty.": "覆盖非空的主机。",
    "interrupted": "已中断",
    "making the host ready ...": "正在准备主机……",
}

chosen: str | None = None


def language() -> str:
    """What was asked for, else what the locale says."""
    if chosen or os.environ.get("PNR_LANG") in ("en", "zh"):
        return chosen or os.environ["PNR_LANG"]
    locale = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "zh" if locale.startswith("zh") else "en"


def choose(name: str | None) -> None:
    global chosen
    chosen = name


def say(text: str) -> str:
    return CHINESE.get(text, text) if language() == "zh" else text
