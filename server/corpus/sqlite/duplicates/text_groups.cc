#include "server/corpus/sqlite/duplicates/text_groups.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "server/analyzer/document_signature.h"
#include "server/analyzer/text_pass.h"
#include "server/base/status_macros.h"
#include "server/corpus/sqlite/duplicates/signature_rows.h"
#include "server/corpus/sqlite/rows/content_fields.h"

namespace parallax::corpus {
namespace {

// A text of a component is compared with so many of it before the component is left alone.
constexpr int kTriesPerComponent = 8;
// When a text of a larger component goes, the others are taken to be copies of one another still.
constexpr size_t kMaxRejoined = 100;
constexpr uint32_t kMaxTextBytes = uint32_t{1} << 30;

// The signature of the current revision of `document`.
absl::StatusOr<text::TextSignature> LoadSignature(Connection* connection, int64_t document) {
  Statement select = connection->Prepare(
      "SELECT r.title, r.language, r.blocks, r.text FROM document AS d JOIN revision AS r "
      "ON r.document = d.id AND r.revision = d.revision WHERE d.id = ?");
  ASSIGN_OR_RETURN(const bool found, select.Bind(document).Step());
  if (!found || select.Text(3).empty()) return text::SignText({});
  DocumentContent content;
  content.title = select.String(0);
  content.language = select.String(1);
  content.blocks = BlocksFromText(select.Text(2));
  content.text = select.String(3);
  ASSIGN_OR_RETURN(const std::shared_ptr<const Document> built,
                   BuildDocument("", std::move(content),
                                 {.max_bytes = kMaxTextBytes, .words = text::IdeographicWords::kByCharacter}));
  return SignDocument(*built);
}

double Overlap(const text::TextSignature& a, const text::TextSignature& b) {
  const size_t shorter = std::min(a.shingles.size(), b.shingles.size());
  if (shorter == 0) return 1;
  std::vector<uint64_t> shared;
  std::set_intersection(a.shingles.begin(), a.shingles.end(), b.shingles.begin(), b.shingles.end(),
                        std::back_inserter(shared));
  return static_cast<double>(shared.size()) / static_cast<double>(shorter);
}

class Grouper {
 public:
  Grouper(Connection* connection, TextKeys* keys, int64_t corpus)
      : connection_(connection), keys_(keys), corpus_(corpus) {}

  absl::Status Add(int64_t document, const text::TextSignature& signature) {
    TextRow text;
    text.document = text.component = text.text_group = document;
    text.tokens = signature.tokens;
    text.tokens_hash = static_cast<int64_t>(signature.tokens_hash);
    RETURN_IF_ERROR(InsertText(connection_, keys_, corpus_, text, signature));
    RETURN_IF_ERROR(Join(text, signature));
    RETURN_IF_ERROR(LinkAround(document, signature));
    return split_ ? Regroup() : Unite();
  }

  absl::Status Remove(int64_t document) {
    ASSIGN_OR_RETURN(const std::optional<TextRow> gone, FindText(connection_, document));
    if (!gone.has_value()) return absl::OkStatus();
    ASSIGN_OR_RETURN(const text::TextSignature signature, LoadSignature(connection_, document));
    RETURN_IF_ERROR(DeleteText(connection_, keys_, corpus_, document, signature));
    groups_.insert(gone->text_group);
    ASSIGN_OR_RETURN(const std::vector<TextRow> members,
                     FindTexts(connection_, TextColumn::kComponent, gone->component));
    ASSIGN_OR_RETURN(const std::vector<TextRow> excerpts,
                     FindTexts(connection_, TextColumn::kContainer, document));
    if (members.empty() && excerpts.empty() && gone->container == 0) return absl::OkStatus();
    RETURN_IF_ERROR(Rejoin(members));
    for (const TextRow& excerpt : excerpts) RETURN_IF_ERROR(Relink(excerpt.document));
    return Regroup();
  }

