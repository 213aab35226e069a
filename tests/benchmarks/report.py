"""Formats figures, for the table printed while benchmarks run and for docs/performance.md."""

from __future__ import annotations

from collections.abc import Mapping

from tests.benchmarks.rows import Figure, Point, Scale, Spread, Unit

HELD, NOT_HELD = "holds", "NOT HELD"
HEAD = f"  {'':<48} {'measured (half of all)':>30} {'floor':>30} {'is':>14} {'at most':>14}"


def line(figure: Figure) -> str:
    """A row as it is printed while the benchmarks run."""
    measured, against = (spread(each, figure.at, figure.scale) for each in (figure.measured, figure.against))
    found, bound = value(figure.value, figure.unit), value(figure.bound, figure.unit)
    row = f"  {figure.what:<48} {measured:>30} {against:>30} {found:>14} {bound:>14}  {said(figure.holds)}"
    return f"{row}\n      {curve(figure.curve)}" if figure.curve else row


def said(holds: bool) -> str:
    return HELD if holds else NOT_HELD


def spread(found: Spread | None, at: Point, scale: Scale) -> str:
    """A row's figure and, in brackets, the range of the middle half."""
    if found is None:
        return ""
    if scale != "s":
        return amount(at(found), scale)
    each, unit = (1, "s") if at(found) >= 1 else (1000, "ms")
    return f"{_figures(at(found) * each)} {unit} ({_figures(found.low * each)}–{_figures(found.high * each)})"


def amount(number: float, scale: Scale) -> str:
    """A figure that was measured; less than a second reads as milliseconds."""
    match scale:
        case "s":
            return f"{_figures(number)} s" if number >= 1 else f"{_figures(number * 1000)} ms"
        case "bytes":
            return f"{number / 2**20:,.1f} MiB" if number >= 2**20 else f"{number:,.0f} bytes"
        case "modules" | "lines":
            return f"{number:,.0f}"


def _figures(number: float) -> str:
    """Three significant digits, without an exponent."""
    return f"{number:.0f}" if number >= 100 else f"{number:.3g}"


def value(number: float, unit: Unit) -> str:
    """A row's value, or its bound."""
    match unit:
        case "times":
            return f"{number:.2f}x"
        case "power":
            return f"n^{number:.2f}"
        case "s" if number < 0.01:
            return amount(number, "s")
        case "s" | "s more":
            return f"{number:.3f} {unit}"
        case "modules" | "lines":
            return f"{number:.0f} {unit}"
        case "bytes":
            return amount(number, "bytes")


def curve(by_size: Mapping[int, float]) -> str:
    """How a row grows: milliseconds by size."""
    return "  ".join(f"{size:,}: {amount(each, 's')}" for size, each in by_size.items())
