#include "server/corpus/readers/html/page_metadata.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "nlohmann/json.hpp"
#include "server/corpus/readers/lines.h"
#include "server/text/language.h"

namespace parallax::corpus {
namespace {

using Json = nlohmann::json;

void SetIfEmpty(absl::string_view value, std::string* target) {
  if (!target->empty()) return;
  dom::AppendCollapsed(value, target);
  while (!target->empty() && target->back() == ' ') target->pop_back();
}

std::string TextField(const Json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end()) return "";
  if (found->is_string()) return found->get<std::string>();
  if (found->is_array() && !found->empty() && found->front().is_object()) {
    return TextField(found->front(), "name");
  }
  return found->is_object() ? TextField(*found, "name") : "";
}

bool IsArticle(const Json& object) {
  const auto type = object.find("@type");
  if (type == object.end()) return false;
  const auto names_article = [](const Json& name) {
    if (!name.is_string()) return false;
    const std::string text = name.get<std::string>();
    return absl::StrContains(text, "Article") || text == "BlogPosting" || text == "Report";
  };
  if (type->is_array()) return std::any_of(type->begin(), type->end(), names_article);
  return names_article(*type);
}

// The first object that is an article, in arrays and "@graph"s not nested deeper than pages nest.
const Json* FindArticle(const Json& json, int depth) {
  if (depth == 0) return nullptr;
  if (json.is_object()) {
    if (IsArticle(json)) return &json;
    const auto graph = json.find("@graph");
    return graph == json.end() ? nullptr : FindArticle(*graph, depth - 1);
  }
  if (!json.is_array()) return nullptr;
  for (const Json& element : json) {
    if (const Json* article = FindArticle(element, depth - 1)) return article;
  }
  return nullptr;
}

void ReadLinkedData(const GumboNode* script, PageMetadata* metadata) {
  std::string source;
  dom::ForEachChild(script, [&](const GumboNode* child) {
    if (dom::IsText(child)) source += child->v.text.text;
  });
  const Json json = Json::parse(source, nullptr, false);
  const Json* article = json.is_discarded() ? nullptr : FindArticle(json, 4);
  if (article == nullptr) return;
  SetIfEmpty(TextField(*article, "headline"), &metadata->title);
  SetIfEmpty(TextField(*article, "publisher"), &metadata->site);
  SetIfEmpty(TextField(*article, "datePublished"), &metadata->published);
  SetIfEmpty(TextField(*article, "inLanguage"), &metadata->language);
  SetIfEmpty(TextField(*article, "author"), &metadata->author);
}

bool IsOneOf(absl::string_view name, std::initializer_list<absl::string_view> names) {
  return std::any_of(names.begin(), names.end(),
                     [&](absl::string_view other) { return absl::EqualsIgnoreCase(name, other); });
}

void ReadMeta(const GumboNode* meta, PageMetadata* metadata) {
  absl::string_view name = dom::Attribute(meta, "property");
  if (name.empty()) name = dom::Attribute(meta, "name");
  if (name.empty()) name = dom::Attribute(meta, "itemprop");
  if (name.empty()) name = dom::Attribute(meta, "http-equiv");
  const absl::string_view content = dom::Attribute(meta, "content");
  if (IsOneOf(name, {"og:title", "dc.title"})) SetIfEmpty(content, &metadata->title);
  if (IsOneOf(name, {"og:site_name", "publisher", "dc.publisher", "mediaid"})) {
    SetIfEmpty(content, &metadata->site);
  }
  if (IsOneOf(name, {"article:published_time", "og:published_time", "datePublished", "pubdate",
                     "publishdate", "publish_time", "date", "dc.date", "dc.date.issued",
                     "parsely-pub-date", "og:release_date"})) {
    SetIfEmpty(content, &metadata->published);
  }
  if (IsOneOf(name, {"og:url"})) SetIfEmpty(content, &metadata->url);
  if (IsOneOf(name, {"author", "article:author", "dc.creator"}) && !absl::StrContains(content, "://")) {
    SetIfEmpty(content, &metadata->author);
  }
  if (IsOneOf(name, {"content-language", "og:locale"})) SetIfEmpty(content, &metadata->language);
}

struct FallBack {
  std::string heading;  // the first h1
  int headings = 0;
  std::string title;    // of the head
  std::string time;     // the first time element's
  std::string canonical;
  std::string language;  // of the html element: it is the page's own, so it comes first
};

void ReadElement(const GumboNode* node, PageMetadata* metadata, FallBack* fall_back) {
  switch (dom::TagOf(node)) {
    case GUMBO_TAG_META: return ReadMeta(node, metadata);
    case GUMBO_TAG_HTML: return SetIfEmpty(dom::Attribute(node, "lang"), &fall_back->language);
    case GUMBO_TAG_TITLE:
      if (!fall_back->title.empty()) return;
      return SetIfEmpty(dom::TextOf(node), &fall_back->title);
    case GUMBO_TAG_H1:
      ++fall_back->headings;
      if (!fall_back->heading.empty()) return;
      return SetIfEmpty(dom::TextOf(node), &fall_back->heading);
    case GUMBO_TAG_TIME: {
      if (!fall_back->time.empty()) return;
      const absl::string_view datetime = dom::Attribute(node, "datetime");
      return SetIfEmpty(datetime.empty() ? dom::TextOf(node) : std::string(datetime),
                        &fall_back->time);
    }
    case GUMBO_TAG_LINK:
      if (absl::EqualsIgnoreCase(dom::Attribute(node, "rel"), "canonical")) {
        SetIfEmpty(dom::Attribute(node, "href"), &fall_back->canonical);
      }
      return;
    case GUMBO_TAG_SCRIPT:
      if (absl::EqualsIgnoreCase(dom::Attribute(node, "type"), "application/ld+json")) {
        ReadLinkedData(node, metadata);
      }
      return;
    default: return;
  }
}

// "Quota deal reached - The Harbor Ledger" -> "Quota deal reached".
std::string WithoutSite(absl::string_view title, absl::string_view site) {
  if (site.empty()) return std::string(title);
  for (const absl::string_view separator : {"-", "|", "–", "—", "_", "·", "»", ":"}) {
    absl::string_view rest = title;
    if (!absl::ConsumeSuffix(&rest, site)) continue;
    rest = Trimmed(rest);
    if (absl::ConsumeSuffix(&rest, separator) && !Trimmed(rest).empty()) {
      return std::string(Trimmed(rest));
    }
  }
  return std::string(title);
}

absl::string_view Primary(absl::string_view language) {
  return language.substr(0, language.find('-'));
}

}  // namespace

