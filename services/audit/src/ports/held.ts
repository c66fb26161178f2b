import { type Asking, boundTo } from '@amparo/asking'
import { create, HeldRequestSchema, HeldSchema, held as question } from '@amparo/contracts'
import { verifyStatement } from '@amparo/crypto'

/**
 * Of these references, those of people of whom nothing may be lost yet. Redaction knows of orders, proceedings and requests. Throws
 * service_unavailable, or for an answer that does not verify: then nothing is taken away.
 */
export type AskHeld = (subjectRefs: readonly string[]) => Promise<ReadonlySet<string>>

const AT_ONCE = 100

/** `signer`: the key of redaction. */
export const askHeld =
  ({ ask, signer, now, newId }: Asking): AskHeld =>
  async subjectRefs => {
    const found = new Set<string>()
    for (let at = 0; at < subjectRefs.length; at += AT_ONCE) {
      const asked = { nonce: newId(), subjectRefs: subjectRefs.slice(at, at + AT_ONCE) }
      const request = create(HeldRequestSchema, asked)
      const { held } = await ask(question, request)
      const bound = boundTo(HeldRequestSchema, request, now)
      for (const ref of verifyStatement(HeldSchema, 'held.v1', held, signer, bound).subjectRefs) found.add(ref)
    }
    return found
  }
