import { saveFile } from "../../parts/save-file";

export function saveTextFile(name: string, text: string): void {
  // A spreadsheet takes a file without the mark for Windows' own alphabet, and breaks æ, ø and å.
  saveFile(name, ["\uFEFF", text], "text/csv;charset=utf-8");
}
