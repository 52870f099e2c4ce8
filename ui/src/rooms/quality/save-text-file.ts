/** Lets the person choose where a text goes; it leaves the program only there. */
export function saveTextFile(name: string, text: string): void {
  // A spreadsheet takes a file without the mark for Windows' own alphabet, and breaks æ, ø and å.
  const url = URL.createObjectURL(new Blob(["\uFEFF", text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
