import { type DeliveryEvidence, EdgeMessageSchema, EntrySchema, fromBinary } from '@amparo/contracts'
import { signingPartOf } from '@amparo/crypto'
import { formatProof, parseProof } from '@amparo/crypto/tlog'
import { z } from 'zod'
import { readShown, writeShown } from './shown-entry.ts'
import { whatLeft } from './what-left.ts'

/** As `GET /evidence` of exchange answers. */
const evidenceAnswer = z.object({
  items: z.array(
    z.object({
      issuer: z.string(),
      kind: z.string(),
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
 * The proof with what hubs have stated about what left by its entry, and the certificates that they signed with. Answers how many statements that is;
 * verifies none. Throws a TypeError on what cannot be read, and where nothing left that anybody could have stated something about.
 */
export async function joinDelivery({
  proof,
  evidence,
  hubs,
}: Joined): Promise<{ readonly file: string; readonly count: number }> {
  const parsed = parseProof(proof)
  const shown = readShown(parsed.extra)
  const left = whatLeft(fromBinary(EntrySchema, shown.actor.bytes))
  if (left === undefined) throw new TypeError('nothing left the hub by that entry: there is no delivery to join')
  if (left.id === '') throw new TypeError('that entry was made by a version that did not name what left')
  const certificates = new Map(
    await Promise.all(hubs.map(hub => certificateIn(readAs(hubAnswer, hub, 'a hub of the directory')))),
  )
  const delivery = readAs(evidenceAnswer, evidence, 'evidence').items.flatMap(item => {
    const { issuer, kind, about, message, signature } = item
    const certificate = certificates.get(issuer)
    const stated = message === null ? undefined : statementIn(message)
    if (message === null || signature === null || stated?.aboutPackageId !== left.id) return []
    if (certificate === undefined) throw new TypeError(`there is no certificate of ${issuer}`)
    return [{ issuer, kind, code: stated.code || null, about, message, signature, certificate }]
  })
  const extra = writeShown({ ...shown, delivery })
  return { file: formatProof({ ...parsed, extra }), count: delivery.length }
}

async function certificateIn({ hub, certificates }: z.output<typeof hubAnswer>): Promise<[string, string]> {
  const found = certificates.find(({ use }) => use === 'exchange_sign')
  if (found === undefined) throw new TypeError(`${hub} has no certificate to sign with`)
  return [hub, await signingPartOf(found.armored)]
}

function statementIn(message: string): DeliveryEvidence | undefined {
  const { body } = fromBinary(EdgeMessageSchema, Buffer.from(message, 'base64'))
  return body.case === 'evidence' ? body.value : undefined
}

function readAs<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const read = schema.safeParse(value)
  if (!read.success) throw new TypeError(`that is not ${what}`)
  return read.data
}
