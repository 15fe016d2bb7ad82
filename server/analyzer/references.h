// References of an article into its original: "[5]", "[5][9]", "[3, 4]", "［5］", "【5】".
#ifndef PARALLAX_SERVER_ANALYZER_REFERENCES_H_
#define PARALLAX_SERVER_ANALYZER_REFERENCES_H_

#include <cstdint>
#include <vector>

#include "server/analyzer/document.h"

namespace parallax {

// Appends the references of blocks[block] in text order. A reference is one to three digits in
// square or lenticular brackets, or a list or range of such numbers, that no letter or digit follows
// directly. Each number of a list is one Reference; they share the span. A range ("[3-5]") gives
// every number in it, if it is of at most 20.
void FindReferences(absl::string_view text, const std::vector<Block>& blocks, uint32_t block,
                    std::vector<Reference>* references);

}  // namespace parallax

#endif  // PARALLAX_SERVER_ANALYZER_REFERENCES_H_
