"""What is said of an earlier matter that may be about the same people; it never accuses."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.intake.types import Likeness

WHY: dict[str, str] = {
    "external_number": "外部编号相同",
    "same_id": "证件号码相同",
    "same_phone": "电话相同",
    "same_name": "姓名相同",
    "same_sound": "姓名读音相同",
}


def told(like: "Likeness") -> str:
    """One line: who, what, when, why it is shown; names masked."""
    if like.is_sensitive:
        return f"以前可能来过：有一件（{like.no}），请找负责人"
    why = "、".join(WHY[reason] for reason in like.why)
    return f"以前可能来过：{like.who} {like.registered_on} {like.title}（{like.no}，{why}）"
