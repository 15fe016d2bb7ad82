// Findings of plugins/linguistics as one line of text, the form that tests/golden/linguistics uses.
#ifndef TESTS_LINGUISTICS_DESCRIBE_H_
#define TESTS_LINGUISTICS_DESCRIBE_H_

#include <string>
#include <string_view>
#include <vector>

#include "plugins/linguistics/numbers/numerals.h"

namespace plx::linguistics {

// Each gives the findings of `text` joined with " ; ", or "-" if there are none.
std::string DescribeNumerals(std::string_view text, Reading reading = Reading::kNews);
// "[nearly 90%] nearly 90 [85,90] percent"
std::string DescribeQuantities(std::string_view text, Reading reading = Reading::kNews);
// "[July 2023] 2023-07 at"; `published` is ISO or empty.
std::string DescribeDates(std::string_view text, std::string_view published,
                          Reading reading = Reading::kNews);
// "[may] hedge {achieve minor actions}"
std::string DescribeCues(std::string_view text);
// The concept keys, ConceptKey(ExtractTerms(text)).
std::string DescribeConcepts(std::string_view text);

// Rows of a golden file: cells between tabs; empty lines and lines that start with '#' left out.
// `line` receives the line number of each row. Fails the test if the file cannot be read.
std::vector<std::vector<std::string>> ReadGolden(const std::string& name, std::vector<int>* lines);

}  // namespace plx::linguistics

#endif  // TESTS_LINGUISTICS_DESCRIBE_H_
