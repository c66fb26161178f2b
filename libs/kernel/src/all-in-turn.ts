/** Does each, also those behind one that fails; of each that fails the error is told. */
export async function allInTurn(
  steps: readonly (() => Promise<unknown>)[],
  failed: (error: unknown) => void,
): Promise<void> {
  for (const step of steps) await step().catch(failed)
}
