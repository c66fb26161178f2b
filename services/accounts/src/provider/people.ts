import type { Store } from '@amparo/store'
import type { Account, FindAccount, KoaContextWithOIDC } from 'oidc-provider'
import { findAccount, type StoredAccount } from '../store/accounts.ts'

const stored = new WeakMap<Account, StoredAccount>()
const UUID = /^[0-9a-f-]{36}$/

/** Read anew for each request: somebody who is taken off the list gets no further token. */
export const findPerson =
  ({ read }: Pick<Store, 'read'>): FindAccount =>
  async (_ctx, sub) => {
    const found = UUID.test(sub) ? await read(reader => findAccount(reader, sub)) : undefined
    if (!found) return undefined
    const account: Account = {
      accountId: found.id,
      claims: () => ({ sub: found.id, agency: found.agencyId, roles: [...found.roles] }),
    }
    stored.set(account, found)
    return account
  }

export const accountIn = (ctx: KoaContextWithOIDC): StoredAccount | undefined =>
  ctx.oidc.account && stored.get(ctx.oidc.account)
