import { fromStrictBase64 } from '@amparo/crypto/tlog'
import { z } from 'zod'

const evidence = z.strictObject({
  issuer: z.string(),
  kind: z.string(),
  code: z.string().nullable(),
  about: z.strictObject({ messageId: z.string(), sha256: z.string() }),
  message: z.string(),
  signature: z.string(),
  /** Armored, with which the issuing hub's exchange signs. */
  certificate: z.string(),
})
/** What a hub has stated, signed, about what left; with the certificate to check it by. */
export type ShownEvidence = z.output<typeof evidence>

const half = z.strictObject({ bytes: z.string(), salt: z.string() })
const shown = z.strictObject({
  record: z.string(),
  actor: half,
  delivery: z.array(evidence).min(1).max(100).optional(),
})

/** What the `extra` line of a proof shows. It is under no signature of the log's: each part has to be tied to something that is. */
interface ShownEntry {
  readonly record: Uint8Array
  readonly actor: { readonly bytes: Uint8Array; readonly salt: Uint8Array }
  readonly delivery: readonly ShownEvidence[]
}

/** Throws a TypeError on anything else, and on what is written otherwise than `JSON.stringify` does: no changed byte means the same. */
export function readShown(extra: Uint8Array | undefined): ShownEntry {
  const text = extra && textOf(extra)
  const read = shown.safeParse(text && jsonIn(text))
  if (!read.success || JSON.stringify(read.data) !== text) throw new TypeError('the proof does not show its entry')
  const { record, actor, delivery = [] } = read.data
  for (const { message } of delivery) fromStrictBase64(message)
  return {
    record: fromStrictBase64(record),
    actor: { bytes: fromStrictBase64(actor.bytes), salt: fromStrictBase64(actor.salt) },
    delivery,
  }
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Undefined for what is no JSON: it shows nothing then. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
