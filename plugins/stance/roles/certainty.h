// How far a holder or target is believed that was not named outright, in thousandths: factors that certainties are
// multiplied with. Set by hand; the answer keys of samples/ were read with them.
#ifndef PLUGINS_STANCE_ROLES_CERTAINTY_H_
#define PLUGINS_STANCE_ROLES_CERTAINTY_H_

namespace plx::stance {

inline constexpr int kOwnerCertainty = 900;      // an adjective or possessive for the party itself: "Chinese", 中国的
inline constexpr int kRoleCertainty = 900;       // "the minister"
inline constexpr int kDescribedCertainty = 900;  // an organisation that no analyzer linked
inline constexpr int kReferentCertainty = 800;   // "the minister" for the minister named before
inline constexpr int kGovernorCertainty = 800;   // the subject of the governing clause of a gerund or a noun
inline constexpr int kEnglishInheritedCertainty = 900;  // a subject that another clause names
inline constexpr int kChineseInheritedCertainty = 850;
inline constexpr int kEnglishWordsCertainty = 800;  // a target that is words alone
inline constexpr int kChineseWordsCertainty = 750;

// How much weaker a stance is towards the owner of the thing that the text speaks of.
inline constexpr int kOwnerFactor = 850;

}  // namespace plx::stance

#endif  // PLUGINS_STANCE_ROLES_CERTAINTY_H_
