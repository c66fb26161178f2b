import { endOf } from '@amparo/crypto'
import type { Clock } from '@amparo/kernel'
import { defineLog, type Log } from '@amparo/observability'
import type { Store } from '@amparo/store'
import { endingWithin } from '../domain/ending.ts'
import { certificatesInForce } from '../store/lookup.ts'

const messages = defineLog({
  'certificate.ends': { level: 'warn', fields: ['fingerprint', 'hub', 'agencyId', 'use', 'daysLeft'] },
  // An alarm: what it would sign is refused, and nothing is encrypted to it.
  'certificate.ended': { level: 'error', fields: ['fingerprint', 'hub', 'agencyId', 'use', 'daysLeft'] },
})

interface Deps {
  readonly store: Pick<Store, 'read'>
  readonly now: Clock
  readonly log: Log
  readonly warnDays: number
}

/** Announces to whoever runs the hub each certificate of the directory that ends soon, or has ended, and that no other has taken the place of. */
export const warnOfEndings =
  ({ store, now, log, warnDays }: Deps) =>
  async (): Promise<void> => {
    const certificates = await store.read(certificatesInForce)
    const lasting = await Promise.all(
      certificates.map(async ({ armored, ...named }) => ({ ...named, endsAt: await endOf(armored) })),
    )
    for (const { endsAt: _, ...ending } of endingWithin(lasting, now(), warnDays))
      messages[ending.daysLeft < 0 ? 'certificate.ended' : 'certificate.ends'](log, ending)
  }
