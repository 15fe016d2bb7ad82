// Names of two scripts that are one, and near names that are not.
#include "plugins/entities/scripts/name_match.h"

#include <gtest/gtest.h>

#include "plugins/entities/data/tables.h"
#include "plugins/entities/knowledge/entity_table.h"

namespace plx::entities {
namespace {

struct Pair {
  const char* latin;
  const char* han;
};

const WordLists& Lists() {
  static const WordLists lists(data::kWordLists);
  return lists;
}

bool SoundsStrong(const Pair& pair) { return MatchSounds(LatinSounds(pair.latin), HanSounds(pair.han)).StrongAlone(); }
bool IsPerson(const Pair& pair) { return LatinName(pair.latin, kPerson).Is(HanName(pair.han, Lists())); }
bool IsThing(const Pair& pair) { return LatinName(pair.latin, kOrganization).Is(HanName(pair.han, Lists())); }

TEST(SoundTest, OneName) {
  const Pair kPairs[] = {
      {"Lindqvist", "林德奎斯特"}, {"Belkovic", "贝尔科维奇"}, {"Oravec", "奥拉韦茨"},   {"Hruska", "赫鲁斯卡"},
      {"Kirsch", "基尔施"},        {"Ambekar", "安贝卡"},      {"Brackmouth", "布拉克茅斯"}, {"Freshlands", "弗雷什兰兹"}, {"Okundi", "奥孔迪"},
      {"Oladunjoye", "奥拉敦乔耶"}, {"Quispe", "基斯佩"},       {"Petrova", "彼得罗娃"},    {"Petrov", "彼得罗夫"},       {"Brückner", "布吕克纳"},
      {"Hanlan", "汉蓝"},          {"Hartwell", "哈特韦尔"},   {"Ibarrola", "伊瓦罗拉"},   {"Alsberg", "阿尔斯伯格"},
  };
  for (const Pair& pair : kPairs) EXPECT_TRUE(SoundsStrong(pair)) << pair.latin << " " << pair.han;
}

TEST(SoundTest, NearNamesStayApart) {
  const Pair kPairs[] = {
      {"Petrova", "彼得罗夫"}, {"Petrov", "彼得罗娃"},   {"Ivanov", "伊万诺娃"}, {"Marin", "莫兰"},    {"Moran", "马林"},
      {"Marino", "马里亚诺"},  {"Mario", "玛丽亚"},      {"Palmer", "帕克"},     {"Parker", "帕尔默"}, {"Santos", "桑切斯"},
      {"Sanchez", "桑托斯"},   {"Tavaria", "巴伐利亚"},  {"Bavaria", "塔瓦里亚"}, {"Hanlan", "华兰"},   {"Selvara", "塞尔维亚"},
      {"Lesnova", "列斯诺夫"}, {"Kolle", "科勒"},        {"Moe", "莫"},          {"Nordia", "诺德"},   {"Albany", "阿尔巴尼亚"},
  };
  for (const Pair& pair : kPairs) EXPECT_FALSE(SoundsStrong(pair)) << pair.latin << " " << pair.han;
}

TEST(NameMatchTest, Persons) {
  const Pair kSame[] = {
      {"Maureen Tully", "莫琳·塔利"}, {"Tomas Belkovic", "贝尔科维奇"}, {"Ellery", "埃勒里"}, {"Lars Eikeland", "拉斯·埃克兰"}, {"Percival Hartwell", "珀西瓦尔·哈特韦尔"},
      {"Bernt Kolle", "伯恩特·科勒"}, {"Li Xiaoming", "李晓明"},      {"Xiaoming Li", "李晓明"}, {"Ragnhild Moe", "朗希尔德·莫"},  {"Jozef Palko", "约瑟夫·帕尔科"},
  };
  for (const Pair& pair : kSame) EXPECT_TRUE(IsPerson(pair)) << pair.latin << " " << pair.han;
  const Pair kOthers[] = {
      {"Maureen Tully", "马丁·塔利"},  {"Eleanor Hartwell", "珀西瓦尔·哈特韦尔"}, {"Maria Petrova", "彼得罗夫"}, {"Ivan Petrov", "伊琳娜·彼得罗夫"},
      {"Jeff Sessions", "谢顺吉"}, {"Michael Slager", "希拉克"}, {"Irena Sovak", "索瓦克"},
      {"Li Xiaoming", "李小平"},       {"Anna Moe", "朗希尔德·莫"},               {"Lars Moe", "莫"},            {"Dana Kirsch", "迪诺·基尔施"},
  };
  for (const Pair& pair : kOthers) EXPECT_FALSE(IsPerson(pair)) << pair.latin << " " << pair.han;
}

TEST(NameMatchTest, Things) {
  const Pair kSame[] = {
      {"Halvorsen Museum", "哈尔沃森博物馆"},
      {"Bergen District Court", "卑尔根地方法院"},
      {"University of Legon", "莱贡大学"},
      {"Hanlan Group", "汉蓝"},
      {"Hanlan", "汉蓝集团有限公司"},
      {"Corvane Terminals", "科凡码头公司"},
      {"Okundi Heritage Trust", "奥孔迪遗产信托"},
      {"Okundi International Airport", "奥孔迪国际机场"},
      {"Port of Brackmouth", "布拉克茅斯港"},
      {"Liberty Square", "自由广场"},
      {"Calder Bridge", "考尔德大桥"},
      {"Huahai Cable", "华海电缆"},
      {"Votronic", "沃特罗尼克"},
      {"Puerto Alzana", "阿尔萨纳港"},
      {"National Medicines Agency of Marabela", "马拉贝拉国家药品管理局"},
      {"Brackmouth Chamber of Commerce", "布拉克茅斯商会"},
  };
  for (const Pair& pair : kSame) EXPECT_TRUE(IsThing(pair)) << pair.latin << " " << pair.han;
  const Pair kOthers[] = {
      {"Halvorsen Museum", "哈尔沃森大学"},    // another kind of thing
      {"Halvorsen Museum", "哈尔沃森"},        // its owner
      {"Halvorsen", "哈尔沃森博物馆"},
      {"Okundi International Airport", "奥孔迪机场"},
      {"Brackmouth Chamber of Commerce", "布拉克茅斯港"},
      {"High Court", "高等法院"},              // an ending alone is everybody's
      {"Hanlan Shipping", "汉蓝能源"},
      {"High Gear", "吉赛尔"},
      {"Calder Bridge", "考尔德大坝"},
      {"Bergen District Court", "卑尔根高等法院"},
  };
  for (const Pair& pair : kOthers) EXPECT_FALSE(IsThing(pair)) << pair.latin << " " << pair.han;
}

TEST(NameMatchTest, AProvinceNeedNotBeCalledSo) {
  const auto score = [](const char* latin, const char* han) { return LatinName(latin, kPlace).Is(HanName(han, Lists())); };
  EXPECT_EQ(score("Upper Brena", "上布雷纳省"), LatinName::kFair);
  EXPECT_EQ(score("Lower Brena", "上布雷纳省"), 0);
  EXPECT_EQ(score("Lesnova", "莱斯诺瓦市"), LatinName::kFair);
  EXPECT_EQ(score("Lesnova", "莱斯诺瓦"), LatinName::kSure);
  EXPECT_EQ(score("Lesnova County", "莱斯诺瓦市"), 0);
  EXPECT_TRUE(IsThing({"New Dawn", "新黎明党"}));
  EXPECT_FALSE(IsThing({"New Dawn Bank", "新黎明党"}));
}

}  // namespace
}  // namespace plx::entities
