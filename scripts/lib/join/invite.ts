import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { DirectoryStatement } from '@amparo/contracts'
import { natsKey } from '../hubs/keys.ts'
import type { HubPaths } from '../hubs/layout.ts'
import { readEdgeFile } from '../hubs/nats.ts'
import { statementIn } from '../hubs/statement.ts'
import { type AdmitOptions, admit } from './admit.ts'
import type { CheckedLetter } from './check.ts'
import { errors } from './errors.ts'
import { hashOf, type Letter, type LetterFile, letterOf } from './letter.ts'
import { readRecord, writeRecord } from './record.ts'
import { signLetter } from './sign.ts'

export type Instruments = DirectoryStatement['instruments']

export interface Signing {
  readonly paths: HubPaths
  /** Types of the agencies whose institutions sign. */
  readonly by: readonly string[]
  /** Where the other hub's exchange reaches this one's NATS server. Default: where its own does. */
  readonly edgeUrl?: string | undefined
  readonly now: Date
}

export interface Inviting extends Signing {
  /** The hub that is invited. */
  readonly invited: string
  /** On what the exchange is to rest, for these two hubs. */
  readonly instruments: Instruments
  readonly validDays: number
}

const termsOf = ({ expiresAt, instruments }: Letter) => ({ expiresAt, instruments })

const DAY_MS = 24 * 3_600_000

/** An invitation for one hub, good once. Nothing of this hub changes before it is answered. Throws hub_already_known, agency_missing. */
export async function invite({ invited, instruments, validDays, ...signing }: Inviting): Promise<LetterFile> {
  const { paths, by, now } = signing
  const statement = statementIn(paths.directoryStatement)
  if (statement.hubs.some(({ hub }) => hub === invited)) throw errors.hub_already_known()
  const letter = await letterOf({
    ...{ kind: 'invitation', id: randomUUID(), to: invited, statement, instruments },
    ...{ issuedAt: now, expiresAt: new Date(now.getTime() + validDays * DAY_MS) },
    edge: edgeFor(invited, signing),
  })
  const file = await signLetter(paths, letter, by)
  const { id } = letter
  writeRecord(paths.joining(id), { id, with: invited, invitation: hashOf(file), ...termsOf(letter), state: 'open' })
  return file
}

/** The key is drawn now: its public half is told, and the other hub lets in whoever has the other one. */
const edgeFor = (hub: string, { paths, edgeUrl }: Signing) => ({
  url: edgeUrl ?? readEdgeFile(paths).own.url,
  nkey: natsKey(paths.peerSeed(hub)),
})

/**
 * Takes in what the invited hub answered, once. An attempt that was broken off goes on with the same answer. Throws invitation_unknown,
 * invitation_used, acceptance_differs, letter_expired.
 */
export async function accept(options: AdmitOptions, answer: CheckedLetter, now: Date): Promise<void> {
  const { letter, sha256 } = answer
  const file = options.layout.hub(options.hub).joining(letter.id)
  const invitation = readRecord(file)
  if (invitation === undefined) throw errors.invitation_unknown()
  if (invitation.state === 'used') throw errors.invitation_used()
  const isAnother = invitation.state === 'joining' && invitation.acceptance !== sha256
  const answersIt = invitation.with === letter.from && invitation.invitation === letter.answers
  if (isAnother || !answersIt || !isDeepStrictEqual(invitation.instruments, letter.instruments))
    throw errors.acceptance_differs()
  if (Date.parse(invitation.expiresAt) <= now.getTime()) throw errors.letter_expired()
  writeRecord(file, { ...invitation, state: 'joining', acceptance: sha256 })
  await admit(options, letter)
  writeRecord(file, { ...invitation, state: 'used', acceptance: sha256 })
}

/**
 * Makes the inviting hub a peer of this one, and answers it: on the same instruments, until the same day. Throws invitation_used,
 * hub_already_known, agency_missing.
 */
export async function join(options: AdmitOptions, invitation: CheckedLetter, signing: Signing): Promise<LetterFile> {
  const { letter, sha256 } = invitation
  const { paths, by, now } = signing
  const record = readRecord(paths.joining(letter.id))
  if (record?.state === 'used') throw errors.invitation_used()
  const statement = statementIn(paths.directoryStatement)
  if (record === undefined && statement.hubs.some(({ hub }) => hub === letter.from)) throw errors.hub_already_known()
  const kept = { id: letter.id, with: letter.from, invitation: sha256, ...termsOf(letter) }
  const answer = await letterOf({
    ...{ kind: 'acceptance', id: letter.id, to: letter.from, answers: sha256, statement },
    ...{ instruments: letter.instruments, issuedAt: now, expiresAt: new Date(letter.expiresAt) },
    edge: edgeFor(letter.from, signing),
  })
  const file = await signLetter(paths, answer, by)
  writeRecord(paths.joining(letter.id), { ...kept, state: 'joining' })
  await admit(options, letter)
  writeRecord(paths.joining(letter.id), { ...kept, state: 'used', acceptance: hashOf(file) })
  return file
}