 private:
  // Joins the components of all near-copies of `text` with its own.
  absl::Status Join(const TextRow& text, const text::TextSignature& signature) {
    std::optional<TextRow> self = text;
    ASSIGN_OR_RETURN(const std::vector<int64_t> candidates,
                     FindCandidates(connection_, *keys_, corpus_, text.document, signature));
    std::map<int64_t, int> tries;  // by component
    for (const int64_t candidate : candidates) {
      ASSIGN_OR_RETURN(const std::optional<TextRow> other, FindText(connection_, candidate));
      if (!other.has_value() || other->component == self->component) continue;
      const bool equal = other->tokens == self->tokens && other->tokens_hash == self->tokens_hash;
      double overlap = 1;
      if (!equal) {
        if (++tries[other->component] > kTriesPerComponent) continue;
        ASSIGN_OR_RETURN(const text::TextSignature theirs, LoadSignature(connection_, candidate));
        if (!text::AreNearCopies(signature, theirs)) continue;
        overlap = Overlap(signature, theirs);
      }
      RETURN_IF_ERROR(Merge(*self, *other, overlap));
      ASSIGN_OR_RETURN(self, FindText(connection_, text.document));
      if (!self.has_value()) break;
    }
    return absl::OkStatus();
  }

  // `text` and `other`, of two components, are copies with `overlap`.
  absl::Status Merge(const TextRow& text, const TextRow& other, double overlap) {
    ASSIGN_OR_RETURN(const std::optional<TextRow> a, FindText(connection_, text.component));
    ASSIGN_OR_RETURN(const std::optional<TextRow> b, FindText(connection_, other.component));
    if (!a.has_value() || !b.has_value()) return absl::OkStatus();
    groups_.insert({a->text_group, b->text_group});
    const bool first = RanksBefore(*a, *b);
    const TextRow& root = first ? *a : *b;
    TextRow lower = first ? *b : *a;
    RETURN_IF_ERROR(MoveComponent(connection_, lower.document, root.document));
    // Only the text that stands for a component says what it is an excerpt of.
    split_ = split_ || lower.container != 0;
    lower.component = root.document;
    lower.container = lower.shared_tokens = 0;
    lower.overlap = overlap;
    return UpdateText(connection_, lower);
  }

  static bool IsExcerpt(const TextRow& text, const SharedText& shared) {
    const double share = text.tokens == 0 ? 0 : static_cast<double>(shared.tokens) / text.tokens;
    return share >= (shared.sentences >= 2 ? text::kExcerptShare : text::kWholeExcerptShare);
  }

  // Makes `text` an excerpt of `container` if that has more of it than the one before.
  absl::Status Offer(TextRow* text, const TextRow& container, const SharedText& shared) {
    if (text->component != text->document || text->component == container.component ||
        !RanksBefore(container, *text) || !IsExcerpt(*text, shared)) {
      return absl::OkStatus();
    }
    if (text->container != 0) {
      ASSIGN_OR_RETURN(const std::optional<TextRow> before, FindText(connection_, text->container));
      if (before.has_value() &&
          (text->shared_tokens > shared.tokens ||
           (text->shared_tokens == shared.tokens && !RanksBefore(container, *before)))) {
        return absl::OkStatus();
      }
      split_ = true;
    }
    groups_.insert({text->text_group, container.text_group});
    text->container = container.document;
    text->shared_tokens = shared.tokens;
    text->overlap = static_cast<double>(shared.tokens) / text->tokens;
    return UpdateText(connection_, *text);
  }

  // Links `document` with the texts that hold it, and those that it holds with it.
  absl::Status LinkAround(int64_t document, const text::TextSignature& signature) {
    ASSIGN_OR_RETURN(const std::vector<SharedText> shared,
                     FindSharedTexts(connection_, *keys_, corpus_, document, signature));
    for (const SharedText& with : shared) {
      ASSIGN_OR_RETURN(std::optional<TextRow> self, FindText(connection_, document));
      ASSIGN_OR_RETURN(std::optional<TextRow> other, FindText(connection_, with.document));
      if (!self.has_value() || !other.has_value()) continue;
      RETURN_IF_ERROR(Offer(&*self, *other, with));
      RETURN_IF_ERROR(Offer(&*other, *self, with));
    }
    return absl::OkStatus();
  }

  // Finds the container of `document` anew.
  absl::Status Relink(int64_t document) {
    ASSIGN_OR_RETURN(std::optional<TextRow> text, FindText(connection_, document));
    if (!text.has_value()) return absl::OkStatus();
    text->container = text->shared_tokens = 0;
    text->overlap = 1;
    RETURN_IF_ERROR(UpdateText(connection_, *text));
    ASSIGN_OR_RETURN(const text::TextSignature signature, LoadSignature(connection_, document));
    return LinkAround(document, signature);
  }

