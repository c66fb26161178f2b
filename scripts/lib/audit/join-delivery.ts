import { joinDelivery as join } from '@amparo/client'
import { parseProof } from '@amparo/crypto/tlog'
import { z } from 'zod'
import { readShown } from './shown-entry.ts'

/** As `GET /evidence` of exchange answers. */
const evidenceAnswer = z.object({
  items: z.array(
    z.object({
      issuer: z.string(),
      kind: z.string(),
      code: z.string().nullable().default(null),
      about: z.object({ messageId: z.string(), sha256: z.string() }),
      message: z.string().nullable(),
      signature: z.string().nullable(),
    }),
  ),
})
/** As `GET /hubs/:hub` of directory answers. */
const hubAnswer = z.object({
  hub: z.string(),
  certificates: z.array(z.object({ use: z.string(), armored: z.string() })),
})

interface Joined {
  readonly proof: string
  readonly evidence: unknown
  readonly hubs: readonly unknown[]
}

/** `joinDelivery` of the client library, of files that anybody may have written. Throws a TypeError on what cannot be read. */
export async function joinDelivery({ proof, evidence, hubs }: Joined): Promise<{ file: string; count: number }> {
  readShown(parseProof(proof).extra)
  return join({
    proof,
    evidence: readAs(evidenceAnswer, evidence, 'evidence').items,
    hubs: hubs.map(hub => readAs(hubAnswer, hub, 'a hub of the directory')),
  })
}

function readAs<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const read = schema.safeParse(value)
  if (!read.success) throw new TypeError(`that is not ${what}`)
  return read.data
}
