import type { Postgres } from '@amparo/testing/platform'
import pg from 'pg'
import { databaseOf } from '../../../scripts/lib/hubs/environment.ts'

/** A code is good once, and a new one comes each half minute. For whoever signs in anew, and does not test that, it is good again. */
export async function forgetCodes(postgres: Pick<Postgres, 'superuserUrl'>, hubs: readonly string[]): Promise<void> {
  for (const hub of hubs) {
    const admin = new pg.Client({ connectionString: postgres.superuserUrl(databaseOf(hub)) })
    await admin.connect()
    try {
      await admin.query('update accounts.account set last_totp_step = 0')
    } finally {
      await admin.end()
    }
  }
}
