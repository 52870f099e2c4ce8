/** An error that no screen caught: told to the person, without taking her screen away. */
export const strayError = $state<{ thrown: unknown; isShown: boolean }>({ thrown: null, isShown: false });

export function catchStrayErrors(): () => void {
  const show = (thrown: unknown) => {
    strayError.thrown = thrown;
    strayError.isShown = true;
  };
  const onError = (event: ErrorEvent) => {
    // Browsers report a harmless delay of size observers as an error without an object.
    if (event.error) show(event.error);
  };
  const onRejection = (event: PromiseRejectionEvent) => show(event.reason);
  addEventListener("error", onError);
  addEventListener("unhandledrejection", onRejection);
  return () => {
    removeEventListener("error", onError);
    removeEventListener("unhandledrejection", onRejection);
  };
}
