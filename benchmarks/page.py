"""The figures as a page of the documentation."""
import os
import platform
from collections.abc import Sequence

from benchmarks.comparators import Compared
from benchmarks.measure import RUNS
from benchmarks.ours import PATIENCE, SMALL, Ours
from benchmarks.texts import REPETITIONS, SIZE, Material

RATE, FIRST, PEAK_MB, DOUBLING, REPEATED = 300_000, 1.5, 250, 2.2, 2.0


def page(material: Material, ours: Ours, compared: Sequence[Compared]) -> str:
    """Markdown; no dates and nothing about the machine but its processors and its Python."""
    steps = len(ours.doubling) - 1
    doubling = (ours.doubling[-1][1] / ours.doubling[0][1]) ** (1 / steps)
    worst_sign, worst_repeated = ours.signs[0]
    worst_phrase, worst_phrases = ours.phrases[0]
    lines = [
        "# Benchmarks", "",
        f"Written by `make bench`. Text: {material.says}; one text of {SIZE:,} characters is made of them. "
        f"Machine: {os.cpu_count()} processors ({platform.machine()}), {platform.python_implementation()} {platform.python_version()}; "
        f"one core is used. Figures are medians of {RUNS} runs (the fastest of up to three for what is repeated): processor time, "
        "but wall-clock for the command.", "",
        "## Our reader", "",
        "Whole pipeline: decoding, choice of the pack, reading view, outline, metadata, citations, tasks, statements, goals, clauses.", "",
        "| What | Measured | Asked | |", "|---|---:|---:|---|",
        _row("One text, characters a second", f"{ours.whole_rate:,.0f}", f"≥ {RATE:,}", ours.whole_rate >= RATE),
        _row(f"{len(material.documents)} documents one by one, characters a second", f"{ours.documents_rate:,.0f}", f"≥ {RATE:,}",
             ours.documents_rate >= RATE),
        _row(f"Start of the command to its first output ({SMALL:,} characters), seconds", f"{ours.first_output.first_output:.2f}", f"< {FIRST}",
             ours.first_output.first_output < FIRST),
        _row(f"Peak memory of the command ({SIZE:,} characters), MB", f"{ours.peak.peak_mb:.0f}", f"< {PEAK_MB}", ours.peak.peak_mb < PEAK_MB),
        _row(f"Cost of doubling the length, times (mean of {steps})", f"{doubling:.2f}", f"≤ {DOUBLING}", doubling <= DOUBLING),
        _row(f"{REPETITIONS:,} repetitions of one sign or item number, the slowest of {len(ours.signs)}, seconds",
             f"{_seconds(worst_repeated)} (`{_shown(worst_sign)}`)", f"< {REPEATED:.0f}", worst_repeated < REPEATED),
        _row(f"{REPETITIONS:,} characters of one phrase repeated, the slowest of {len(ours.phrases)}, seconds",
             f"{_seconds(worst_phrases)} (`{_shown(worst_phrase)}`)", f"< {REPEATED:.0f}", worst_phrases < REPEATED),
        "", "Found in that one text: " + ", ".join(f"{count:,} {kind}" for kind, count in ours.facts.items()) + ".", "",
        f"The command takes {ours.peak.whole:.1f} s for all of it, its start and writing the rows included.", "",
        "The same part of that text once, twice, four and eight times over, short ones read oftener so that each takes as long; medians of five rounds:", "",
        "| Length | Seconds | Times the half |", "|---:|---:|---:|",
        *(f"| {size:,} | {took:.2f} | {f'{times:.2f}' if times else ''} |" for size, took, times in ours.doubling),
        "", "The slowest repeated things: "
        + ", ".join(f"`{_shown(what)}` {_seconds(took)} s" for what, took in (*ours.signs[:5], *ours.phrases[:5])) + ".", "",
        "## Beside other tools", "",
        "Each tool reads the same slice as we do, in the same run, with its dictionaries loaded before the clock starts; the slices are "
        "short where a tool is slow. **The tools answer other questions**: none of them says what is measured, of whom, for "
        "which year, as target or result, or who is responsible, and some read things that we do not (words of a sentence, times of day, "
        "any address). The ratio compares the time until each has done its own work; it is no judgement of that work.", "",
        "| Tool | Delivers | Slice | Found | Characters a second | Ours, same slice | Ours is |", "|---|---|---:|---:|---:|---:|---:|",
        *map(_compared, compared), "",
    ]
    return "\n".join(lines)


def _row(what: str, measured: str, asked: str, met: bool) -> str:
    return f"| {what} | {measured} | {asked} | {'met' if met else '**not met**'} |"


def _compared(one: Compared) -> str:
    name = f"{one.name} {one.version}".strip()
    if one.absent:
        return f"| {name} | {one.delivers} | | | {one.absent} | | |"
    ratio = one.ours / one.rate
    times = f"{ratio:.1f} times as fast" if ratio >= 1 else f"{1 / ratio:.1f} times as slow"
    return f"| {name} | {one.delivers} | {one.size:,} | {one.found:,} | {one.rate:,.0f} | {one.ours:,.0f} | {times} |"


def _shown(sign: str) -> str:
    return {" ": "space", "\t": "tab", "\n": "newline"}.get(sign, sign.replace("\t", "⇥").replace("\n", "⏎"))


def _seconds(took: float) -> str:
    return f"> {PATIENCE:.0f}" if took >= PATIENCE else f"{took:.2f}"
