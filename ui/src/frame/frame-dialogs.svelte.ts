/** The frame's own dialogs: one at a time. */
export const frameDialogs = $state<{ open: "palette" | "shortcuts" | "password" | "new_case" | null }>({ open: null });
