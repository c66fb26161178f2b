import { EdgeMessageSchema, EntrySchema, fromBinary } from '@amparo/contracts'
import { formatProof, parseProof } from '@amparo/crypto/tlog'
import { z } from 'zod'
import { readShown, writeShown } from './shown-entry.ts'

/** As `GET /evidence` of exchange answers. */
const evidenceAnswer = z.object({
  items: z.array(
    z.object({
      issuer: z.string(),
      kind: z.string(),
      code: z.string().nullable(),
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

/**
 * The proof with what hubs have stated about the package that its entry names, and the certificates that they signed with. Answers how
 * many statements that is; verifies none. Throws a TypeError on what cannot be read.
 */
export function joinDelivery({ proof, evidence, hubs }: Joined): { readonly file: string; readonly count: number } {
  const parsed = parseProof(proof)
  const shown = readShown(parsed.extra)
  const { packageId } = fromBinary(EntrySchema, shown.actor.bytes)
  const certificates = new Map(hubs.map(hub => certificateIn(readAs(hubAnswer, hub, 'a hub of the directory'))))
  const delivery = readAs(evidenceAnswer, evidence, 'evidence').items.flatMap(item => {
    const { issuer, kind, code, about, message, signature } = item
    const certificate = certificates.get(issuer)
    if (message === null || signature === null || packageIn(message) !== packageId) return []
    if (certificate === undefined) throw new TypeError(`there is no certificate of ${issuer}`)
    return [{ issuer, kind, code, about, message, signature, certificate }]
  })
  const extra = writeShown({ ...shown, delivery })
  return { file: formatProof({ ...parsed, extra }), count: delivery.length }
}

function certificateIn({ hub, certificates }: z.output<typeof hubAnswer>): [string, string] {
  const found = certificates.find(({ use }) => use === 'exchange_sign')
  if (found === undefined) throw new TypeError(`${hub} has no certificate to sign with`)
  return [hub, found.armored]
}

function packageIn(message: string): string | undefined {
  const { body } = fromBinary(EdgeMessageSchema, Buffer.from(message, 'base64'))
  return body.case === 'evidence' ? body.value.aboutPackageId : undefined
}

function readAs<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const read = schema.safeParse(value)
  if (!read.success) throw new TypeError(`that is not ${what}`)
  return read.data
}
