#!/usr/bin/env python3
"""Imports files, compares them and prints who says what, with quotes.

usage: compare.py [--server HOST:PORT] [--corpus ID] FILE...
"""

import argparse
import sys

from parallax_client import Client, ParallaxError
from parallax_client.proto.types.v1 import comparison_pb2, finding_pb2


def label(enum, value):
    """KIND_CONTRADICTS -> contradicts."""
    return enum.Name(value).split("_", 1)[1].lower().replace("_", " ")


def print_comparisons(report):
    titles = {document.document: document.source_name or "unknown outlet" for document in report.documents}
    for comparison in report.comparisons:
        verdict = label(comparison_pb2.Verdict, comparison.verdict)
        print(f"\n{verdict.upper()}  {comparison.proposition}  ({comparison.independent_sources} independent sources)")
        for position in comparison.positions:
            what = label(comparison_pb2.Position.Kind, position.kind)
            quote = position.evidence.span.quote
            print(f"  {titles.get(position.document, position.document)}: {what}: “{quote}”")


def print_stances(report):
    print("\nWHO STANDS WHERE")
    for cell in report.stances:
        side = label(finding_pb2.Sign, cell.sign)
        evidence = cell.strongest_for if cell.score > 0 else cell.strongest_against
        print(f"  {cell.holder.name or 'unknown outlet'} {side} {cell.target_name} (n = {cell.n}): “{evidence.span.quote}”")


def main():
    parser = argparse.ArgumentParser(description="Imports files, compares them and prints who says what.")
    parser.add_argument("--server", default="127.0.0.1:7380", metavar="HOST:PORT")
    parser.add_argument("--corpus", default="compare", metavar="ID")
    parser.add_argument("files", nargs="+", metavar="FILE")
    arguments = parser.parse_args()

    try:
        with Client(arguments.server) as client:
            imported = client.import_files(arguments.corpus, arguments.files)
            for outcome in imported.rejected:
                print(f"not imported: {outcome.error.message}", file=sys.stderr)
            report = client.report(arguments.corpus)
    except (ParallaxError, OSError) as error:
        sys.exit(f"compare.py: {error}")
    voices = report.independence
    print(f"{voices.documents} documents, {voices.independent_sources} independent sources")
    print_comparisons(report)
    print_stances(report)


if __name__ == "__main__":
    main()
