"""A trace names every input, source, rule and step."""
from taizhang.values import Input, Span, Trace


def test_a_computed_input_opens_to_its_own_inputs() -> None:
    base = Input("base", "100", "filing 2030-12")
    inner = Trace("increase", "20", "growth", inputs=(base, Input("now", "120")), steps=("120 − 100",))
    rate = Input("rate", "5 %", Span("a.txt", 4, 6, "5%"))
    trace = Trace("bonus", "1.00", "increment bonus", "3", (inner, rate), rounding="to the fen")
    assert trace.tree().splitlines() == [
        "bonus = 1.00",
        "├─ rule: increment bonus, clause 3",
        "├─ increase = 20",
        "│  ├─ rule: growth",
        "│  ├─ base = 100 (filing 2030-12)",
        "│  ├─ now = 120 (no source)",
        "│  └─ step: 120 − 100",
        "├─ rate = 5 % (a.txt 4–6 “5%”)",
        "└─ rounding: to the fen",
    ]
