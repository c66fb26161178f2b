import type { KeyObject } from 'node:crypto'
import type { UsersFile } from '@amparo/contracts'
import type { Clock } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { UnitOfWork } from '@amparo/store'
import { departuresOf } from '../domain/departures.ts'
import { messages } from '../log.ts'
import { retireAllBut, saveAccount } from '../store/accounts.ts'
import { addDepartures, holdPosts } from '../store/departures.ts'
import { sealTotpSecret } from './totp-code.ts'

/** Makes the accounts what the users file says. Can be repeated; whoever is not in the file can no longer sign in. */
export const importUsers =
  ({ run, totpKey, log, now }: { run: UnitOfWork; totpKey: KeyObject; log: Log; now: Clock }) =>
  async ({ users }: UsersFile): Promise<void> => {
    const retired = await run(async tx => {
      await addDepartures(tx, departuresOf(await holdPosts(tx), users), now())
      const count = await retireAllBut(
        tx,
        users.map(({ id }) => id),
      )
      for (const { totpSecret, ...user } of users) {
        await saveAccount(tx, { ...user, totpSecret: sealTotpSecret(totpKey, totpSecret, user.id) })
      }
      return count
    })
    messages['accounts.imported'](log, { count: users.length, retired })
  }
