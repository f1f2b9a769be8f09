"""Whether confidence means what it says, as a figure, a table and a picture."""

from xml.etree import ElementTree

import pytest

from kg.evaluate.calibration import Judged, bins, expected_error, plot, render


def claims(confidence: float, right: int, wrong: int, *, fact: bool = True) -> list[Judged]:
    return [Judged(confidence, True, fact)] * right + [Judged(confidence, False, fact)] * wrong


def test_confidence_that_holds_has_no_error() -> None:
    assert expected_error(claims(0.8, 8, 2) + claims(0.25, 1, 3)) == pytest.approx(0)


def test_the_error_is_weighed_by_claims() -> None:
    assert expected_error(claims(0.9, 0, 30) + claims(0.5, 5, 5)) == pytest.approx(0.75 * 0.9)
    assert expected_error([]) == 0


def test_bins_hold_what_is_alike_and_certainty_too() -> None:
    found = bins(claims(0.11, 1, 0) + claims(0.19, 0, 1) + claims(1.0, 2, 0))
    assert [(one.count, one.right) for one in found] == [(2, 0.5), (2, 1.0)]
    assert found[0].confidence == pytest.approx(0.15)


def test_the_table_says_what_a_threshold_leaves() -> None:
    table = render(claims(0.9, 9, 1) + claims(0.4, 4, 6) + claims(0.9, 5, 0, fact=False), stated=20)
    lines = {line.split()[0]: line.split()[1:] for line in table.splitlines() if line.startswith("  0.")}
    assert lines["0.40"] == ["0.650", "0.650", "0.650"]
    assert lines["0.90"] == ["0.900", "0.450", "0.600"]


def test_the_plot_is_an_svg_with_a_point_for_each_bin() -> None:
    picture = ElementTree.fromstring(plot(claims(0.9, 9, 1) + claims(0.4, 4, 6)))
    points = picture.findall("{http://www.w3.org/2000/svg}circle")
    assert len(points) == 2
    assert plot([]).startswith("<svg")
