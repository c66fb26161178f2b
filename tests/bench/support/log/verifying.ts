import { keys, leaves, written } from '../../../access-log/support/small-log.ts'
import { verifiers } from '../../../access-log/support/verifiers.ts'

/** Leaves a second that each verifier reads from memory, hashes and compares. Throws when one finds a fault. */
export async function verifyFor(size: number): Promise<Map<string, number>> {
  const files = written({ records: leaves(size) })
  const found = new Map<string, number>()
  for (const [name, verify] of verifiers) {
    const began = performance.now()
    const faults = await verify({ files, keys })
    if (faults.length > 0) throw new Error(`${name}: ${faults[0]}`)
    found.set(name, size / ((performance.now() - began) / 1_000))
  }
  return found
}
