#include "server/corpus/readers/html/boilerplate.h"

#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"

namespace parallax::corpus {
namespace {

using WordSet = absl::flat_hash_set<absl::string_view>;

// Words of class and id names that tell of something around an article.
const WordSet& NamesOfBoilerplate() {
  static const auto* const kWords = new WordSet{
      "ad",         "ads",        "adsense",   "advert",     "advertisement", "advertising",
      "banner",     "breadcrumb", "breadcrumbs", "byline",   "caption",     "comment",
      "comments",   "cookie",     "cookies",   "copyright",  "disqus",      "disclaimer",
      "download",   "feedback",   "follow",    "footer",     "foot",        "hidden",
      "login",      "masthead",   "menu",      "meta",       "modal",       "nav",
      "navbar",     "navigation", "newsletter", "dialog", "outbrain",  "pager",       "pagination",
      "paywall",    "popular",    "popup",     "print",      "promo",       "promotion",
      "qrcode",     "rank",       "ranking",   "recommend",  "recommended", "recommendation",
      "recommendations", "related", "share",   "sharing",    "sidebar",     "signup",
      "skip",       "social",     "sponsor",   "sponsored",  "statement",   "subscribe",
      "subscription", "taboola",  "tags",      "tag",        "teaser",      "toolbar",
      "tools",      "topbar",     "trending",  "widget"};
  return *kWords;
}

bool NamesBoilerplate(absl::string_view names) {
  std::string word;
  const auto ends = [&] {
    const bool known = NamesOfBoilerplate().contains(word);
    word.clear();
    return known;
  };
  for (size_t i = 0; i < names.size(); ++i) {
    const unsigned char c = names[i];
    // "relatedLinks", "share-bar", "nav_top": words end at a sign or a capital letter.
    const bool capital = absl::ascii_isupper(c) && !word.empty() && i > 0 &&
                         absl::ascii_islower(static_cast<unsigned char>(names[i - 1]));
    if ((capital || !absl::ascii_isalpha(c)) && ends()) return true;
    if (absl::ascii_isalpha(c)) word.push_back(static_cast<char>(absl::ascii_tolower(c)));
  }
  return ends();
}

bool IsHidden(const GumboNode* node) {
  const std::string style = absl::StrReplaceAll(
      absl::AsciiStrToLower(dom::Attribute(node, "style")), {{" ", ""}});
  if (absl::StrContains(style, "display:none") || absl::StrContains(style, "visibility:hidden")) {
    return true;
  }
  const bool hidden = gumbo_get_attribute(&node->v.element.attributes, "hidden") != nullptr;
  return hidden || dom::Attribute(node, "aria-hidden") == "true";
}

bool HasBoilerplateRole(const GumboNode* node) {
  const absl::string_view role = dom::Attribute(node, "role");
  for (const absl::string_view other : {"navigation", "banner", "contentinfo", "complementary",
                                        "search", "dialog", "menu", "menubar", "toolbar", "alert"}) {
    if (absl::EqualsIgnoreCase(role, other)) return true;
  }
  return false;
}

}  // namespace

bool IsBoilerplate(const GumboNode* node) {
  if (node->type == GUMBO_NODE_COMMENT) return true;
  if (!dom::IsElement(node)) return false;
  switch (dom::TagOf(node)) {
    case GUMBO_TAG_HTML: case GUMBO_TAG_BODY: case GUMBO_TAG_MAIN: case GUMBO_TAG_ARTICLE:
      return IsHidden(node) && dom::TagOf(node) == GUMBO_TAG_ARTICLE;
    case GUMBO_TAG_HEAD: case GUMBO_TAG_SCRIPT: case GUMBO_TAG_STYLE: case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_TEMPLATE: case GUMBO_TAG_NAV: case GUMBO_TAG_HEADER: case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_ASIDE: case GUMBO_TAG_FORM: case GUMBO_TAG_BUTTON: case GUMBO_TAG_SELECT:
    case GUMBO_TAG_INPUT: case GUMBO_TAG_TEXTAREA: case GUMBO_TAG_IFRAME: case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_SVG: case GUMBO_TAG_CANVAS: case GUMBO_TAG_VIDEO: case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_FIGCAPTION: case GUMBO_TAG_MENU:
      return true;
    default:
      break;
  }
  return IsHidden(node) || HasBoilerplateRole(node) ||
         NamesBoilerplate(dom::Attribute(node, "class")) || NamesBoilerplate(dom::Attribute(node, "id"));
}

}  // namespace parallax::corpus
