// The sizes and looks in which pictures of the screens are taken.

export const sizes = [
  [1280, 800],
  [1920, 1080],
];

export const looks = [
  ["light", "da"],
  ["dark", "da"],
  ["light", "en"],
  ["dark", "en"],
];
