from datetime import date

from builders import report


def test_x(office):
    out = office.tell(report("M1", date(2017, 1, 5), "hej"))
    assert out[0].positions == (6,)
