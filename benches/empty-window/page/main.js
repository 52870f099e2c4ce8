requestAnimationFrame(() =>
  requestAnimationFrame(() => window.__TAURI__.core.invoke("second_frame")),
);
