#include "plugins/entities/knowledge/entity_table.h"

#include <gtest/gtest.h>

#include "plugins/entities/knowledge/letters.h"

namespace plx::entities {
namespace {

TEST(EntityTableTest, AnIdIsOneEntity) {
  EntityTable table;
  const uint32_t first = table.Add("region:JP", kRegion, "Japan");
  EXPECT_EQ(table.Add("region:JP", kPlace, "Nippon"), first);
  EXPECT_EQ(table[first].canonical, "Japan");
  EXPECT_EQ(table.Find("region:JP"), first);
  EXPECT_EQ(table.Find("region:XX"), kNoEntity);
}

TEST(EntityTableTest, MembersDependOnTheDay) {
  Entity entity;
  entity.members = {{"region:FR", "", ""}, {"region:GB", "1973-01-01", "2020-02-01"},
                    {"region:SE", "2024-03-07", ""}};
  using Ids = std::vector<std::string>;
  EXPECT_EQ(MembersOn(entity, "2019-05-05"), (Ids{"region:FR", "region:GB"}));
  EXPECT_EQ(MembersOn(entity, "2020-02-01"), (Ids{"region:FR"}));
  EXPECT_EQ(MembersOn(entity, "2024"), (Ids{"region:FR"}));
  EXPECT_EQ(MembersOn(entity, "2025"), (Ids{"region:FR", "region:SE"}));
  EXPECT_EQ(MembersOn(entity, ""), (Ids{"region:FR", "region:SE"}));
}

TEST(SlugTest, IsOneWordInBothScripts) {
  EXPECT_EQ(Slug("Rare Earth Alliance"), "rare-earth-alliance");
  EXPECT_EQ(Slug("  São Paulo's  U.S. "), "sao-paulos-us");
  EXPECT_EQ(Slug("臺灣"), "台湾");
  EXPECT_EQ(Slug("\u3000伊莎贝尔·阿连德"), "伊莎贝尔-阿连德");
  EXPECT_EQ(Slug("—"), "");
}

TEST(NameIdTest, TheLegalFormOfAFirmIsNoPartOfIt) {
  for (const auto& [name, id] : std::initializer_list<std::pair<const char*, const char*>>{
           {"Brightwater Energy Inc.", "org:brightwater-energy"},
           {"Brightwater Energy", "org:brightwater-energy"},
           {"Kellerman & Sons Ltd", "org:kellerman-sons"},
           {"Petrel Co., Ltd.", "org:petrel"},
           {"海燕航空公司", "org:海燕航空"},
           {"海燕航空股份有限公司", "org:海燕航空"},
           {"王朝公司", "org:王朝公司"},
           {"有限公司", "org:有限公司"},
           {"Cat Corp", "org:cat-corp"},
           {"Feigu Cement Group", "org:feigu-cement"},
           {"Feigu Group", "org:feigu-group"},
           {"翡谷水泥集团有限公司", "org:翡谷水泥"},
           {"北岭集团", "org:北岭集团"}}) {
    EXPECT_EQ(NameId("org:", name), id);
  }
  EXPECT_EQ(NameId("person:", "Ann Corp"), "person:ann-corp");
  EXPECT_EQ(NameId("org:", "—"), "");
}

TEST(PossessiveTest, SizeOfTheEnding) {
  EXPECT_EQ(PossessiveSize("china's"), 2u);
  EXPECT_EQ(PossessiveSize("states'"), 1u);
  EXPECT_EQ(PossessiveSize("is"), 0u);
  EXPECT_EQ(PossessiveSize("'s"), 0u);
}

}  // namespace
}  // namespace plx::entities
