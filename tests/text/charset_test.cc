// Guesses of charsets that nothing declares, and bytes that no guess is made for.
#include "server/text/charset.h"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <random>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "server/base/error_reason.h"
#include "server/text/utf8.h"

namespace parallax::text {
namespace {

std::string Encode(const std::string& utf8, const char* charset) {
  UErrorCode error = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(charset, &error);
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8(utf8);
  std::string bytes(utf8.size() * 4 + 8, '\0');
  const int32_t size = ucnv_fromUChars(converter, bytes.data(), static_cast<int32_t>(bytes.size()),
                                       text.getBuffer(), text.length(), &error);
  ucnv_close(converter);
  EXPECT_TRUE(U_SUCCESS(error)) << charset;
  bytes.resize(static_cast<size_t>(size));
  return bytes;
}

struct GuessCase {
  std::string name;
  const char* charset;
  std::string text;
};

class CharsetGuessTest : public testing::TestWithParam<GuessCase> {};

TEST_P(CharsetGuessTest, IsReadAsItsOwn) {
  const auto decoded = DecodeText(Encode(GetParam().text, GetParam().charset), "");
  ASSERT_TRUE(decoded.ok()) << decoded.status();
  EXPECT_EQ(decoded->text, GetParam().text) << decoded->charset;
  EXPECT_TRUE(decoded->guessed);
}

INSTANTIATE_TEST_SUITE_P(
    Charsets, CharsetGuessTest,
    testing::Values(
        GuessCase{"EnglishQuotes", "windows-1252",
                  "The minister said the port would open in March. “We have waited for this for three "
                  "years,” she said – and the harbour’s owners agreed with her on the date."},
        GuessCase{"French", "windows-1252",
                  "Le ministère a déclaré que les réserves seront réduites dès l’été prochain, et que les "
                  "élus de la région ont été prévenus à temps de cette décision."},
        GuessCase{"German", "windows-1252",
                  "Der Minister für Wirtschaft erklärte, die Ausfuhr werde über das Jahr hinweg gekürzt; "
                  "die Häfen müssten sich auf längere Wartezeiten einstellen."},
        GuessCase{"Spanish", "windows-1252",
                  "El ministro explicó que la reducción de las exportaciones será gradual y que las compañías "
                  "españolas tendrán un año para adaptarse a la nueva situación."},
        GuessCase{"Polish", "windows-1250",
                  "Minister powiedział, że eksport zostanie ograniczony w przyszłym roku, a porty muszą się "
                  "przygotować na dłuższe kolejki. Związkowcy są tym zaniepokojeni."},
        GuessCase{"Russian", "windows-1251",
                  "Министр заявил, что экспорт будет сокращён в следующем году, а порты должны подготовиться "
                  "к более длительным очередям."},
        GuessCase{"RussianKoi8", "KOI8-R",
                  "Министр заявил, что экспорт будет сокращен в следующем году, а порты должны подготовиться "
                  "к более длительным очередям."},
        GuessCase{"Greek", "windows-1253",
                  "Ο υπουργός δήλωσε ότι οι εξαγωγές θα μειωθούν το επόμενο έτος και ότι τα λιμάνια πρέπει να "
                  "προετοιμαστούν για μεγαλύτερες καθυστερήσεις."},
        GuessCase{"Turkish", "windows-1254",
                  "Bakan, ihracatın gelecek yıl azaltılacağını ve limanların daha uzun kuyruklara hazırlanması "
                  "gerektiğini söyledi. Şirketler bu karara karşı çıktı."},
        GuessCase{"Arabic", "windows-1256",
                  "قال الوزير إن الصادرات ستنخفض في العام المقبل وإن الموانئ يجب أن تستعد لطوابير أطول من "
                  "المعتاد في هذا الوقت من السنة"},
        GuessCase{"Chinese", "GB18030",
                  "中国商务部周四表示，将削减稀土出口配额，新的配额从三月开始执行。行业人士称，这一削减幅度大于预期。"},
        GuessCase{"ChineseTraditional", "Big5",
                  "中國商務部週四表示，將削減稀土出口配額，新的配額從三月開始執行。行業人士稱，這一削減幅度大於預期。"}),
    [](const auto& info) { return info.param.name; });

struct RefusedCase {
  std::string name;
  std::string bytes;
};

class CharsetRefusedTest : public testing::TestWithParam<RefusedCase> {};

TEST_P(CharsetRefusedTest, IsNotGuessed) {
  const auto decoded = DecodeText(GetParam().bytes, "");
  ASSERT_FALSE(decoded.ok()) << decoded->charset << ": " << decoded->text;
  EXPECT_EQ(ReasonOf(decoded.status()), "INVALID_UTF8");
}

// The head of a picture, with its zero bytes.
constexpr char kPicture[] =
    "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\6\0\0\0\\r\xa8"
    "f\0\0\0\4gAMA\0\0\xb1\x8f\x0b\xfc\x61\5\0\0\0 ";

INSTANTIATE_TEST_SUITE_P(
    Bytes, CharsetRefusedTest,
    testing::Values(
        RefusedCase{"Short", "caf\xE9 ferm\xE9"},
        RefusedCase{"OneBadByteInEnglishControls",
                    "The minister said the port would open in March and then \x81\x8D closed again in May."},
        RefusedCase{"Binary", std::string(kPicture, sizeof(kPicture) - 1)},
        RefusedCase{"Utf8CutInAChineseText",
                    "中国商务部周四表示，将削减稀土出口配额，新的配额从三月开始执行。\xE4\xB8"}),
    [](const auto& info) { return info.param.name; });

// Random bytes are no text in any charset.
TEST(CharsetTest, RandomBytesAreRefused) {
  std::mt19937 random(5);
  for (int round = 0; round < 200; ++round) {
    std::string bytes;
    for (int i = 0; i < 200; ++i) bytes.push_back(static_cast<char>(random()));
    EXPECT_FALSE(DecodeText(bytes, "").ok());
  }
}

}  // namespace
}  // namespace parallax::text
