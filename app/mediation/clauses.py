"""条款库: clauses the sides may add to their agreement (domain/02 4.4).

None gives up the right to go to court, none takes liberty, none speaks of a fee for mediating:
a test asks the rules. That both sides want it is for the mediator to hear.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stock:
    """A clause ready to use: what the menu calls it, and its sentence."""

    title: str
    text: str


STOCK: tuple[Stock, ...] = (
    Stock("本次纠纷了结", "上述内容履行完毕后，双方就本次纠纷再无其他争议。"),
    Stock("逾期付款", "一方没有按期付款的，对方可以要求一次付清剩下的全部款项。"),
    Stock("违约责任", "一方不履行或者不完全履行本协议的，应当赔偿对方因此受到的损失。"),
    Stock("付款凭证", "付款以转账记录或者收款人签名的收条为凭。"),
    Stock("继续维修", "修好之日起一年内同一处再次损坏的，由原责任方负责修好。"),
    Stock("和睦相处", "双方今后遇事先商量，不再争吵，和睦相处。"),
)
