/** The frame's own dialogs: one at a time. */
export const frameDialogs = $state<{
  open: "palette" | "shortcuts" | "password" | "emergency" | "new_case" | null;
  /** What is already known when an emergency is opened: the number that nothing was found on. */
  number: string;
}>({ open: null, number: "" });
