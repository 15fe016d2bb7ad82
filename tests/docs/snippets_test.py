"""Tests of the snippet reader: a docs test that lets anything pass would be worse than none."""

import unittest

import snippets

PAGE = """# Title

```console run
$ echo one \\
    two
one two
$ false || true
```

```console
$ rm -rf important   # not marked: never executed
```

  ```python run
  if True:
      print("x")
  ```

Then:

  ```text output
  x
  ```
"""


class SnippetsTest(unittest.TestCase):
    def test_finds_what_is_marked_and_only_that(self):
        found = snippets.steps(PAGE)
        self.assertEqual([s.language for s in found], ["console", "console", "python"])
        self.assertEqual(found[0].code, "echo one \\\n    two")
        self.assertEqual(found[0].expected, "one two")
        self.assertEqual(found[0].line, 4)
        self.assertIsNone(found[1].expected)
        self.assertEqual(found[2].code, 'if True:\n    print("x")\n')
        self.assertEqual(found[2].expected, "x")

    def test_refuses_pages_it_would_misread(self):
        for page in (
            "```console run\nls\n```",
            "```rust run\nfn main() {}\n```",
            "```text output\nx\n```",
            "```python run\nprint(1)\n",
        ):
            with self.subTest(page=page), self.assertRaises(ValueError):
                snippets.steps(page)

    def test_matches(self):
        table = [
            ("a", "a\n", True),
            ("a", "b\n", False),
            ("a", "a\nb\n", False),
            ("a  ", "a", True),
            ("19 documents, ... sources", "19 documents, 16 sources\n", True),
            ("19 documents, ... sources", "18 documents, 16 sources\n", False),
            ("...\nlast", "first\nsecond\nlast\n", True),
            ("...\nlast", "last\n", True),
            ("first\n...", "first\nmore\n", True),
            ("first\n...", "other\nmore\n", False),
            ("a.b", "axb\n", False),
        ]
        for expected, printed, outcome in table:
            with self.subTest(expected=expected, printed=printed):
                self.assertEqual(snippets.matches(expected, printed), outcome)


if __name__ == "__main__":
    unittest.main()
