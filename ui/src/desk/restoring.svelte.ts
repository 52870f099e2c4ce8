/** How far the restore that was asked for here has come. */
export const restoring = $state({ percent: 0 });
