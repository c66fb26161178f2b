import { Action, agencyTypes, timestampFromDate } from '@amparo/contracts'
import type { SigningKey } from '@amparo/crypto'
import type { Clock, NewId } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import { keyOf, ownRecord, type Reading } from '../domain/own-record.ts'
import type { AskedBy } from '../domain/record-sheet.ts'
import type { Append } from '../ports/access-log.ts'
import type { Party } from '../ports/decision.ts'
import type { Directory } from '../ports/directory.ts'
import type { FindLooks, FindRecord } from '../ports/own-record.ts'
import { attestationOf } from '../queries/attestation.ts'
import type { OpenHeld } from '../queries/open-held.ts'
import { isBarred, type Protocols } from '../queries/protocol-rules.ts'
import { referralsOn } from '../store/known-referrals.ts'
import { namesOfPerson } from '../store/names-of-person.ts'
import { agenciesInSecrecy } from '../store/secrecy-orders.ts'
import type { Share } from '../store/shares.ts'

export interface OwnRecordDeps {
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
  /** Undefined by a code sheet: nobody is signed in. */
  readonly caller: { readonly user: string; readonly acr: string; readonly token: string } | undefined
}

/** So many referrals of one person are looked through for compartments. */
const MOST_REFERRALS = 1_000

/**
 * Who holds what about a person, and who looked, for the person: asked of consent, read from the log, and that it was shown is in the log
 * before it is answered. The denial's code if it may not be read so. No identity is in it.
 */
export async function gatherOwnRecord(deps: OwnRecordDeps, asked: OwnRecordAsked) {
  const { hub, store, now, newId } = deps
  const { share, askedBy, caller, forSheet = false } = asked
  const { subjectId } = share
  const { held } = await deps.openHeld(subjectId)
  const attesting = { share, held, userId: caller?.user ?? '', nonce: newId(), recipientHub: hub, ownHub: hub }
  const attestation = attestationOf(attesting, deps.sign, now())
  const question = { token: caller?.token ?? '', agency: share.agency, askedBy, forSheet, subjectId, attestation }
  const answer = await deps.findRecord(question)
  if ('denial' in answer) return answer
  const { agreed, went, hidden, policyHash } = answer
  const known = await store.read(async reader => ({
    names: await namesOfPerson(reader, subjectId),
    secret: await agenciesInSecrecy(reader, subjectId, now()),
    referrals: await referralsOn(reader, subjectId, MOST_REFERRALS),
  }))
  const { looks, more } = await deps.findLooks(known.names.refs)
  const { registered } = known.names
  const spoken = [
    ...agreed.flatMap(line => [line.agency, ...line.recipients]),
    ...went.flatMap(line => [line.from, line.to]),
    ...looks.map(line => line.agency),
    ...registered.map(({ agency }) => agency),
  ]
  const barred = known.referrals.filter(referral => isBarred(deps.forms, referral)).map(one => one.referralId)
  const reading: Reading = caller && share.agency
  const sources = {
    ...{ agreed, went, looks, more, registered, book: await bookOf(deps.directory, spoken) },
    hidden: new Set([...hidden, ...barred]),
    secret: new Set(known.secret.map(agencyId => keyOf({ hub, agencyId }))),
  }
  await deps.append({
    ...{ entryId: newId(), action: Action.RECORD_SHOWN, agency: share.agency, subjectRef: share.shareId },
    ...{ userId: caller?.user ?? '', authentication: caller?.acr ?? 'sheet', code: askedBy },
    ...{ policyHash, occurredAt: timestampFromDate(now()) },
  })
  return { view: ownRecord(sources, reading, now()) }
}

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
