// What a reader should doubt: offices held outside of their term, dates that cannot be, and plans for
// a time that was over when the document was published.
#ifndef PLUGINS_ENTITIES_CHECKS_WARNINGS_H_
#define PLUGINS_ENTITIES_CHECKS_WARNINGS_H_

#include <string>
#include <string_view>
#include <vector>

#include "plugins/entities/document/mention.h"

namespace plx::entities {

struct Warning {
  plx_span_t span = {0, 0};
  std::string_view code;  // OFFICE_TERM, DATE_IMPOSSIBLE, FORECAST_ABOUT_THE_PAST
  std::string message;
  std::string_view rule;
  int score = 0;
};

// OFFICE_TERM: a named person with the title of an office that the table of tenures gives to
// them only at other times than the document's day. Silent if the day, the tenure or both are
// unknown, if "former", "then" or 前 stands before it, and if the sentence speaks of the term.
void CheckOffices(const Reading& reading, std::vector<Warning>* warnings);

// DATE_IMPOSSIBLE: a day the calendar does not have. FORECAST_ABOUT_THE_PAST: a plan, forecast or
// future ("is set to", "will", 将) whose date lies wholly before the document's day.
void CheckDates(const Reading& reading, std::vector<Warning>* warnings);

}  // namespace plx::entities

#endif  // PLUGINS_ENTITIES_CHECKS_WARNINGS_H_
