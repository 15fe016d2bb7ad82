// Clauses of sentences: a new case is a row in tests/golden/linguistics/clauses.tsv.
#include <gtest/gtest.h>

#include "plugins/linguistics/clauses.h"
#include "server/analyzer/text_pass.h"
#include "server/plugin/abi/document_view.h"
#include "tests/linguistics/describe.h"

namespace plx::linguistics {
namespace {

TEST(Clauses, HaveTheirSubjectsAndObjects) {
  std::vector<int> lines;
  const auto rows = ReadGolden("clauses.tsv", &lines);
  ASSERT_GT(rows.size(), 15u);
  for (size_t i = 0; i < rows.size(); ++i) {
    SCOPED_TRACE("clauses.tsv:" + std::to_string(lines[i]));
    ASSERT_EQ(rows[i].size(), 4u);
    parallax::DocumentContent content;
    content.text = rows[i][0];
    const auto document = parallax::BuildDocument("text", std::move(content));
    ASSERT_TRUE(document.ok()) << document.status();
    const parallax::plugin::DocumentView view(**document, nullptr, {});
    const plx::Document lent(view.raw());
    const auto text = [&](plx_span_t span) { return span.begin < span.end ? std::string(lent.Text(span)) : "-"; };
    std::string found;
    for (const Clause& clause : ParseClauses(lent).clauses) {
      if (clause.lemma != rows[i][1]) continue;
      const bool object = !clause.objects.empty() && clause.objects.front().preposition.empty();
      found += (found.empty() ? "" : " ; ") + text(clause.subject.span) + " | " + (object ? text(clause.objects.front().span) : "-");
    }
    EXPECT_EQ(found, rows[i][2] + " | " + rows[i][3]) << rows[i][1] << " in: " << rows[i][0];
  }
}

}  // namespace
}  // namespace plx::linguistics
