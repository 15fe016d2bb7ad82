// Values drawn from a JSON Schema, to see what a plugin makes of them.
#ifndef PARALLAX_PLUGINS_SDK_VALIDATOR_SUBJECT_SCHEMA_VALUES_H_
#define PARALLAX_PLUGINS_SDK_VALIDATOR_SUBJECT_SCHEMA_VALUES_H_

#include <string>

#include "plugins/sdk/validator/subject/samples.h"

namespace parallax::validator {

// A JSON object for the schema (well-formed): for each property at random nothing, its default, a
// value of its enum, an end of its range, something long or empty, or now and then something wrong.
// The host's check decides what of it a plugin ever sees.
std::string RandomValueOf(const std::string& schema, Random& random);

}  // namespace parallax::validator

#endif  // PARALLAX_PLUGINS_SDK_VALIDATOR_SUBJECT_SCHEMA_VALUES_H_
