import type { KeyObject } from 'node:crypto'
import type { UsersFile } from '@amparo/contracts'
import type { Clock } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { UnitOfWork } from '@amparo/store'
import { seconds } from '../domain/account.ts'
import { departuresOf } from '../domain/departures.ts'
import { whoseSignInsAreOver } from '../domain/sign-ins.ts'
import { messages } from '../log.ts'
import { endSignIns, retireAllBut, saveAccount } from '../store/accounts.ts'
import { addDepartures, holdPosts } from '../store/departures.ts'
import { removeModelsOf } from '../store/models.ts'
import { openTotpSecret, sealTotpSecret } from './totp-code.ts'

/**
 * Makes the accounts what the users file says. Can be repeated; whoever is not in the file can no longer sign in, and nobody goes on by a sign-in
 * with what is not theirs any more.
 */
export const importUsers =
  ({ run, totpKey, log, now }: { run: UnitOfWork; totpKey: KeyObject; log: Log; now: Clock }) =>
  async ({ users }: UsersFile): Promise<void> => {
    const retired = await run(async tx => {
      const before = (await holdPosts(tx)).map(({ totpSecret, ...post }) => ({
        ...post,
        totpSecret: openTotpSecret(totpKey, totpSecret, post.id),
      }))
      const count = await retireAllBut(
        tx,
        users.map(({ id }) => id),
      )
      for (const { totpSecret, ...user } of users) {
        await saveAccount(tx, { ...user, totpSecret: sealTotpSecret(totpKey, totpSecret, user.id) })
      }
      // Last: until the commit tokens are given as before, and those are told to be over that were issued until now.
      await addDepartures(tx, departuresOf(before, users), now())
      const over = whoseSignInsAreOver(before, users)
      await endSignIns(tx, over, seconds(now()))
      await removeModelsOf(tx, over)
      return count
    })
    messages['accounts.imported'](log, { count: users.length, retired })
  }
