/** The frame with all its rooms, in a script of its own: whoever is about to sign in need not wait for it. */
export const loadFrame = () => import("./Frame.svelte");
