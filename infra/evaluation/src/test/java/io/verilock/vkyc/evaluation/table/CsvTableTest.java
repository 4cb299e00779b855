package io.verilock.vkyc.evaluation.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {
  private static final Columns COLUMNS =
      Columns.withoutSlips(List.of("first_name", "size"), List.of("colour"));

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("table.csv");
  }

  @ParameterizedTest
  @ValueSource(chars = {',', ';', '\t', '|'})
  void aDeclaredSeparatorIsUsed(char separator) throws Exception {
    CsvTable table = read("sep=,\r\nfirst_name,size\r\nanna,1\r\n".replace(',', separator));

    assertRows(table, "3: anna 1");
  }

  @Test
  void aSpreadsheetMayHaveQuotedOrPaddedTheDeclaration() throws Exception {
    assertRows(read("\uFEFF\"sep=;\"\nfirst_name;size\nanna;1"), "3: anna 1");
    assertRows(read("SEP=;;;;\nfirst_name;size\nanna;1"), "3: anna 1");
  }

  @Test
  void aSeparatorThatOtherCellsAndNamesHoldIsNotTakenForIt() throws Exception {
    CsvTable table = read("\"size; in cm\";first_name;\"a,b,c,size\";size\n1,5;anna;;2\n");

    assertRows(table, "2: anna 2");
    assertThat(table.ignored()).containsExactly("size; in cm", "a,b,c,size");
  }

  @Test
  void quotesMayHaveBlanksAroundThem() throws Exception {
    assertRows(read("\"First Name\" , \"size\"\n \"anna, b\" , \"1\" \n"), "2: anna, b 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void rowsKeepTheirLinesAmongEmptyOnes(String lineBreak) throws Exception {
    String text = "\n,,\nfirst_name,size\n\n , \nanna,1\n\"\",\t\nbea,2,\ncleo,3\n,,,";

    CsvTable table = read(text.replace("\n", lineBreak));

    assertRows(table, "6: anna 1", "8: bea 2", "9: cleo 3");
  }

  @Test
  void emptyCellsInFrontOfARowStayThere() throws Exception {
    CsvTable table = read("colour\tfirst_name\tsize\n\tanna\t1\n\t\t2\n");

    assertRows(table, "2: anna 1", "3:  2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-8"})
  void aByteOrderMarkSaysHowTheFileIsWritten(String encoding) throws Exception {
    write("\uFEFFfirst_name\tsize\r\nJürgen 😀\t1\r\n", Charset.forName(encoding));

    assertRows(CsvTable.read(file, COLUMNS), "2: Jürgen 😀 1");
  }

  @Test
  void everyLineThatIsNoTextIsNamed() throws Exception {
    write("first_name,size\r\nJürgen,ü\r\nanna,1\r\nZoë,2", StandardCharsets.ISO_8859_1);

    CsvTable table = CsvTable.read(file, COLUMNS);

    assertThat(table.rows()).isEmpty();
    assertProblems(
        table,
        "FILE:2: bytes that are not UTF-8 text; save the file as UTF-8",
        "FILE:4: bytes that are not UTF-8 text; save the file as UTF-8");
  }

  @Test
  void wideTextWithoutItsMarkIsNoText() throws Exception {
    write("first_name", StandardCharsets.UTF_16LE);

    assertProblems(
        CsvTable.read(file, COLUMNS),
        "FILE:1: bytes that are not UTF-8 text; save the file as UTF-8");
  }

  @Test
  void signsThatStandForOthersAreReadWhereTheFileHasThem() throws Exception {
    assertRows(read("first_name,size\n\uFFFD,1\n"), "2: \uFFFD 1");
  }

  @Test
  void columnsWithoutANameAreIgnoredAndNamedWhereTheyHoldAnything() throws Exception {
    CsvTable table = read("first_name,size,,\nanna,1,,\nbea,2,,x\n");

    assertRows(table, "2: anna 1", "3: bea 2");
    assertThat(table.ignored()).containsExactly("column 4 without a name");
  }

  @Test
  void aSlipOfTwoLettersIsNamedAndOneOfThreeIgnored() throws Exception {
    CsvTable table = read("firstname,sze,color,sizable\nanna,1,red,x\n");

    assertThat(table.ignored()).containsExactly("sizable");
    assertProblems(
        table,
        "FILE:1: there is no column 'firstname'; did you mean first_name? Rename it or leave it out",
        "FILE:1: there is no column 'sze'; did you mean size? Rename it or leave it out",
        "FILE:1: there is no column 'color'; did you mean colour? Rename it or leave it out");
  }

  @Test
  void aColumnNamedTwiceInDifferentSpellingsIsNamed() throws Exception {
    assertProblems(
        read("First Name,size,first_name\nanna,1,bea\n"),
        "FILE:1: columns 1 and 3 are both 'first_name'; name each once");
  }

  @Test
  void problemsOfHeaderRowsAndQuotesAreToldAtOnceInTheirOrder() throws Exception {
    CsvTable table = read("\ncolour;first_name\nred\n\nred;anna;1\nblue;\"bea\" b\n");
    table.rows().get(0).problem("no good");

    assertProblems(
        table,
        "FILE:2: the column 'size' is missing; name it in the header, which split at"
            + " semicolons has: colour, first_name",
        "FILE:3: 1 cells where the header has 2; give empty cells their semicolons too",
        "FILE:3: no good",
        "FILE:5: 3 cells where the header has 2; quote cells that hold semicolons",
        "FILE:6: quotes do not fit from here on; end each, and write one inside a cell as two");
  }

  @Test
  void aQuoteThatNeverEndsIsNamedWithTheLineItBeginsIn() throws Exception {
    assertProblems(
        read("first_name,size\n\n\n\"anna\",\"1\nbea,2\n"),
        "FILE:4: quotes do not fit from here on; end each, and write one inside a cell as two");
  }

  @Test
  void aSeparatorThatIsNoneOfTheUsualShowsInWhatIsMissing() throws Exception {
    assertProblems(
        read("first_name|size\nanna|1\n"),
        "FILE:1: the column 'first_name' is missing; name it in the header, which split at commas"
            + " has: first_name|size",
        "FILE:1: the column 'size' is missing; name it in the header, which split at commas has:"
            + " first_name|size");
  }

  private CsvTable read(String text) throws Exception {
    write(text, StandardCharsets.UTF_8);
    return CsvTable.read(file, COLUMNS);
  }

  private void write(String text, Charset charset) throws Exception {
    Files.write(file, text.getBytes(charset));
  }

  private static void assertRows(CsvTable table, String... rows) {
    assertThat(table.problems()).isEmpty();
    assertThat(table.rows())
        .extracting(
            row -> "%d: %s %s".formatted(row.line(), row.cell("first_name"), row.cell("size")))
        .containsExactly(rows);
  }

  private void assertProblems(CsvTable table, String... problems) {
    assertThat(table.problems())
        .contains(String.join("\n      ", problems).replace("FILE", file.toString()));
  }
}