PageMetadata ReadPageMetadata(const GumboNode* document) {
  PageMetadata metadata;
  FallBack fall_back;
  dom::Walk(document, [&](const GumboNode* node) {
    ReadElement(node, &metadata, &fall_back);
    return dom::TagOf(node) != GUMBO_TAG_TEMPLATE;
  });
  if (fall_back.headings == 1) SetIfEmpty(fall_back.heading, &metadata.title);
  SetIfEmpty(fall_back.title, &metadata.title);
  SetIfEmpty(fall_back.heading, &metadata.title);
  metadata.title = WithoutSite(metadata.title, metadata.site);
  SetIfEmpty(fall_back.time, &metadata.published);
  if (!fall_back.language.empty()) metadata.language = fall_back.language;
  metadata.language = absl::StrReplaceAll(metadata.language, {{"_", "-"}});
  if (!fall_back.canonical.empty()) metadata.url = fall_back.canonical;
  return metadata;
}

// Templates often declare a language that the article is not in: one that the text plainly
// contradicts is left out.
std::string CheckedLanguage(const std::string& declared, absl::string_view text) {
  const absl::string_view found = text::DetectLanguage(text);
  const bool agrees = found == text::kUndetermined ||
                      absl::EqualsIgnoreCase(Primary(found), Primary(declared));
  return agrees ? declared : "";
}

}  // namespace parallax::corpus
