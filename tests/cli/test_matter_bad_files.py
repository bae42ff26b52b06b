"""`fengqiao matter register` on files that are no matter: refused in one line, nothing changed."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Cli, Said
from tests.end_to_end.facts import MATTER
from tests.end_to_end.rows import everything

GOOD = json.dumps(MATTER).encode()


def register(cli: Cli, folder: Path, content: bytes, *more: str) -> Said:
    file = folder / "m.json"
    file.write_bytes(content)
    return cli("matter", "register", file, "--json", *more)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"hello", "文件不是完整的 JSON，第1行第1个字附近有错"),
        (b"", "文件不是完整的 JSON，第1行第1个字附近有错"),
        (b" \n ", "文件不是完整的 JSON，第2行第2个字附近有错"),
        (b"\xef\xbb\xbf", "文件不是完整的 JSON"),
        (b"\0\0\0", "文件不是完整的 JSON"),
        (b"{'a': 1}", "文件不是完整的 JSON，第1行第2个字附近有错"),
        (GOOD + GOOD, "文件不是完整的 JSON"),
        (json.dumps(MATTER, ensure_ascii=False).encode("gbk"), "不是 UTF-8 编码的文字"),
        (GOOD.decode().encode("utf-16"), "不是 UTF-8 编码的文字"),
        (b'"text"', "这里应当是花括号 { } 里的一组内容"),
        (b"null", "这里应当是花括号 { } 里的一组内容"),
        (b"5", "这里应当是花括号 { } 里的一组内容"),
        (b"[]", "文件里一件事项也没有"),
        (b"[null]", "[0]（第1件事项）：这里应当是花括号"),
        (b"[[{}]]", "[0]（第1件事项）：这里应当是花括号"),
        (b"[" * 100_000, "文件的括号套得太深，读不了"),
        (b"[" * 100_000 + b"]" * 100_000, "文件的括号套得太深，读不了"),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "文件的括号套得太深，读不了"),
        (b'{"summary":' + b"[" * 500 + b"]" * 500 + b"}", "文件的括号套得太深，读不了"),
        (b'{"involved_count": ' + b"9" * 5000 + b"}", "文件里有一个数字长得读不了"),
        (b'{"summary": "a", "summary": "b"}', "summary（事情经过）：这一项写了两次"),
        (
            b'[{}, {"parties": [{}, {"name": "a", "name": "b"}]}]',
            "[1].parties[1].name（第2件事项的第2位当事人的姓名或名称）：这一项写了两次",
        ),
        (b'{"a": {"b": 1, "b": 2}, "a": 1}', "a：这一项写了两次"),
    ],
)
def test_what_is_no_matter_is_refused(
    local_cli: Cli, sqlite_url: str, tmp_path: Path, content: bytes, told: str
) -> None:
    before = everything(sqlite_url)
    said = register(local_cli, tmp_path, content)
    assert (said.status, said.out) == (1, "")
    assert told in said.err
    assert everything(sqlite_url) == before


def test_sixty_megabytes_are_read_and_judged(local_cli: Cli, tmp_path: Path) -> None:
    said = register(local_cli, tmp_path, b'{"summary": "' + b"a" * 60_000_000 + b'"}')
    assert said.status == 1
    assert said.err.splitlines() == [
        "appeal_kind（诉求类别）：这一项必须填写",
        "channel（来源）：这一项必须填写",
    ]


def test_a_list_full_of_faults_is_not_told_to_its_end(local_cli: Cli, tmp_path: Path) -> None:
    said = register(local_cli, tmp_path, b"[" + b",".join([b"{}"] * 300_000) + b"]")
    lines = said.err.splitlines()
    assert said.status == 1
    assert 100 <= len(lines) <= 110
    assert lines[-1] == "错误太多，后面的还没有核对，请先改好上面这些"


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ('"summary": "\\ud800"', "summary（事情经过）"),
        ('"parties": [{"name": "x\\udc00"}]', "parties[0].name（第1位当事人的姓名或名称）"),
        ('"appeal_kind": "\\ud800"', "appeal_kind（诉求类别）"),
        ('"\\ud800": 1', "?"),
    ],
)
def test_half_a_character_is_named_by_its_path(
    local_cli: Cli, tmp_path: Path, text: str, path: str
) -> None:
    said = register(local_cli, tmp_path, b"{" + text.encode() + b"}")
    assert said.err == f"{path}：文字里有损坏的字符，请删掉后重新输入\n"


@pytest.mark.parametrize(
    "key",
    ["\x1b[2J", "a\r\nb", "\u202eabc", "k" * 100_000, "\0", "", "a.b[0]", "\u2028", "\x9b31m"],
)
def test_a_key_cannot_write_on_the_terminal(local_cli: Cli, tmp_path: Path, key: str) -> None:
    said = register(local_cli, tmp_path, json.dumps({**MATTER, key: 1}).encode())
    [line] = said.err.split("\n")[:-1]
    assert line.endswith("没有这一项，请核对写法")
    assert line.isprintable()
    assert len(line) < 80


def test_a_byte_order_mark_is_no_matter(local_cli: Cli, tmp_path: Path) -> None:
    assert register(local_cli, tmp_path, b"\xef\xbb\xbf" + GOOD).status == 0


def test_standard_input_is_a_file_too(local_cli: Cli) -> None:
    said = local_cli("matter", "register", "-", "--json", stdin=json.dumps(MATTER))
    assert json.loads(said.out)[0]["no"] == "20260918-1-001"


def test_it_is_not_read_for_a_password_too(local_cli: Cli) -> None:
    said = local_cli("matter", "register", "-", "--password-stdin", stdin=f"x\n{GOOD.decode()}")
    assert said.status == 1
    assert said.err.startswith("标准输入只有一个")


@pytest.mark.parametrize("name", ["none.json", "."])
def test_a_file_that_is_not_there_is_trouble_with_the_pc(
    local_cli: Cli, tmp_path: Path, name: str
) -> None:
    said = local_cli("matter", "register", tmp_path / name)
    assert said.status == 3
    assert said.err.startswith("读不了文件")
