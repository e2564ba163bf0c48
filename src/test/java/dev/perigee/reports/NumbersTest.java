package dev.perigee.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "87436823297.2|87.4",
        "-8426651677.3|−8.4",
        "1250000000000|1,250.0",
        "-1000|0.0",
        "0|0.0"
      })
  void moneyIsInBillionsWithATrueMinusAndNoNegativeZero(double usd, String text) {
    assertEquals(text, Numbers.billions(usd));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"764990434|± 0.8", "15643826|± 0.02", "1564382|± 0.002", "0|± 0.0"})
  void anErrorThatWouldRoundToNothingHasMoreDecimals(double usd, String text) {
    assertEquals(text, Numbers.billionsError(usd));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "12.34, 12.3 kW",
    "999, 999 kW",
    "1000, 1.00 MW",
    "22155.5, 22.2 MW",
    "68519857.7, 68.5 GW",
    "2e9, 2.00 TW"
  })
  void capacityIsInTheUnitThatFits(double kw, String text) {
    assertEquals(text, Numbers.power(kw));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0",
        "5|5",
        "0.375|0.375",
        "0.62957|0.6296",
        "4.4|4.4",
        "16146.2|16,146",
        "0.00001|1.000e−05",
        "-20e9|−2.000e+10"
      })
  void numbersOfAnySizeHaveFourDigits(double value, String text) {
    assertEquals(text, Numbers.general(value));
  }
}
