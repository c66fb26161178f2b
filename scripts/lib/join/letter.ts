import { createHash } from 'node:crypto'
import { type DirectoryStatement, directoryStatement, sha256Hex } from '@amparo/contracts'
import { isRevoked } from '@amparo/crypto'
import { z } from 'zod'
import { edgeOf } from '../hubs/joined.ts'

const hub = z.string().regex(/^[A-Z]{2}$/)
const { hubs, agencies, instruments } = directoryStatement.shape

/** What one hub tells another so that both can name each other in their directories. It travels: nothing in it is secret. */
const letterShape = z.strictObject({
  kind: z.enum(['invitation', 'acceptance']),
  /** Of the invitation, also in what answers it. */
  id: z.uuid(),
  from: hub,
  to: hub,
  issuedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  /** Of the invitation's text, hex; in an acceptance. */
  answers: sha256Hex.optional(),
  /** As the jurisdiction of `from` states them. */
  entry: hubs.element,
  agencies: agencies.max(1_000),
  /** On what the exchange rests. */
  instruments: instruments.min(1).max(20),
  edge: edgeOf,
})
export type Letter = Readonly<z.output<typeof letterShape>>

const signature = z.strictObject({
  agencyId: z.uuid(),
  /** The institution's, certified by the jurisdiction. */
  certificate: z.string().max(20_000),
  signature: z.string().max(20_000),
})
export type InstitutionSignature = z.output<typeof signature>

/** The file: the letter's JSON text exactly as signed, and detached OpenPGP signatures over its UTF-8 bytes. */
export const letterFile = z.strictObject({ letter: z.string().max(2_000_000), signatures: z.array(signature).max(8) })
export type LetterFile = z.output<typeof letterFile>

export const bytesOf = ({ letter }: Pick<LetterFile, 'letter'>): Uint8Array => new TextEncoder().encode(letter)

export const hashOf = (file: Pick<LetterFile, 'letter'>): string =>
  createHash('sha256').update(bytesOf(file)).digest('hex')

/** Undefined for what is no such file. */
export function readLetter(text: string): { file: LetterFile; letter: Letter } | undefined {
  const file = letterFile.safeParse(parsed(text)).data
  const letter = letterShape.safeParse(parsed(file?.letter ?? '')).data
  return file && letter && { file, letter }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export interface LetterOf extends Pick<Letter, 'kind' | 'id' | 'to' | 'edge' | 'instruments' | 'answers'> {
  readonly statement: DirectoryStatement
  readonly issuedAt: Date
  readonly expiresAt: Date
}

/** What a hub says of itself: what its jurisdiction has stated, without certificates that are revoked, and nothing else. */
export async function letterOf({ statement, issuedAt, expiresAt, answers, ...same }: LetterOf): Promise<Letter> {
  const own = statement.hubs.find(known => known.hub === statement.hub)
  if (own === undefined) throw new TypeError('a statement without its own hub')
  const agencies = statement.agencies.filter(agency => agency.hub === statement.hub)
  // How its key came into its office is nothing to a hub that knew none before.
  const { successions: _, replaced: __, ended: ___, ...entry } = own
  return {
    ...same,
    ...(answers !== undefined && { answers }),
    from: statement.hub,
    issuedAt: issuedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    entry: await withoutRevoked(entry),
    agencies: await Promise.all(agencies.map(withoutRevoked)),
  }
}

/** Of a hub or an agency: certificates that are in force. */
export async function withoutRevoked<T extends { certificates: readonly { armored: string }[] }>(of: T): Promise<T> {
  const revoked = await Promise.all(of.certificates.map(({ armored }) => isRevoked(armored)))
  return { ...of, certificates: of.certificates.filter((_, i) => revoked[i] === false) }
}
