// Reading the tables of data/: lines of tab-separated fields, '#' starts a comment line.
#ifndef PLUGINS_ENTITIES_KNOWLEDGE_TSV_H_
#define PLUGINS_ENTITIES_KNOWLEDGE_TSV_H_

#include <functional>
#include <string_view>
#include <vector>

namespace plx::entities {

// The fields of a line; views of the table.
class Row {
 public:
  explicit Row(std::vector<std::string_view>* fields) : fields_(fields) {}
  size_t size() const { return fields_->size(); }
  // Empty for a field the line does not have.
  std::string_view operator[](size_t i) const {
    return i < fields_->size() ? (*fields_)[i] : std::string_view();
  }

 private:
  std::vector<std::string_view>* fields_;
};

// Calls `body` for each line that is neither empty nor a comment.
void ForEachRow(std::string_view table, const std::function<void(const Row&)>& body);

// Calls `body` for each non-empty piece of `list` between `separator`s.
void ForEachPiece(std::string_view list, char separator,
                  const std::function<void(std::string_view)>& body);

}  // namespace plx::entities

#endif  // PLUGINS_ENTITIES_KNOWLEDGE_TSV_H_
