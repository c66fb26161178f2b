import { certificateName, verifyCertifiedBy, withSubkeysOf } from '@amparo/crypto'
import { AppError, type Clock } from '@amparo/kernel'
import { defineLog, type Log } from '@amparo/observability'
import type { Store, Transaction } from '@amparo/store'
import type { Directory } from '../domain/entries.ts'
import { findHub } from '../store/lookup.ts'
import { type Renewed, renewedCertificates, saveRenewed } from '../store/renewed.ts'
import { namedKeys } from '../store/replace.ts'
import { holdStatement } from '../store/statements.ts'

const messages = defineLog({
  'certificate.renewed': ['fingerprint'],
  // An alarm: redaction has another key than the jurisdiction has certified.
  'certificate.refused': { level: 'error', fields: ['fingerprint'] },
})

interface Deps {
  readonly hub: string
  readonly store: Pick<Store, 'read'>
  readonly now: Clock
  readonly log: Log
}

/**
 * The seal certificate of the own hub as redaction publishes it anew. The jurisdiction has certified the primary key in its statement, and
 * the primary key binds the subkeys: nothing else of it is taken over. Undefined, and what was there stays: the statement names no such
 * certificate, or it is of another key, not certified, or nothing could be sealed to it.
 */
export const renewCertificate =
  (deps: Deps) =>
  async (armored: string, at: Date): Promise<Renewed | undefined> => {
    const { hub, store, log } = deps
    const own = await store.read(reader => findHub(reader, hub))
    const stated = own?.certificates.find(({ use }) => use === 'redaction_seal')
    if (own === undefined || stated === undefined) return undefined
    const { fingerprint } = stated
    try {
      const renewed = await checked(deps, { stated: stated.armored, offered: armored, by: own.jurisdictionArmored })
      messages['certificate.renewed'](log, { fingerprint })
      return { fingerprint, armored: renewed, at }
    } catch (error) {
      // It does not become better by waiting; redaction tells it again at each start.
      if (!(error instanceof AppError)) throw error
      messages['certificate.refused'](log, { fingerprint }, error)
      return undefined
    }
  }

async function checked(
  { hub, now }: Deps,
  { stated, offered, by }: { readonly stated: string; readonly offered: string; readonly by: string },
): Promise<string> {
  const renewed = await withSubkeysOf(stated, offered, now())
  await verifyCertifiedBy(renewed, by, { now: now(), userId: certificateName({ hub, use: 'redaction-seal' }) })
  return renewed
}

/** In the transaction of the event that told it: with the word of the jurisdiction as it stands by then, which may be another one since. */
export async function keepRenewed(tx: Transaction, renewed: Renewed | undefined, now: Date): Promise<void> {
  if (renewed === undefined) return
  await holdStatement(tx)
  await keepUnder(tx, new Map((await namedKeys(tx)).map(one => [one.fingerprint, one.armored])), renewed, now)
}

/** Of certificates that their owner has published anew, the word of the jurisdiction as it stands in the statement by now; subkeys stay. */
export async function keepAsCertified(tx: Transaction, hubs: Directory['hubs'], now: Date): Promise<void> {
  const stated = new Map(hubs.flatMap(({ certificates }) => certificates.map(one => [one.fingerprint, one.armored])))
  for (const renewed of await renewedCertificates(tx)) await keepUnder(tx, stated, renewed, now)
}

async function keepUnder(
  tx: Transaction,
  stated: ReadonlyMap<string, string>,
  renewed: Renewed,
  now: Date,
): Promise<void> {
  const certified = stated.get(renewed.fingerprint)
  if (certified === undefined) return
  try {
    await saveRenewed(tx, { ...renewed, armored: await withSubkeysOf(certified, renewed.armored, now) })
  } catch (error) {
    // Nothing can be encrypted to it: its subkeys are over, or it is revoked. Redaction tells its next one.
    if (!(error instanceof AppError)) throw error
  }
}
