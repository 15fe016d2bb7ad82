// The analyzer alone, on the host of plx/testing.hpp: no server is needed.
#include "plx/testing.hpp"

int main() {
  const plx::testing::Plugin plugin(PLX_PLUGIN_FILE);

  const plx::testing::Answer loud = plugin.Analyze("你好!! Quiet. Loud!!");
  PLX_EXPECT(loud.findings.size() == 2);
  for (const plx::testing::Found& found : loud.findings) PLX_EXPECT(found.quote == "!!");

  PLX_EXPECT(plugin.Analyze("Quiet.").findings.empty());
  return plx::testing::Failures();
}
