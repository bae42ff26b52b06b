"""The file itself: fonts, properties, the same bytes everywhere, text that copies out right."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

import pypdfium2
import pytest

from app.documents.acceptance_form import acceptance_form
from app.documents.agreement import agreement
from app.documents.assignment_slip import assignment_slip
from app.documents.guidance import guidance
from app.documents.mediation_record import mediation_record
from app.documents.oral_agreement import oral_agreement
from app.documents.receipt import receipt
from tests.app.documents.papers import (
    NAMES,
    a_guidance,
    a_receipt,
    a_record,
    a_slip,
    an_acceptance,
    an_agreement,
    an_oral_agreement,
    page_texts,
    running_text,
)

FILES: dict[str, Callable[[], bytes]] = {
    "agreement": lambda: agreement(an_agreement(sides=3), draft=False),
    "draft": lambda: agreement(an_agreement(sides=3), draft=True),
    "oral": lambda: oral_agreement(an_oral_agreement()),
    "record": lambda: mediation_record(a_record()),
    "acceptance": lambda: acceptance_form(an_acceptance()),
    "receipt": lambda: receipt(a_receipt()),
    "guidance": lambda: guidance(a_guidance()),
    "slip": lambda: assignment_slip(a_slip()),
}
_ALONE = """
from hashlib import sha256
from tests.app.documents.test_pdf_file import FILES
for name, made in FILES.items():
    print(name, sha256(made()).hexdigest())
"""

files = pytest.mark.parametrize("name", FILES)


@files
def test_every_font_is_embedded_as_a_subset(name: str) -> None:
    pdf = FILES[name]()
    fonts = re.findall(rb"/Type /Font$", pdf, re.MULTILINE)
    bases = set(re.findall(rb"/BaseFont /([^ ]+)", pdf))
    descriptors = re.findall(rb"/FontFile2 \d+ 0 R", pdf)
    assert fonts
    assert len(descriptors) == len(bases)
    assert all(re.fullmatch(rb"[A-Z]{6}\+(Noto|Fengqiao).*", base) for base in bases)
    assert b"Helvetica" not in pdf
    assert b"/Type1" not in pdf


@files
def test_the_same_data_gives_the_same_bytes(name: str) -> None:
    assert FILES[name]() == FILES[name]()


def test_another_process_with_another_hash_seed_and_clock_gives_the_same_bytes() -> None:
    here = {name: sha256(made()).hexdigest() for name, made in FILES.items()}
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "4242",
        "SOURCE_DATE_EPOCH": "1000000000",
        "TZ": "America/New_York",
    }
    run = subprocess.run(
        [sys.executable, "-c", _ALONE], env=environment, capture_output=True, text=True, check=True
    )
    assert dict(line.split() for line in run.stdout.splitlines()) == here


def test_threads_drawing_at_once_give_the_same_bytes() -> None:
    expected = FILES["agreement"]()
    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(lambda _: FILES["agreement"](), range(9)))
    assert all(pdf == expected for pdf in found)


def test_two_papers_have_different_identifiers_and_font_names() -> None:
    one, other = FILES["agreement"](), agreement(an_agreement(sides=4), draft=False)
    assert _identifier(one) != _identifier(other)
    assert (
        re.findall(rb"/FontName /(\w{6})", one)[0] != re.findall(rb"/FontName /(\w{6})", other)[0]
    )


def _font_tags(pdf: bytes) -> set[bytes]:
    return set(re.findall(rb"/FontName /(\w{6}\+NotoSerifSC-Regular)", pdf))


def _identifier(pdf: bytes) -> bytes:
    found = re.search(rb"/ID \n\[<([0-9a-f]{32})>", pdf)
    assert found
    return found[1]


def _properties(pdf: bytes) -> dict[str, str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return dict(document.get_metadata_dict())


def test_properties_name_the_form_the_number_and_the_committee() -> None:
    found = _properties(FILES["agreement"]())
    assert found["Title"] == "人民调解协议书 模拟人调字〔2026〕第12号"
    assert found["Author"] == "模拟县模拟街道人民调解委员会"
    assert found["Creator"] == found["Producer"] == "枫桥工作台"
    assert found["CreationDate"] == "D:20260305000000+08'00'"


@files
def test_properties_name_no_person(name: str) -> None:
    properties = " ".join(_properties(FILES[name]()).values())
    assert not any(person in properties for person in NAMES)
    assert "ReportLab" not in properties


def test_it_is_a4_and_pdf_1_7_in_chinese() -> None:
    pdf = FILES["agreement"]()
    assert pdf.startswith(b"%PDF-1.7")
    assert b"/MediaBox [ 0 0 595.2756 841.8898 ]" in pdf
    assert b"/Lang (zh-CN)" in pdf


def test_characters_beyond_the_basic_plane_copy_out_right() -> None:
    pdf = FILES["agreement"]()
    assert "姓名𣲗㛃䶮性别" in running_text(pdf)
    assert f"<{'𣲗'.encode('utf-16-be').hex().upper()}>".encode() in pdf


def test_a_line_spread_wide_copies_out_without_spaces() -> None:
    clause = (
        "经核对第一期人民币壹万贰仟叁佰肆拾伍元陆角柒分于"
        "2026年10月16日前付到银行账号6222000000000000000上，"
    )
    paper = an_agreement(facts=clause)
    assert b"/ActualText" in agreement(paper, draft=False)
    lines = "".join(page_texts(agreement(paper, draft=False))).replace("\n", "")
    assert clause in lines
