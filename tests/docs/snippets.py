"""Finds the snippets of a Markdown page that are to be executed, and compares what they print.

A fence whose info string ends in `run` is executed; all others are only read by people:

    ```console run        lines after "$ " are commands (bash); "> " continues one. Other lines are
                          what the command above them prints. Without such lines any output will do.
    ```python run         a program. If the next fence is ```text output, it prints exactly that.

In expected output "..." stands for anything within a line, and alone on a line for any lines.
"""

import dataclasses
import re

_FENCE = re.compile(r"^(\s*)(`{3,})\s*(.*?)\s*$")


@dataclasses.dataclass
class Step:
    """One command or program, and what it should print (None: not said)."""

    language: str
    code: str
    line: int  # In the page, from 1.
    expected: str | None = None


def fences(page):
    """Yields (info string, lines, number of the first line inside) for each fenced block."""
    info, indent, ticks, body, start = None, "", "", [], 0
    for number, line in enumerate(page.splitlines(), 1):
        match = _FENCE.match(line)
        if info is None:
            if match:
                indent, ticks, info = match.groups()
                body, start = [], number + 1
        elif match and match[2].startswith(ticks) and not match[3]:
            yield info, body, start
            info = None
        else:
            body.append(line.removeprefix(indent))
    if info is not None:
        raise ValueError(f"line {start - 1}: the fence is never closed")


def console_steps(lines, start):
    """The commands of a console block with the output written below each."""
    steps, output = [], []

    def close():
        if steps and output:
            steps[-1].expected = "\n".join(output)
        output.clear()

    for offset, line in enumerate(lines):
        if line.startswith("$ "):
            close()
            steps.append(Step("console", line[2:], start + offset))
        elif (line == ">" or line.startswith("> ")) and steps and not output:
            steps[-1].code += "\n" + line[2:]
        elif steps and not output and steps[-1].code.endswith("\\"):
            steps[-1].code += "\n" + line
        elif steps:
            output.append(line)
        else:
            raise ValueError(f'line {start + offset}: a console snippet begins with "$ "')
    close()
    return steps


def steps(page):
    """Everything to execute, in order."""
    found = []
    last_program = None
    for info, lines, start in fences(page):
        words = info.split()
        if words == ["console", "run"]:
            found += console_steps(lines, start)
        elif words == ["python", "run"]:
            found.append(Step("python", "\n".join(lines) + "\n", start))
        elif words == ["text", "output"]:
            if last_program is None:
                raise ValueError(f"line {start - 1}: no python snippet stands before this output")
            last_program.expected = "\n".join(lines)
        elif "run" in words[1:]:
            raise ValueError(f"line {start - 1}: cannot run a snippet of language '{words[0]}'")
        last_program = found[-1] if words == ["python", "run"] else None
    return found


def matches(expected, printed):
    """Whether `printed` is what the page promises. White space at line ends does not count."""
    pattern = []
    for line in expected.rstrip().splitlines():
        line = line.rstrip()
        if line == "...":
            pattern.append(r"(?:.*\n)*?")
        else:
            pattern.append(".*".join(re.escape(part) for part in line.split("...")) + r"[ \t]*\n")
    return re.fullmatch("".join(pattern), printed.rstrip() + "\n") is not None
