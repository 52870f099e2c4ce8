/** Only to print the right names on the keys. */
export const isMac = /Mac/.test(navigator.platform);
