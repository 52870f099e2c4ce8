/**
 * A letter as it will be set, for the eye beside the editor: the same marks that the program sets by
 * (docs/templates.md). The file that is sent is set by the program itself.
 */

export interface LetterSpan {
  text: string;
  isBold: boolean;
  /** Somebody is still to write here. */
  isOpen: boolean;
}

export type LetterBlock =
  | { kind: "heading"; level: 1 | 2; spans: LetterSpan[] }
  | { kind: "paragraph"; spans: LetterSpan[] }
  | { kind: "list"; isNumbered: boolean; items: LetterSpan[][] }
  | { kind: "table"; head: string[]; rows: LetterSpan[][][] }
  | { kind: "rule" };

export interface SetLetter {
  title: string;
  body: LetterBlock[];
}

/** As a letter says it, whatever language the screens are in. */
export function letterDay(iso: string): string {
  return new Intl.DateTimeFormat("da-DK", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(`${iso}T00:00:00Z`));
}

export function setLetter(text: string): SetLetter {
  const body: LetterBlock[] = [];
  let title: string | null = null;
  let paragraph: string[] = [];

  const endParagraph = () => {
    if (paragraph.length > 0) body.push({ kind: "paragraph", spans: spansOf(paragraph.join(" ")) });
    paragraph = [];
  };
  /** A list or a table goes on in the next line, as long as nothing comes between. */
  let open: LetterBlock | null = null;
  const endBlock = () => {
    endParagraph();
    open = null;
  };
  const put = (block: LetterBlock, staysOpen: boolean) => {
    endBlock();
    body.push(block);
    open = staysOpen ? block : null;
  };

  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim();
    const item = /^(-|\d{1,3}\.) (.*)$/.exec(line);
    if (line === "") endBlock();
    else if (line.startsWith("# ")) {
      endBlock();
      title ??= line.slice(2).trim();
    } else if (line.startsWith("## ")) put({ kind: "heading", level: 1, spans: spansOf(line.slice(3)) }, false);
    else if (line.startsWith("### ")) put({ kind: "heading", level: 2, spans: spansOf(line.slice(4)) }, false);
    else if (line === "---") put({ kind: "rule" }, false);
    else if (item) {
      const isNumbered = item[1] !== "-";
      let list = open as LetterBlock | null;
      if (list?.kind !== "list" || list.isNumbered !== isNumbered) {
        list = { kind: "list", isNumbered, items: [] };
        put(list, true);
      }
      list.items.push(spansOf(item[2] ?? ""));
    } else if (line.startsWith("|")) {
      const cells = line.replace(/^\|+|\|+$/g, "").split("|").map((cell) => cell.trim());
      const table = open as LetterBlock | null;
      // The line that some write under a head says nothing.
      if (cells.every((cell) => /^-+$/.test(cell))) continue;
      if (table?.kind === "table") table.rows.push(table.head.map((_, at) => spansOf(cells[at] ?? "")));
      else put({ kind: "table", head: cells, rows: [] }, true);
    } else {
      if (open) endBlock();
      paragraph.push(line);
    }
  }
  endBlock();
  return { title: title ?? "", body };
}

/** What stands between two pairs of stars is bold; a pair without its fellow is text. */
function spansOf(text: string): LetterSpan[] {
  const parts = text.trim().split("**");
  if (parts.length % 2 === 0) return openOnes(text.trim(), false);
  return parts.flatMap((part, at) => openOnes(part, at % 2 === 1));
}

function openOnes(text: string, isBold: boolean): LetterSpan[] {
  return text
    .split(/(\[skriv[^\]]*\]?)/)
    .filter((part) => part !== "")
    .map((part) => ({ text: part, isBold, isOpen: part.startsWith("[skriv") }));
}
