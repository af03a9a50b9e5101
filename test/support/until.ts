const defaultTimeoutMs = 10_000;
const pollMs = 10;

/**
 * Waits until `condition` gives something truthy, and gives that. For conditions nobody announces; where there is an
 * event, wait for it through an `Inbox`.
 *
 * @param reason what is being waited for: the failure says it
 */
export const until = async <Value>(
  condition: () => Value | Promise<Value>,
  reason: string,
  timeoutMs = defaultTimeoutMs,
): Promise<NonNullable<Value>> => {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    // Each look must end before the next begins.
    const value = await condition();
    if (value) return value;
    if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs} ms in vain until ${reason}.`);
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
};
