import type { Append } from '@amparo/asking'
import { Action, agencyTypes, timestampFromDate } from '@amparo/contracts'
import type { SigningKey } from '@amparo/crypto'
import type { Clock, NewId } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import { keyOf, ownRecord, type Reading } from '../domain/own-record.ts'
import type { AskedBy } from '../domain/record-sheet.ts'
import type { Party } from '../ports/decision.ts'
import type { Directory } from '../ports/directory.ts'
import type { Denied } from '../ports/given-permit.ts'
import type { FindLooks, FindRecord } from '../ports/own-record.ts'
import { attestationOf } from '../queries/attestation.ts'
import type { OpenHeld } from '../queries/open-held.ts'
import { isBarred, type Protocols } from '../queries/protocol-rules.ts'
import { referralsOn } from '../store/known-referrals.ts'
import { namesOfPerson } from '../store/names-of-person.ts'
import { agenciesInSecrecy } from '../store/secrecy-orders.ts'
import type { Share } from '../store/shares.ts'
import { type RecordOfOne, recordsOfOne } from './records-of-one.ts'
import { type RelationsDeps, relationsTo } from './relations-to.ts'

export interface OwnRecordDeps extends RelationsDeps {
  readonly hub: string
  readonly store: Pick<Store, 'run' | 'read'>
  readonly openHeld: OpenHeld
  readonly findRecord: FindRecord
  readonly findLooks: FindLooks
  readonly append: Append
  readonly directory: Directory
  readonly forms: Protocols
  readonly sign: SigningKey
  readonly now: Clock
  readonly newId: NewId
}

export interface OwnRecordAsked {
  /** Of the agency through which it is read, or that gave the sheet. */
  readonly share: Share
  readonly askedBy: AskedBy
  /** A code sheet is to be made. Absent: the record is read. */
  readonly forSheet?: true
  /** By a sheet that was made on this permit. */
  readonly madeOn?: string | undefined
  /** Undefined by a code sheet: nobody is signed in. */
  readonly caller: { readonly user: string; readonly acr: string; readonly token: string } | undefined
}

/** So many referrals of one person are looked through for compartments. */
const MOST_REFERRALS = 1_000

/**
 * Who holds what about a person, and who looked, for the person: asked of consent, read from the log, and that it was shown is in the log
 * before it is answered; of every record that two custodians have said to be that person's. The denial's code if it may not be read so; another
 * record that may not is left out. No identity is in it.
 */
export async function gatherOwnRecord(deps: OwnRecordDeps, asked: OwnRecordAsked) {
  const { hub, store, now } = deps
  const { share, askedBy, caller } = asked
  const [first, ...linked] = await recordsOfOne(deps, asked)
  const { madeOn = '' } = asked
  const own = await partOf(deps, asked, { ...first, madeOn })
  if ('denial' in own) return own
  // Where a sheet is only to be made, what they say is not looked at. Whoever had to stand by for the sheet has, or it would not open here.
  const read = asked.forSheet ? [] : linked
  const others = await Promise.all(read.map(one => partOf(deps, asked, { ...one, madeOn: '' })))
  const parts: readonly Part[] = [own, ...others.filter(isPart)]
  const all = <T>(of: (part: Part) => readonly T[]): T[] => parts.flatMap(of)
  const { looks, more } = await deps.findLooks(all(({ names }) => names.refs))
  const lines = { agreed: all(part => part.agreed), went: all(part => part.went) }
  const registered = all(({ names }) => names.registered)
  const spoken = [
    ...lines.agreed.flatMap(line => [line.agency, ...line.recipients]),
    ...lines.went.flatMap(line => [line.from, line.to]),
    ...looks.map(line => line.agency),
    ...registered.map(({ agency }) => agency),
  ]
  const secret = await store.read(reader => agenciesInSecrecy(reader, share.subjectId, now()))
  const reading: Reading = caller && share.agency
  const sources = {
    ...{ ...lines, looks, more, registered, book: await bookOf(deps.directory, spoken) },
    hidden: new Set(all(part => part.hidden)),
    secret: new Set(secret.map(agencyId => keyOf({ hub, agencyId }))),
  }
  const { agency } = share
  // What is made into a sheet nobody has seen yet: that it was made has an entry of its own.
  const shown = asked.forSheet ? [] : parts
  for (const part of shown) await note(deps, { ...part, agency, askedBy, caller })
  const { permitId, standByUntil, afterWithdrawal, relations } = own
  return { relations, view: ownRecord(sources, reading, now()), permit: { permitId, standByUntil, afterWithdrawal } }
}

/** What there is of one record; or why it may not be read so. */
async function partOf(
  deps: OwnRecordDeps,
  { askedBy, caller, forSheet }: OwnRecordAsked,
  { share, held, madeOn }: RecordOfOne & { readonly madeOn: string },
) {
  const { hub, store, now, newId } = deps
  const { subjectId, agency } = share
  const attesting = { share, held, userId: caller?.user ?? '', nonce: newId(), recipientHub: hub, ownHub: hub }
  const attestation = attestationOf(attesting, deps.sign, now())
  const answer = await deps.findRecord({
    ...{ token: caller?.token ?? '', agency, askedBy, forSheet: forSheet ?? false, madeOn, subjectId, attestation },
  })
  if ('denial' in answer) return answer
  const { names, referrals } = await store.read(async reader => ({
    names: await namesOfPerson(reader, [subjectId]),
    referrals: await referralsOn(reader, subjectId, MOST_REFERRALS),
  }))
  const barred = referrals.filter(referral => isBarred(deps.forms, referral)).map(one => one.referralId)
  // By a code sheet it is the person who reads.
  const relations = caller ? await relationsTo(deps, { ...caller, agency: agency.agencyId }, held) : []
  return { ...answer, share, names, relations, hidden: [...answer.hidden, ...barred] }
}
type Part = Exclude<Awaited<ReturnType<typeof partOf>>, Denied>
const isPart = (of: Part | Denied): of is Part => !('denial' in of)

interface Noted extends Pick<OwnRecordAsked, 'askedBy' | 'caller'>, Pick<Part, 'share' | 'policyHash' | 'relations'> {
  /** Through which it is read, or that gave the sheet. */
  readonly agency: Party
}
/** In the trail of each record that is shown. */
const note = (
  { append, newId, now }: OwnRecordDeps,
  { share, agency, askedBy, caller, policyHash, relations }: Noted,
) =>
  append({
    ...{ entryId: newId(), action: Action.RECORD_SHOWN, agency, subjectRef: share.shareId },
    ...{ userId: caller?.user ?? '', authentication: caller?.acr ?? 'sheet', code: askedBy },
    ...{ policyHash, occurredAt: timestampFromDate(now()), relations: [...relations] },
  })

/** Each agency that is spoken of, asked for once. */
async function bookOf(directory: Directory, spoken: readonly Party[]) {
  const agencies = new Map(spoken.flatMap(ref => (ref.agencyId === '' ? [] : [[keyOf(ref), ref] as const])))
  const known = await Promise.all(
    [...agencies].map(async ([key, { hub, agencyId }]) => {
      const ref = { hub, agencyId }
      const [named, type] = await Promise.all([directory.nameOf(ref), directory.agencyType(ref)])
      return [key, { ...named, kind: type ? agencyTypes.toCode(type) : null }] as const
    }),
  )
  return new Map(known)
}
