// Money that somebody is made to pay, is promised or asks for.
#ifndef PLUGINS_CLAIMS_EXTRACTION_PAYMENTS_H_
#define PLUGINS_CLAIMS_EXTRACTION_PAYMENTS_H_

#include <string>
#include <string_view>

#include "plugins/claims/extraction/measured_clause.h"
#include "plugins/linguistics/numbers/quantities.h"

namespace plx::claims {

// "fined Tarvo 150 million", 塔尔沃被罚1.5亿: the entity that pays, named last before the amount, or behind the verb. Empty: nobody
// that is named.
std::string FinedIn(const MeasuredClause& in, const linguistics::Quantity& q);

// "pay each family $5,000", 向每户发放2万元: so much for each.
bool IsCompensation(const MeasuredClause& in, const linguistics::Quantity& q);

// "demanded that it pay $5,000", 要求赔偿20万元: what is asked for is no offer.
bool IsDemanded(const MeasuredClause& in, const linguistics::Quantity& q);

// Which kind of people get it: "injury", "customer", "employee"; empty: those who lost somebody or something, or not said.
std::string_view PayeeOf(const MeasuredClause& in);

// The key of somebody whom the unit of such an amount names, too: "family" of "to each family".
bool IsPayee(std::string_view key);

}  // namespace plx::claims

#endif  // PLUGINS_CLAIMS_EXTRACTION_PAYMENTS_H_
