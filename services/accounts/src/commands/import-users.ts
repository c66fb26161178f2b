import type { KeyObject } from 'node:crypto'
import type { UsersFile } from '@amparo/contracts'
import type { Log } from '@amparo/observability'
import type { UnitOfWork } from '@amparo/store'
import { messages } from '../log.ts'
import { retireAllBut, saveAccount } from '../store/accounts.ts'
import { sealTotpSecret } from './totp-code.ts'

/** Makes the accounts what the users file says. Can be repeated; whoever is not in the file can no longer sign in. */
export const importUsers =
  ({ run, totpKey, log }: { run: UnitOfWork; totpKey: KeyObject; log: Log }) =>
  async ({ users }: UsersFile): Promise<void> => {
    const retired = await run(async tx => {
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