  // The rest of a component that has lost a text.
  absl::Status Rejoin(const std::vector<TextRow>& members) {
    if (members.size() > kMaxRejoined) {
      const TextRow& root = *std::min_element(members.begin(), members.end(), &RanksBefore);
      for (TextRow member : members) {
        member.component = root.document;
        RETURN_IF_ERROR(UpdateText(connection_, member));
      }
      return Relink(root.document);
    }
    for (TextRow member : members) {
      member.component = member.document;
      member.container = member.shared_tokens = 0;
      member.overlap = 1;
      RETURN_IF_ERROR(UpdateText(connection_, member));
    }
    for (const TextRow& member : members) {
      ASSIGN_OR_RETURN(const text::TextSignature signature,
                       LoadSignature(connection_, member.document));
      ASSIGN_OR_RETURN(const std::optional<TextRow> now, FindText(connection_, member.document));
      if (now.has_value()) RETURN_IF_ERROR(Join(*now, signature));
    }
    for (const TextRow& member : members) RETURN_IF_ERROR(Relink(member.document));
    return absl::OkStatus();
  }

  // Nothing came apart: the groups that met are one, under the oldest's name.
  absl::Status Unite() {
    if (groups_.empty()) return absl::OkStatus();
    const int64_t to = *groups_.begin();
    for (const int64_t from : groups_) {
      if (from != to) RETURN_IF_ERROR(MoveGroup(connection_, from, to));
    }
    return absl::OkStatus();
  }

  // Finds the groups of all texts of groups_ anew: links lead from one of them to another.
  absl::Status Regroup() {
    std::map<int64_t, TextRow> texts;
    for (const int64_t group : groups_) {
      ASSIGN_OR_RETURN(const std::vector<TextRow> members,
                       FindTexts(connection_, TextColumn::kTextGroup, group));
      for (const TextRow& member : members) texts[member.document] = member;
    }
    const auto top_of = [&texts](const TextRow& text) {
      int64_t top = text.component;
      // Containers rank before what they hold, so that following them ends.
      for (auto at = texts.find(top); at != texts.end() && at->second.container != 0;
           at = texts.find(top)) {
        const auto container = texts.find(at->second.container);
        if (container == texts.end()) break;
        top = container->second.component;
      }
      return top;
    };
    std::map<int64_t, int64_t> oldest;  // by top; texts come by age
    for (const auto& [document, text] : texts) oldest.emplace(top_of(text), document);
    for (auto& [document, text] : texts) {
      const int64_t group = oldest[top_of(text)];
      if (group == text.text_group) continue;
      TextRow moved = text;
      moved.text_group = group;
      RETURN_IF_ERROR(UpdateText(connection_, moved));
    }
    return absl::OkStatus();
  }

  Connection* const connection_;
  TextKeys* const keys_;
  const int64_t corpus_;
  std::set<int64_t> groups_;  // that changed
  bool split_ = false;        // a group may have come apart
};

}  // namespace

absl::Status AddToTextGroups(Connection* connection, TextKeys* keys, int64_t corpus,
                             int64_t document, const text::TextSignature& signature) {
  return Grouper(connection, keys, corpus).Add(document, signature);
}

absl::Status RemoveFromTextGroups(Connection* connection, TextKeys* keys, int64_t corpus,
                                  int64_t document) {
  return Grouper(connection, keys, corpus).Remove(document);
}

absl::Status RebuildTextGroups(Connection* connection, TextKeys* keys) {
  RETURN_IF_ERROR(connection->Execute("DELETE FROM text_signature"));
  RETURN_IF_ERROR(keys->Clear(connection));
  Statement select =
      connection->Prepare("SELECT corpus, id FROM document WHERE deleted = 0 ORDER BY id");
  while (true) {
    ASSIGN_OR_RETURN(const bool more, select.Step());
    if (!more) return absl::OkStatus();
    ASSIGN_OR_RETURN(const text::TextSignature signature, LoadSignature(connection, select.Int(1)));
    RETURN_IF_ERROR(keys->Begin(connection));
    RETURN_IF_ERROR(AddToTextGroups(connection, keys, select.Int(0), select.Int(1), signature));
    RETURN_IF_ERROR(keys->Finish(connection));
  }
}

}  // namespace parallax::corpus
