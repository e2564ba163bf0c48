package dev.perigee.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellTest {
  @Test
  void aWebAddressIsLinked() {
    Cell cell = Cell.of("fact", "note").from("https://example.com/fact");
    assertTrue(cell.isLinked());
    assertEquals("note", cell.note());
  }

  @ParameterizedTest
  @ValueSource(strings = {"javascript:alert(1)", "data:text/html,x", "github:a/b:c.md"})
  void anythingElseIsSaidAndNotLinked(String source) {
    Cell cell = Cell.of("fact", "note").from(source);
    assertFalse(cell.isLinked());
    assertEquals("note " + source, cell.note());
  }
}
